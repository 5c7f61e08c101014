import type { Plane } from './plane.ts';

/** The lowest and the highest value of a plane, at each of its pixels those within `radius` across and down. */
interface Extremes {
  readonly low: Plane;
  readonly high: Plane;
}

/** How much the values are apart at most, `reach` cells around each cell of `edge` pixels: in 1/edge of the size, rounded up. */
export function cellRanges(plane: Plane, edge: number, reach: number): Plane {
  const [width, height] = [Math.ceil(plane.width / edge), Math.ceil(plane.height / edge)];
  const low = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(width * height).fill(Number.NEGATIVE_INFINITY);
  for (let y = 0, at = 0; y < plane.height; y += 1) {
    const row = Math.floor(y / edge) * width;
    for (let x = 0; x < plane.width; x += 1, at += 1) {
      const cell = row + Math.floor(x / edge);
      const value = plane.values[at] ?? 0;
      if (value < (low[cell] ?? 0)) low[cell] = value;
      if (value > (high[cell] ?? 0)) high[cell] = value;
    }
  }
  const extremes = { low: { width, height, values: low }, high: { width, height, values: high } };
  return { width, height, values: apart(extremes, reach) };
}

function apart({ low, high }: Extremes, radius: number): Float32Array {
  const lowest = reaching(reaching(low, radius, 1, -1), radius, low.width, -1);
  const highest = reaching(reaching(high, radius, 1, 1), radius, high.width, 1);
  const { values } = highest;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) - (lowest.values[at] ?? 0);
  return values;
}

/** The highest within `radius` across and down. */
export const highestWithin = (plane: Plane, radius: number): Float32Array =>
  reaching(reaching(plane, radius, 1, 1), radius, plane.width, 1).values;

/** The highest (sign 1) or lowest (−1) within `radius` steps: `step` 1 goes across, the width goes down. */
function reaching({ width, height, values }: Plane, radius: number, step: number, sign: 1 | -1): Plane {
  const out = new Float32Array(values);
  for (let offset = -radius; offset <= radius; offset += 1) {
    if (offset === 0) continue;
    const [down, across] = step === 1 ? [0, offset] : [offset, 0];
    for (let y = Math.max(0, -down); y < height - Math.max(0, down); y += 1) {
      const last = y * width + width - Math.max(0, across);
      for (let at = y * width + Math.max(0, -across); at < last; at += 1) {
        const value = values[at + offset * step] ?? 0;
        if (sign * value > sign * (out[at] ?? 0)) out[at] = value;
      }
    }
  }
  return { width, height, values: out };
}
