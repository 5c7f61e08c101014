/**
 * How far each pixel is from the nearest that is 0, in thirds of a pixel, at most so many (255 at most): by steps to
 * neighbours of 3 and 4 thirds, which is within 8 in 100. Beyond the edges of the picture nothing is 0.
 */
export function depthsOf(values: Uint8Array, width: number, height: number, most: number): Uint8Array {
  const depths = new Uint8Array(values.length);
  for (let at = 0; at < depths.length; at += 1) depths[at] = values[at] === 0 ? 0 : most;
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

export const straight = 3;
const diagonal = 4;
