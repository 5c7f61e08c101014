import type { Failure } from '../../domain/failure.ts';
import type { JobId, UserId } from '../../domain/ids.ts';
import { isEnded, type PaidRequest } from '../../domain/jobs/job.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/store/journal.ts';

/**
 * - `cancelled`: nothing was sent; the hold is free, nothing is owed
 * - `hidden`: it was sent already. What was sent is followed to its end, charged if the vendor makes it, and waits in
 *   /history; what was not is never sent
 * - `over`: it has ended, or is about to
 */
export type Cancelled = 'cancelled' | 'hidden' | 'over' | 'not theirs';

/** A race with a worker's step is tried again; each loss means that the job has moved on. */
const mostTries = 5;

/** Cancels a job for its asker: at once while nothing was sent, and out of sight after that. */
export function createCancelJob({
  journal,
  clock,
  poke,
}: {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly poke: () => void;
}) {
  return async function cancel(id: JobId, user: UserId): Promise<Cancelled> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await journal.find(id);
      if (found === null || found.job.address.asker !== user) return 'not theirs';
      const { job } = found;
      if (isEnded(job) || job.state === 'delivering' || job.shown.kind === 'hidden') return 'over';
      const now = clock.now();
      const failure: Failure = { code: 'cancelled' };
      const freed = await journal.advance(
        job,
        { state: 'delivering', failure, wakeAt: now },
        {
          unsent: true,
          requests: { state: 'ended', ending: { kind: 'failure', failure }, wakeAt: null },
          settle: { ...settle([], 'reachable'), at: now },
        },
      );
      if (freed !== null) {
        poke();
        return 'cancelled';
      }
      if ((await journal.advance(job, { shown: { kind: 'hiding' }, wakeAt: now })) !== null) {
        for (const request of found.requests) if (request.state === 'new') await leaveLine(request, now);
        poke();
        return 'hidden';
      }
    }
    return 'over';
  };

  /** At once, for whoever stands behind it. One that has its turn by now sees for itself that nobody wants it. */
  async function leaveLine(request: PaidRequest, now: number): Promise<void> {
    const ending = { kind: 'failure', failure: { code: 'cancelled' } } as const;
    await journal.advanceRequest(request, { state: 'ended', ending, wakeAt: null }, { nudgeJob: now });
  }
}
