import type { JobId } from '../../domain/ids.ts';
import type { Job, JobWork } from '../../domain/jobs/job.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { CurrentSources } from '../chain/current-sources.ts';
import { type RulesOfServers, ruleAsker } from '../server/rules.ts';
import { createJobWriter } from './job-writer.ts';
import { sayable } from './sayable.ts';

/** The job with pictures in the place of the request that it follows; null: it still waits, or has ended for want of any. */
export type Follow = (work: JobWork) => Promise<Job | null>;

/**
 * A follow-up waits, as a row, for the request that it edits the result of. Whatever ends or cancels that one wakes it, in
 * the same transaction. Until then its message says what it waits for.
 */
export function createFollow({
  journal,
  messenger,
  sources,
  serverRules,
  runtime,
}: {
  readonly journal: Pick<Journal, 'find' | 'advance'>;
  readonly messenger: Pick<Messenger, 'progress'>;
  readonly sources: Pick<CurrentSources, 'resultOf'>;
  readonly serverRules: RulesOfServers;
  readonly runtime: Runtime;
}): Follow {
  const { clock, pace, log } = runtime;
  const write = createJobWriter({ journal, ...runtime });

  return async function follow(work) {
    const { job } = work;
    const { task, address } = job;
    const followed = task?.sources.find((source) => source.kind === 'job');
    if (task === null || followed === undefined) return job;
    const found = await sources.resultOf(followed, { id: job.id, readers: address.audience, address });
    if (found === null) {
      await write(work, { kind: 'failed', failure: { code: 'no_source' } });
      return null;
    }
    // What it waited for may have come to nothing, and another member's picture be the current one.
    const forbidden = await serverRules.refusal(ruleAsker(address), { sources: found });
    if (forbidden !== null) {
      await write(work, { kind: 'failed', failure: forbidden });
      return null;
    }
    const resolved = { ...task, sources: task.sources.flatMap((each) => (each === followed ? found : [each])) };
    const next = found.find((source) => source.kind === 'job');
    if (next === undefined) return { ...job, task: resolved };
    if (next.job !== followed.job) await write(work, { kind: 'follows', task: resolved });
    else await sayWaiting(work, next.job);
    return null;
  };

  async function sayWaiting(work: JobWork, followed: JobId): Promise<void> {
    const { job } = work;
    const statusAt = job.acceptedAt + pace.statusAfter;
    const isSaid = job.shown.kind === 'queued after' && job.shown.job === followed;
    if (isSaid) return void (await write(work, { kind: 'looked at', wakeAt: null }));
    if (clock.now() < statusAt) return void (await write(work, { kind: 'looked at', wakeAt: statusAt }));
    const first = await journal.find(followed);
    const posted = await messenger.progress(sayable(job), {
      kind: 'queued after',
      message: first?.job.address.message ?? null,
      since: job.acceptedAt,
    });
    if (posted.kind === 'impossible') log.info({ job: job.id, code: posted.code }, 'progress cannot be shown');
    await write(work, { kind: 'shown', shown: { kind: 'queued after', job: followed }, posted, wakeAt: null });
  }
}
