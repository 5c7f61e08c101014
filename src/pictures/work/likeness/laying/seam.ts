import { straight } from '../depths.ts';

// Where the part ends, the result fades into the source, inward: outside the part nothing is the result's.

/** Of the part, that the seam may take: two in a hundred, less what rounding takes. */
export const mostSeam = 0.019;

/** Pixels; wider ones would show two pictures through each other. */
export const mostFeather = 16;

/** How much of the result there is at a depth in thirds of a pixel: 0 to 1, smoothly. `feather`: pixels. */
export function shareAt(depth: number, feather: number): number {
  if (depth === 0) return 0;
  const way = (depth / straight - 0.5) / feather;
  return way >= 1 ? 1 : way * way * (3 - 2 * way);
}

/** The widest that takes no more of the part than it may. `weights`: the part's weight at each depth. */
export function featherOf(weights: Float64Array): number {
  const whole = weights.reduce((one, other) => one + other, 0);
  const taken = (feather: number) =>
    weights.reduce((sum, weight, depth) => sum + weight * (1 - shareAt(depth, feather)), 0);
  for (let feather = mostFeather; feather > least; feather -= step) {
    if (taken(feather) <= mostSeam * whole) return feather;
  }
  return least;
}

/** Of half a pixel and less nothing is left: each pixel is the one's or the other's. */
const least = 0.5;
const step = 0.25;
