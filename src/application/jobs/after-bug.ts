import type { Failure } from '../../domain/failure.ts';
import { isEnded, type JobWork, type PaidRequest, withoutToken } from '../../domain/jobs/job.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Journal, Work } from '../../ports/store/journal.ts';
import { backoffAfter, type Pace } from '../pace.ts';

/** A step that throws may throw again for ever: so often is enough. */
const mostTries = 3;

/**
 * A step threw: a bug of ours, or a store that failed for a moment. Logged with its stack under the job's id; tried
 * again a few times, for every step is repeatable; then ended with an id to quote.
 */
export function createAfterBug({
  journal,
  clock,
  pace,
  log,
}: {
  readonly journal: Journal;
  readonly clock: Pick<Clock, 'now' | 'random'>;
  readonly pace: Pace;
  readonly log: Log;
}) {
  return async function afterBug(work: Work, error: unknown): Promise<void> {
    const id = work.kind === 'job' ? work.job.id : work.request.id;
    log.error({ error, reference: id, step: work.kind }, 'a step threw');
    const now = clock.now();
    if (work.kind === 'request') {
      const request = await journal.findRequest(work.request.id);
      if (request !== null && request.state !== 'ended') await afterRequestBug(request, now);
    } else {
      const found = await journal.find(work.job.id);
      if (found !== null && !isEnded(found.job)) await afterJobBug(found, now);
    }
  };

  async function afterRequestBug(request: PaidRequest, now: number): Promise<void> {
    if (request.tries < mostTries) {
      const wakeAt = now + backoffAfter(request.tries, pace, clock.random());
      await journal.advanceRequest(request, { tries: request.tries + 1, wakeAt });
      return;
    }
    const ending = { kind: 'failure', failure: bug(request.job) } as const;
    await journal.advanceRequest(request, { state: 'ended', ending, made: [], wakeAt: null }, { nudgeJob: now });
  }

  async function afterJobBug({ job, requests }: JobWork, now: number): Promise<void> {
    if (job.tries < mostTries) {
      await journal.advance(job, { tries: job.tries + 1, wakeAt: now + backoffAfter(job.tries, pace, clock.random()) });
      return;
    }
    if (job.state !== 'delivering') {
      const ending = { kind: 'failure', failure: bug(job.id) } as const;
      await journal.advance(
        job,
        { state: 'delivering', failure: bug(job.id), tries: 0, wakeAt: now },
        { requests: { state: 'ended', ending, wakeAt: null } },
      );
      return;
    }
    if (job.failure === null) {
      // What was made cannot be delivered; that it went wrong can be said without it.
      await journal.advance(job, { failure: bug(job.id), tries: 0, wakeAt: now });
      return;
    }
    // Not even its failure can be delivered.
    await journal.advance(
      job,
      { state: 'failed', task: null, address: withoutToken(job.address), failure: bug(job.id), wakeAt: null },
      { settle: { ...settle(requests, 'undeliverable'), at: now } },
    );
  }
}

const bug = (reference: string): Failure => ({ code: 'bug', reference });
