import { address, sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { createCancelJob } from '../../../../src/application/jobs/cancel-job.ts';
import { jobId } from '../../../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import type { Journal } from '../../../../src/ports/store/journal.ts';
import { openStores, silentLog } from '../../stage.ts';

export const id = jobId('100');
export const asker = address.asker;
export const held = { images: 2, usd: 330_000 };
export const nothing = { images: 0, usd: 0 };
export const cancelled = { kind: 'failure', failure: { code: 'cancelled' } };
export const inLine = [sampleRequest('100', 0, { wakeAt: 1 }), sampleRequest('100', 1, { wakeAt: 1 })];
export const sent = sampleRequest('100', 0, {
  state: 'waiting',
  attempt: 1,
  submittedAt: 5,
  handle: '"h"',
  wakeAt: 99,
});
export const oneSent = [sent, sampleRequest('100', 1, { wakeAt: 1 })];

/** A job for two pictures in the real journal. `between` is what others do after a call of the journal's was answered. */
export async function raise({
  job = {},
  requests = inLine,
  between = {},
}: {
  readonly job?: Partial<Job>;
  readonly requests?: readonly PaidRequest[];
  readonly between?: { readonly find?: () => Promise<void>; readonly advance?: () => Promise<void> };
} = {}) {
  const stores = await openStores();
  const { journal, clock } = stores;
  const start = sampleJob('100', { sources: [], acceptedAt: clock.now(), ...job });
  await journal.accept(start, requests, { asked: held, constraints: [] });
  let wakes = 0;
  const watched: Journal = {
    ...journal,
    async find(wanted) {
      const found = await journal.find(wanted);
      await between.find?.();
      return found;
    },
    async advance(...step) {
      const revision = await journal.advance(...step);
      if (revision !== null) await between.advance?.();
      return revision;
    },
  };
  const cancel = createCancelJob({
    journal: watched,
    clock,
    pace: defaultPace,
    log: silentLog,
    wake: () => {
      wakes += 1;
    },
  });
  clock.pass(1_000);
  return { ...stores, start, cancel, wakes: () => wakes };
}

export type Stage = Awaited<ReturnType<typeof raise>>;

/** What others do in between has to know the stage that it happens on. */
export async function raiseWith(between: (stage: Stage) => NonNullable<Parameters<typeof raise>[0]>['between']) {
  const late: { stage?: Stage } = {};
  const then = (what: 'find' | 'advance') => async () => {
    if (late.stage !== undefined) await between(late.stage)?.[what]?.();
  };
  const stage = await raise({ between: { find: then('find'), advance: then('advance') } });
  late.stage = stage;
  return stage;
}

/** A worker's step on the job, which says nothing of what is asked here. */
export async function moveOn({ journal, job }: Stage) {
  const { revision } = await job('100');
  await journal.advance({ id, revision }, { tries: revision });
}

/** A worker gives the first request its turn, and sends it. */
export async function send({ journal, request }: Stage, which: PaidRequest | undefined) {
  if (which === undefined) throw new Error('there is no such request');
  const { revision } = await request(which.id);
  await journal.advanceRequest({ id: which.id, revision }, { state: 'submitting', attempt: 1, submittedAt: 7 });
}
