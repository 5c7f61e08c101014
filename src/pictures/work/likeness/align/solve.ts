/**
 * Solves as many equations as unknowns by Gauss, of which the upper half of the symmetric matrix is given, row by row with
 * the right side at the end of each. `damping`: a share of the diagonal that is added, so that what nothing is known of
 * stays 0. Null: nothing is known at all.
 */
export function solved(sums: Float64Array, unknowns: number, damping: number): Float64Array | null {
  const rows = Array.from({ length: unknowns }, (_, i) =>
    Float64Array.from({ length: unknowns + 1 }, (__, j) =>
      j === unknowns ? (sums[at(i, j, unknowns)] ?? 0) : (sums[at(Math.min(i, j), Math.max(i, j), unknowns)] ?? 0),
    ),
  );
  const largest = Math.max(...rows.map((row, i) => row[i] ?? 0));
  if (!(largest > 0)) return null;
  for (const [i, row] of rows.entries()) row[i] = (row[i] ?? 0) * (1 + damping) + largest * damping * 1e-3;
  for (const [i, pivot] of rows.entries()) {
    for (const row of rows.slice(i + 1)) {
      const times = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let j = i; j <= unknowns; j += 1) row[j] = (row[j] ?? 0) - times * (pivot[j] ?? 0);
    }
  }
  const found = new Float64Array(unknowns);
  for (let i = unknowns - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? found;
    let rest = row[unknowns] ?? 0;
    for (let j = i + 1; j < unknowns; j += 1) rest -= (row[j] ?? 0) * (found[j] ?? 0);
    found[i] = rest / (row[i] ?? 1);
  }
  return found;
}

const at = (row: number, column: number, unknowns: number) => row * (unknowns + 1) + column;
