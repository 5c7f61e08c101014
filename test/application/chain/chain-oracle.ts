/** What the contract says of one chain, told anew from all that has happened there: no heads are kept. */
export interface Told {
  readonly id: number;
  readonly member: string;
  readonly private: boolean;
  /** What it is made from: a version, another request, or nothing. */
  from: { readonly version: string } | { readonly job: number } | null;
  state: 'open' | 'made' | 'failed';
  /** Cancelled after it was sent. */
  hidden: boolean;
}

interface Move {
  readonly by: number;
  readonly member: string;
  readonly private: boolean;
  readonly version: string | null;
  readonly isResult: boolean;
}

export const versionOf = (id: number) => `${id}-0-0`;

export function createOracle(shared: boolean) {
  const jobs = new Map<number, Told>();
  const moves: Move[] = [];
  const last = (some: readonly Move[]) => some.toSorted((one, other) => other.by - one.by)[0] ?? null;

  function current(member: string, everyoneReads = false): Move | null {
    const all = last(moves.filter((move) => !move.private && (shared || move.isResult)));
    const theirs = moves.filter((move) => move.member === member);
    if (shared) {
      const hidden = everyoneReads ? null : last(theirs.filter((move) => move.private));
      if (hidden === null || hidden.version === null) return all;
      return last(all === null ? [hidden] : [all, hidden]);
    }
    if (!everyoneReads) return last(theirs) ?? all;
    return last(theirs.filter((move) => !move.private)) ?? (theirs.length > 0 ? null : all);
  }

  function pick(member: string, id: number, everyoneReads = false): Told['from'] {
    const head = current(member, everyoneReads);
    const open = [...jobs.values()].filter(
      (job) => job.member === member && job.state === 'open' && !job.hidden && job.id < id,
    );
    const before = open.filter((job) => !everyoneReads || !job.private).toSorted((one, other) => other.id - one.id)[0];
    const isOthers = head?.isResult === true && head.member !== member;
    if (before !== undefined && (head === null || isOthers || head.by < before.id)) return { job: before.id };
    return head === null || head.version === null ? null : { version: head.version };
  }

  /** Those that follow what is over are made from its result, else from what is current then. */
  function settle(): void {
    for (const job of [...jobs.values()].toSorted((one, other) => one.id - other.id)) {
      if (job.state !== 'open' || job.from === null || !('job' in job.from)) continue;
      const before = jobs.get(job.from.job);
      if (before?.state === 'open' && !before.hidden) continue;
      const isMade = before?.state === 'made' && !before.hidden;
      job.from = isMade ? { version: versionOf(before.id) } : pick(job.member, job.id, !job.private);
      if (job.from === null) job.state = 'failed';
      settle();
      return;
    }
  }

  return {
    jobs,
    current,
    pick,
    settle,
    hasMoved: (member: string) => moves.some((move) => move.member === member),
    moved: (move: Move) => void moves.push(move),
  };
}
