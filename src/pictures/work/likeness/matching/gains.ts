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
  const first = channels.map((channel) => ratioOf(source[channel], laid[channel], usable));
  const off = offOf(source, laid, usable, first);
  const bound = Math.max(leastOff, mostOffs * medianOf(off.filter((_, at) => usable[at] === 1)));
  const inliers = usable.map((each, at) => (each === 1 && (off[at] ?? 0) <= bound ? 1 : 0));
  const [red = 1, green = 1, blue = 1] = channels.map((channel) => ratioOf(source[channel], laid[channel], inliers));
  return [red, green, blue];
}

/** Less than half a level of gray even in white: the result's pixels stay what they are. */
export const isNone = (gains: Gains): boolean => gains.every((gain) => Math.abs(gain - 1) < noneBelow);

const channels = [0, 1, 2] as const;

function ratioOf(source: Plane, laid: Plane, usable: Uint8Array): number {
  let one = 0;
  let other = 0;
  for (let at = 0; at < usable.length; at += 1) {
    const a = source.values[at] ?? 0;
    const b = laid.values[at] ?? 0;
    if (usable[at] !== 1 || Math.max(a, b) > whitest || Math.min(a, b) < blackest) continue;
    one += a;
    other += b;
  }
  return other === 0 ? 1 : Math.min(mostGain, Math.max(1 / mostGain, one / other));
}

function offOf(
  source: readonly Plane[],
  laid: readonly Plane[],
  usable: Uint8Array,
  gains: readonly number[],
): Float32Array {
  const off = new Float32Array(usable.length);
  for (const [channel, gain] of gains.entries()) {
    const [a, b] = [source[channel]?.values, laid[channel]?.values];
    for (let at = 0; at < off.length; at += 1) {
      off[at] = (off[at] ?? 0) + Math.abs((a?.[at] ?? 0) - gain * (b?.[at] ?? 0));
    }
  }
  return off;
}

const noneBelow = 0.002;
const whitest = 248;
const blackest = 6;
/** Beyond, it is no drift: what else there is to match, no gain matches. */
const mostGain = 1.5;
const mostOffs = 4;
const leastOff = 9;
