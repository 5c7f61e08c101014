import type { UserId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';

/** Why nobody's archives are made just now: this member's are, or too many are; or they had them a moment ago. */
export type NoTurn = { readonly kind: 'busy' } | { readonly kind: 'too soon'; readonly at: number };

export interface Turn extends Disposable {
  readonly kind: 'turn';
  /** They had what they asked for: not again for a while. */
  had(): void;
}

/** Beside the file a request holds its text, and there may be as much again in all. */
const mostAtOnce = 4;

/** One at a time for each member, a few in all, and the same again only after a while. In this process. */
export function createArchiveTurns({
  clock,
  againMs,
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly againMs: number;
}) {
  const making = new Set<UserId>();
  const hadAt = new Map<string, number>();

  /** `what`: what they ask for, of several things that one may have. */
  return function take(member: UserId, what = ''): Turn | NoTurn {
    const key = `${member} ${what}`;
    const last = hadAt.get(key);
    if (making.has(member) || making.size >= mostAtOnce) return { kind: 'busy' };
    if (last !== undefined && clock.now() < last + againMs) return { kind: 'too soon', at: last + againMs };
    making.add(member);
    return {
      kind: 'turn',
      had() {
        for (const [other, at] of hadAt) if (at + againMs < clock.now()) hadAt.delete(other);
        hadAt.set(key, clock.now());
      },
      [Symbol.dispose]: () => void making.delete(member),
    };
  };
}

export type ArchiveTurns = ReturnType<typeof createArchiveTurns>;
