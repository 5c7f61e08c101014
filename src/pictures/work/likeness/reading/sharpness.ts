import type { Plane } from '../plane.ts';

/** The variance of the Laplacian, where `counts` is 1: much of it is sharp, and noise is too. */
export function sharpnessOf({ width, height, values }: Plane, counts: Uint8Array): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      if (counts[at] !== 1) continue;
      const around =
        (values[at - 1] ?? 0) + (values[at + 1] ?? 0) + (values[at - width] ?? 0) + (values[at + width] ?? 0);
      const bent = 4 * (values[at] ?? 0) - around;
      sum += bent;
      squares += bent * bent;
      count += 1;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}
