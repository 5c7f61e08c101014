/** One thing to be measured. `prepare` is not: it makes what each turn needs. */
export interface Measured {
  readonly name: string;
  /** What its number says, in one sentence. */
  readonly says: string;
  readonly batches: number;
  readonly turns: number;
  prepare?(turn: number): Promise<void>;
  run(turn: number): Promise<unknown>;
}

/** How many times the floor one turn takes: the median of several batches, each beside a floor of its own. */
export async function measureRatio({ batches, turns, prepare, run }: Measured, floor: () => void): Promise<number> {
  const ratios: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const first = batch * turns;
    for (let turn = first; turn < first + turns; turn += 1) await prepare?.(turn);
    const floorMs = timeFloor(floor);
    const begun = performance.now();
    for (let turn = first; turn < first + turns; turn += 1) await run(turn);
    ratios.push((performance.now() - begun) / turns / floorMs);
  }
  return median(ratios);
}

/** Milliseconds for one turn of the floor. */
export function timeFloor(floor: () => void): number {
  const begun = performance.now();
  for (let turn = 0; turn < floorTurns; turn += 1) floor();
  return (performance.now() - begun) / floorTurns;
}

const floorTurns = 500;

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
