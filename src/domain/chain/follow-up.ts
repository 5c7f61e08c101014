import { isLater, type JobId } from '../ids.ts';
import { type Audience, isEnded, isHidden, type Job } from '../jobs/job.ts';
import type { Head } from './chain.ts';

/** Who asks for an edit without a picture; `readers`: who will see what comes of it. */
export interface Follower {
  readonly id: JobId;
  readonly readers: Audience;
}

/**
 * Which of the same member's requests in that chain an edit without a picture waits for: the last one asked before it
 * that is still in hand. None where something asked later is current already: then that is what the member looks at.
 * `movedByAnother`: in a shared chain somebody else's result is, which is no choice of this member.
 */
export function followedBy(
  { id, readers }: Follower,
  open: readonly Job[],
  head: Head | null,
  movedByAnother: boolean,
): Job | null {
  const [last] = open
    .filter((job) => job.task !== null && job.failure === null && !isEnded(job) && !isHidden(job))
    .filter((job) => isLater(id, job.id) && (readers === 'asker' || job.address.audience === 'everyone'))
    .toSorted((one, other) => (isLater(one.id, other.id) ? -1 : 1));
  if (last === undefined) return null;
  const isOver = head !== null && !movedByAnother && !isLater(last.id, head.movedBy);
  return isOver ? null : last;
}
