import type { Plane } from '../plane.ts';

/** In how many of 64 places one is brighter than its neighbour to the right, and the other is not (dHash). */
export function hashDistance(one: Plane, other: Plane): number {
  const [a, b] = [fieldsOf(one), fieldsOf(other)];
  let distance = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const at = row * columns + column;
      const [stepA, stepB] = [(a[at + 1] ?? 0) - (a[at] ?? 0), (b[at + 1] ?? 0) - (b[at] ?? 0)];
      // Of two that are as bright as each other, noise decides which one is brighter.
      if (Math.abs(stepA - stepB) > noise && stepA > 0 !== stepB > 0) distance += 1;
    }
  }
  return distance;
}

const columns = 9;
const rows = 8;
const noise = 1;

function fieldsOf({ width, height, values }: Plane): Float32Array {
  const sums = new Float32Array(columns * rows);
  const counts = new Float32Array(columns * rows);
  for (let at = 0; at < values.length; at += 1) {
    const column = Math.floor(((at % width) * columns) / width);
    const field = Math.floor((Math.floor(at / width) * rows) / height) * columns + column;
    sums[field] = (sums[field] ?? 0) + (values[at] ?? 0);
    counts[field] = (counts[field] ?? 0) + 1;
  }
  return sums.map((sum, field) => sum / (counts[field] ?? 1));
}
