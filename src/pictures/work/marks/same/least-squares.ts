/** Gathers what many weighted rows say of a few unknowns, and solves for them. */
export interface LeastSquares {
  /** `row`: what each unknown counts for, and what they should add up to, last. */
  add(row: Float64Array, weight: number): void;
  /** How much an unknown is believed to be 0, in rows. */
  hold(unknown: number, weight: number): void;
  /** Null: the rows do not tell. */
  solve(): Float64Array | null;
}

export function createLeastSquares(unknowns: number): LeastSquares {
  const stride = unknowns + 1;
  // Only what lies on and above the diagonal is summed: below it is the same.
  const sums = new Float64Array(unknowns * stride);
  return {
    add(row, weight) {
      for (let each = 0; each < unknowns; each += 1) {
        const weighted = weight * (row[each] ?? 0);
        for (let other = each; other < stride; other += 1) {
          const at = each * stride + other;
          sums[at] = (sums[at] ?? 0) + weighted * (row[other] ?? 0);
        }
      }
    },
    hold(unknown, weight) {
      const at = unknown * stride + unknown;
      sums[at] = (sums[at] ?? 0) + weight;
    },
    solve() {
      const whole = Float64Array.from(sums, (sum, at) => {
        const [row, column] = [Math.floor(at / stride), at % stride];
        return column < row ? (sums[column * stride + row] ?? 0) : sum;
      });
      return eliminate(whole, unknowns);
    },
  };
}

/** Gauss and Jordan's way; of a sum of squares the diagonal is never 0 unless nothing is known. */
function eliminate(rows: Float64Array, unknowns: number): Float64Array | null {
  const stride = unknowns + 1;
  const largest = Math.max(...Array.from({ length: unknowns }, (_, each) => Math.abs(rows[each * stride + each] ?? 0)));
  for (let pivot = 0; pivot < unknowns; pivot += 1) {
    const lead = rows[pivot * stride + pivot] ?? 0;
    if (!(lead > largest * leastLead)) return null;
    for (let column = pivot; column < stride; column += 1) {
      rows[pivot * stride + column] = (rows[pivot * stride + column] ?? 0) / lead;
    }
    for (let row = 0; row < unknowns; row += 1) {
      const factor = rows[row * stride + pivot] ?? 0;
      if (row === pivot || factor === 0) continue;
      for (let column = pivot; column < stride; column += 1) {
        const at = row * stride + column;
        rows[at] = (rows[at] ?? 0) - factor * (rows[pivot * stride + column] ?? 0);
      }
    }
  }
  return Float64Array.from({ length: unknowns }, (_, each) => rows[each * stride + unknowns] ?? 0);
}

/** Below this, what is left of an unknown is the rounding of others. */
const leastLead = 1e-12;
