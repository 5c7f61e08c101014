import { medianOf, type Plane } from '../plane.ts';

/** By which each channel of the result is multiplied to be the source's. */
export type Gains = readonly [red: number, green: number, blue: number];

export const noGains: Gains = [1, 1, 1];

/**
 * Of what is `usable` the sum of the one through the sum of the other, without what is off after that: edited, or cut off
 * at white or black. Both lie pixel on pixel.
 */
export function gainsOf(
  source: readonly [Plane, Plane, Plane],
  laid: readonly [Plane, Plane, Plane],
  usable: Uint8Array,
): Gains {
  const points = sampled(usable);
  // What was edited shifts a sum, and no middle one.
  const first = channels.map((channel) => middleRatio(source[channel], laid[channel], points));
  const off = offOf(source, laid, points, first);
  const bound = Math.max(leastOff, mostOffs * medianOf(off));
  const near = points.filter((_, index) => (off[index] ?? 0) <= bound);
  const [red = 1, green = 1, blue = 1] = channels.map((channel) => ratioOf(source[channel], laid[channel], near));
  return [red, green, blue];
}

/** Less than half a level of gray even in white: the result's pixels stay what they are. */
export const isNone = (gains: Gains): boolean => gains.every((gain) => Math.abs(gain - 1) < noneBelow);

const channels = [0, 1, 2] as const;

/** A third of the points, in every column. */
function sampled(usable: Uint8Array): Int32Array {
  const points = new Int32Array(Math.ceil(usable.length / step));
  let count = 0;
  for (let at = 0; at < usable.length; at += step) {
    if (usable[at] !== 1) continue;
    points[count] = at;
    count += 1;
  }
  return points.subarray(0, count);
}

const step = 3;

function middleRatio(source: Plane, laid: Plane, points: Int32Array): number {
  const ratios = new Float32Array(points.length);
  let count = 0;
  for (let index = 0; index < points.length; index += 1) {
    const a = source.values[points[index] ?? 0] ?? 0;
    const b = laid.values[points[index] ?? 0] ?? 0;
    if (Math.max(a, b) > whitest || Math.min(a, b) < darkest) continue;
    ratios[count] = a / b;
    count += 1;
  }
  return count === 0 ? 1 : bounded(medianOf(ratios.subarray(0, count)));
}

function ratioOf(source: Plane, laid: Plane, points: Int32Array): number {
  let one = 0;
  let other = 0;
  for (let index = 0; index < points.length; index += 1) {
    const a = source.values[points[index] ?? 0] ?? 0;
    const b = laid.values[points[index] ?? 0] ?? 0;
    if (Math.max(a, b) > whitest || Math.min(a, b) < blackest) continue;
    one += a;
    other += b;
  }
  return other === 0 ? 1 : bounded(one / other);
}

/** Of each point, over all channels. */
function offOf(
  source: readonly Plane[],
  laid: readonly Plane[],
  points: Int32Array,
  gains: readonly number[],
): Float32Array {
  const off = new Float32Array(points.length);
  for (const [channel, gain] of gains.entries()) {
    const a = source[channel]?.values;
    const b = laid[channel]?.values;
    for (let index = 0; index < off.length; index += 1) {
      const at = points[index] ?? 0;
      off[index] = (off[index] ?? 0) + Math.abs((a?.[at] ?? 0) - gain * (b?.[at] ?? 0));
    }
  }
  return off;
}

const bounded = (gain: number) => Math.min(mostGain, Math.max(1 / mostGain, gain));

const noneBelow = 0.002;
const whitest = 248;
const blackest = 6;
/** Below, a level of rounding is a twentieth. */
const darkest = 20;
/** Beyond, it is no drift: what else there is to match, no gain matches. */
const mostGain = 1.5;
const mostOffs = 4;
const leastOff = 9;
