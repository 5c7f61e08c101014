// Where the part ends, the result fades into the source, inward: outside the part nothing is the result's.

/** Of the part, that the seam may take: two in a hundred, less what rounding takes. */
export const mostSeam = 0.019;

/** Pixels; wider ones would show two pictures through each other. */
export const mostFeather = 16;

/**
 * How far each pixel is from the nearest that is 0, in thirds of a pixel, at most so many: by steps to neighbours of 3 and 4
 * thirds, which is within 8 in 100. Beyond the edges of the picture nothing is 0.
 */
export function depthsOf(coverage: Uint8Array, width: number, height: number, most: number): Uint8Array {
  const depths = new Uint8Array(coverage.length);
  const cap = Math.min(255, most);
  for (let at = 0; at < depths.length; at += 1) depths[at] = coverage[at] === 0 ? 0 : cap;
  sweep(depths, { width, height, down: true });
  sweep(depths, { width, height, down: false });
  return depths;
}

interface Sweep {
  readonly width: number;
  readonly height: number;
  readonly down: boolean;
}

function sweep(depths: Uint8Array, { width, height, down }: Sweep): void {
  const step = down ? 1 : -1;
  for (let line = 0; line < height; line += 1) {
    const start = (down ? line : height - 1 - line) * width;
    const before = start - step * width;
    for (let place = 0; place < width; place += 1) {
      const x = down ? place : width - 1 - place;
      const own = depths[start + x] ?? 0;
      if (own === 0) continue;
      let least = own;
      if (place > 0) least = Math.min(least, (depths[start + x - step] ?? 0) + straight);
      if (line > 0) {
        least = Math.min(least, (depths[before + x] ?? 0) + straight);
        if (x > 0) least = Math.min(least, (depths[before + x - 1] ?? 0) + diagonal);
        if (x < width - 1) least = Math.min(least, (depths[before + x + 1] ?? 0) + diagonal);
      }
      depths[start + x] = least;
    }
  }
}

const straight = 3;
const diagonal = 4;

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
