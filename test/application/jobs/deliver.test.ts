import { expect, test } from 'vitest';
import { address, sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { createAfterBug } from '../../../src/application/jobs/after-bug.ts';
import { createDeliver } from '../../../src/application/jobs/deliver.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { madeVersionId, messageId } from '../../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import type { Answer, Posted } from '../../../src/ports/messenger.ts';
import { createChainIndex } from '../../../src/storage/sqlite/chain-index.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../src/storage/sqlite/ledger.ts';

const signal = new AbortController().signal;
const hour = 3_600_000;
const silent = () => undefined;
const unexpected = () => {
  throw new Error('not expected');
};
const log = { debug: silent, info: silent, warn: silent, error: silent };

const made = (ordinal: number, changes: Partial<PaidRequest> = {}): PaidRequest => {
  const request = sampleRequest('100', ordinal, { attempt: 1, price: 40_000, ...changes });
  const size = { type: 'image/png', width: 8, height: 8, bytes: 100 } as const;
  const pictures = [{ version: madeVersionId(request.id, 0), ...size }];
  return { ...request, state: 'ended', ending: { kind: 'pictures', pictures } };
};

/** A job that is to be delivered, on the real journal and ledger. */
async function raise({
  job = {},
  requests,
  post,
  recordVersions = async () => undefined,
}: {
  readonly job?: Partial<Job>;
  readonly requests: readonly PaidRequest[];
  readonly post: (answer: Answer) => Posted;
  readonly recordVersions?: () => Promise<void>;
}) {
  const database = openJournalDatabase(':memory:');
  const journal = createJournal({ database, onUnreadable: ({ error }) => Promise.reject(error) });
  const posted: Answer[] = [];
  let now = 5_000;
  const clock = { now: () => now, random: () => 0, uuid: unexpected, sleep: unexpected, deadline: unexpected };
  const parts = { journal, runtime: { clock, pace: defaultPace, log } };
  const pictures: Answer = { kind: 'failure', failure: { code: 'bug', reference: 'the pictures' }, neutral: false };
  const deliver = createDeliver({
    ...parts,
    index: createChainIndex({ database }),
    recordVersions,
    composeAnswer: async () => ({ answer: pictures, [Symbol.asyncDispose]: async () => undefined }),
    messenger: {
      async answer(_job, answer) {
        posted.push(answer);
        return post(answer);
      },
    },
  });
  const afterBug = createAfterBug(parts);
  const held = { images: requests.length, usd: requests.reduce((sum, { price }) => sum + (price ?? 0), 0) };
  const start = sampleJob('100', { state: 'delivering', sources: [], wakeAt: 1, ...job });
  await journal.accept(start, requests, { asked: held, constraints: [] });
  const ledger = createLedger({ database });

  const found = async () => {
    const work = await journal.find(start.id);
    if (work === null) throw new Error('the job is gone');
    return work;
  };
  return {
    posted,
    found,
    pass(ms: number) {
      now += ms;
    },
    /** One step of the worker's. */
    async step() {
      const work = await found();
      await deliver(work, signal).catch((error: unknown) => afterBug({ kind: 'job', ...work }, error));
    },
    charged: () => ledger.used({ kind: 'member', guild: address.guild, member: address.asker }, 'day', now),
    losses: async () => (await ledger.losses(10)).map(({ request, code, usd }) => ({ request, code, usd })),
  };
}

const taken: Posted = { kind: 'posted', message: messageId('900'), channel: address.channel };
const isPictures = (failure: Failure | null) => failure?.code === 'bug' && failure.reference === 'the pictures';
const saidOf = (answer: Answer | undefined) => (answer?.kind === 'failure' ? answer.failure : null);

test('a job that ends with our own fault charges nothing, though one of its pictures was made', async () => {
  const other = sampleRequest('100', 1, {
    state: 'ended',
    attempt: 1,
    price: 40_000,
    ending: { kind: 'failure', failure: { code: 'bug', reference: '100' } },
  });
  const stage = await raise({
    job: { failure: { code: 'bug', reference: '100' } },
    requests: [made(0), other],
    post: () => taken,
  });

  await stage.step();

  expect((await stage.found()).job.state).toBe('failed');
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
  expect((await stage.losses()).toSorted((one, two) => one.request.localeCompare(two.request))).toEqual([
    { request: '100-0', code: 'bug', usd: 40_000 },
    { request: '100-1', code: 'bug', usd: 40_000 },
  ]);
});

test('pictures that a place does not take end in a sentence, and cost nothing', async () => {
  const stage = await raise({
    requests: [made(0)],
    post: (answer) => (isPictures(saidOf(answer)) ? { kind: 'impossible', code: '50013' } : taken),
  });

  await stage.step();
  await stage.step();

  expect(saidOf(stage.posted.at(-1))).toEqual({ code: 'undeliverable', why: '50013' });
  expect((await stage.found()).job).toMatchObject({ state: 'failed', shown: { kind: 'ending' }, task: null });
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
  expect(await stage.losses()).toEqual([{ request: '100-0', code: 'undeliverable', usd: 40_000 }]);
});

test('a place that takes nothing at all: it ends all the same', async () => {
  const stage = await raise({ requests: [made(0)], post: () => ({ kind: 'impossible', code: '10003' }) });

  await stage.step();
  await stage.step();

  expect((await stage.found()).job).toMatchObject({ state: 'failed', failure: { code: 'undeliverable' } });
  expect(stage.posted).toHaveLength(2);
});

test('a picture that can never be written down ends in a sentence, not in silence', async () => {
  const stage = await raise({
    requests: [made(0)],
    post: () => taken,
    recordVersions: () => Promise.reject(new Error('the disk is full')),
  });

  for (let steps = 0; steps < 5; steps += 1) await stage.step();

  expect(stage.posted.map(saidOf)).toEqual([{ code: 'bug', reference: '100' }]);
  expect((await stage.found()).job.state).toBe('failed');
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
  expect(await stage.losses()).toEqual([{ request: '100-0', code: 'bug', usd: 40_000 }]);
});

test('a job that waited for hours still has its picture delivered when Discord takes no answer at first', async () => {
  let isBusy = true;
  const stage = await raise({
    requests: [made(0)],
    post: () => (isBusy ? { kind: 'later', afterMs: 2_000 } : taken),
  });
  stage.pass(5 * hour);

  await stage.step();
  isBusy = false;
  await stage.step();

  expect((await stage.found()).job.state).toBe('done');
  expect(await stage.charged()).toEqual({ images: 1, usd: 40_000 });
});

test('an answer that Discord never takes is given up after an hour or more of tries', async () => {
  const stage = await raise({
    job: { tries: Math.ceil(hour / defaultPace.maxBackoff) + 1 },
    requests: [made(0)],
    post: () => ({ kind: 'later', afterMs: 2_000 }),
  });

  await stage.step();

  expect((await stage.found()).job).toMatchObject({ state: 'failed', failure: { code: 'undeliverable' } });
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
});
