/** Something that waits for its turn, or has it. `member`: whose it is. */
export interface Ask {
  readonly member: string;
  /** What it may take of the memory, in bytes. */
  readonly cost: number;
  /** In which round it is taken, from {@link roundFor}. */
  readonly round: number;
}

export interface Bounds {
  /** How many run at once. */
  readonly lanes: number;
  /** Bytes, of all that run. */
  readonly memory: number;
}

/**
 * The round of a new ask: one after its member's last, and never one that has begun. So each member has one in each round,
 * and whoever comes anew is taken before the second of those who came long ago with many.
 */
export function roundFor<Each extends Ask>(member: string, waiting: readonly Each[], begun: number): number {
  const own = waiting.filter((ask) => ask.member === member).map(({ round }) => round);
  return Math.max(begun, ...own) + 1;
}

/**
 * Who is next, of asks in the order in which they came: the member of whom least runs, then the earliest round, then
 * who waited longest. Null: nobody, yet. What waits for memory is not overtaken, for what runs ends within seconds.
 */
export function nextInTurn<Each extends Ask>(
  waiting: readonly Each[],
  running: readonly Ask[],
  { lanes, memory }: Bounds,
): Each | null {
  if (running.length >= lanes) return null;
  const runs = (member: string) => running.filter((ask) => ask.member === member).length;
  const [next] = waiting.toSorted((one, other) => runs(one.member) - runs(other.member) || one.round - other.round);
  if (next === undefined) return null;
  const taken = running.reduce((sum, { cost }) => sum + cost, 0);
  return taken + next.cost <= memory ? next : null;
}
