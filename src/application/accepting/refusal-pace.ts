import type { Failure } from '../../domain/failure.ts';
import type { JobId, UserId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';

const apart = 10_000;
/** So many of one kind that say different things, such as another file's name, are each answered. */
const ofOneKind = 3;
/** Beyond so many members at once the old ones are forgotten. */
const swept = 1_000;

interface Answered {
  readonly job: JobId;
  readonly at: number;
  readonly said: string;
}

/**
 * The same refusal is answered to the same member at most once in ten seconds (this process): what everybody reads must
 * not become a flood because one member sends one. Whoever sends another file that cannot be read is told of that one
 * too, a few times. Only for messages; each interaction has to have its own answer.
 */
export function createRefusalPace({ clock }: { readonly clock: Pick<Clock, 'now'> }) {
  const answered = new Map<string, readonly Answered[]>();
  const lately = (list: readonly Answered[], now: number) => list.filter(({ at }) => now - at < apart);

  /** True where it is to be answered; also for a message that was delivered before, of which the journal knows more. */
  return function mayAnswer(job: JobId, user: UserId, failure: Failure): boolean {
    const now = clock.now();
    const key = `${user} ${failure.code}`;
    const said = JSON.stringify(failure);
    const before = lately(answered.get(key) ?? [], now);
    if (before.some((each) => each.job === job)) return true;
    if (before.length >= ofOneKind || before.some((each) => each.said === said)) return false;
    if (answered.size >= swept) {
      for (const [old, list] of answered) if (lately(list, now).length === 0) answered.delete(old);
    }
    answered.set(key, [...before, { job, at: now, said }]);
    return true;
  };
}
