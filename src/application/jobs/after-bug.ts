import { afterThrowing } from '../../domain/jobs/decide-request.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Journal, Work } from '../../ports/store/journal.ts';
import { createJobWriter } from './job-writer.ts';

/**
 * A step threw: a bug of ours, or a store that failed for a moment. Logged with its stack under the job's id; tried
 * again a few times, for every step is repeatable; then ended with an id to quote.
 */
export function createAfterBug({
  journal,
  runtime,
}: {
  readonly journal: Pick<Journal, 'find' | 'findRequest' | 'advance' | 'advanceRequest'>;
  readonly runtime: Runtime;
}) {
  const { clock, pace, log } = runtime;
  const write = createJobWriter({ journal, ...runtime });

  return async function afterBug(work: Work, error: unknown): Promise<void> {
    const id = work.kind === 'job' ? work.job.id : work.request.id;
    log.error({ error, reference: id, step: work.kind }, 'a step threw');
    if (work.kind === 'job') {
      const found = await journal.find(work.job.id);
      if (found !== null) await write(found, { kind: 'threw' });
      return;
    }
    const request = await journal.findRequest(work.request.id);
    if (request === null || request.state === 'ended') return;
    const at = { now: clock.now(), random: clock.random(), pace };
    const { changes } = afterThrowing(request, at);
    await journal.advanceRequest(request, changes, changes.state === 'ended' ? { nudgeJob: at.now } : {});
  };
}
