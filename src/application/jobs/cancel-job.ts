import type { JobId, UserId } from '../../domain/ids.ts';
import { ended } from '../../domain/jobs/decide-request.ts';
import { isEnded, type PaidRequest, wasSent } from '../../domain/jobs/job.ts';
import type { Journal } from '../../ports/store/journal.ts';
import { createJobWriter, type JobWriting } from './job-writer.ts';

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
  pace,
  log,
  wake,
}: JobWriting & { readonly journal: Journal; readonly wake: () => void }) {
  const write = createJobWriter({ journal, clock, pace, log });

  return async function cancel(id: JobId, user: UserId): Promise<Cancelled> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await journal.find(id);
      if (found === null || found.job.address.asker !== user) return 'not theirs';
      const { job, requests } = found;
      if (isEnded(job) || job.state === 'delivering' || job.shown.kind === 'hidden') return 'over';
      if (!(await write(found, { kind: 'cancelled' }))) continue;
      if (wasSent(requests)) {
        for (const request of requests) if (request.state === 'new') await leaveLine(request);
      }
      wake();
      return wasSent(requests) ? 'hidden' : 'cancelled';
    }
    return 'over';
  };

  /** At once, for whoever stands behind it. One that has its turn by now sees for itself that nobody wants it. */
  async function leaveLine(request: PaidRequest): Promise<void> {
    await journal.advanceRequest(request, ended({ code: 'cancelled' }).changes, { nudgeJob: clock.now() });
  }
}
