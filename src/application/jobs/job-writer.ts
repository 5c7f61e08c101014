import { decideJob } from '../../domain/jobs/decide-job.ts';
import type { JobWork } from '../../domain/jobs/job.ts';
import type { JobEvent } from '../../domain/jobs/job-event.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Journal } from '../../ports/store/journal.ts';

/** Writes what an event makes of a job, in one transaction; false: it has moved on, and nothing was written. */
export type WriteJob = (work: JobWork, event: JobEvent) => Promise<boolean>;

/** What writing down a job's next step takes. */
export interface JobWriting {
  readonly journal: Pick<Journal, 'advance'>;
  readonly clock: Pick<Clock, 'now' | 'random'>;
  readonly pace: Pace;
  readonly log: Log;
}

/** What follows from what is decided in `domain/jobs/decide-job`, and nowhere else: here it is only written. */
export function createJobWriter({ journal, clock, pace, log }: JobWriting): WriteJob {
  return async function write(work, event) {
    const { job } = work;
    const decision = decideJob(work, event, { now: clock.now(), random: clock.random(), pace });
    if (decision === null) return false;
    const { changes, besides, remark } = decision;
    if ((await journal.advance(job, changes, besides)) === null) return false;
    if (remark !== undefined) log[remark.level]({ job: job.id, ...remark.facts }, remark.message);
    return true;
  };
}
