import type { FailureCode } from '../../domain/failure.ts';
import type { JobId, UserId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';

const apart = 10_000;
/** Beyond so many members at once the old ones are forgotten. */
const swept = 1_000;

/**
 * The same refusal is answered to the same member at most once in ten seconds (this process): what everybody reads must
 * not become a flood because one member sends one. Only for messages; each interaction has to have its own answer.
 */
export function createRefusalPace({ clock }: { readonly clock: Pick<Clock, 'now'> }) {
  const answered = new Map<string, { readonly job: JobId; readonly at: number }>();

  /** True where it is to be answered; also for a message that was delivered before, of which the journal knows more. */
  return function mayAnswer(job: JobId, user: UserId, code: FailureCode): boolean {
    const now = clock.now();
    const key = `${user} ${code}`;
    const before = answered.get(key);
    if (before !== undefined && now - before.at < apart) return before.job === job;
    if (answered.size >= swept) {
      for (const [old, { at }] of answered) if (now - at >= apart) answered.delete(old);
    }
    answered.set(key, { job, at: now });
    return true;
  };
}
