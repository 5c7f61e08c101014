import { describe, expect, test } from 'vitest';
import { address, sampleJob, sampleRequest } from '../../scripts/sample-records.ts';
import { createCancelJob } from '../../src/application/cancel-job.ts';
import { jobId, userId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/job.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { openStores } from './stage.ts';

const id = jobId('100');
const asker = address.asker;
const held = { images: 2, usd: 330_000 };
const nothing = { images: 0, usd: 0 };
const cancelled = { kind: 'failure', failure: { code: 'cancelled' } };
const inLine = [sampleRequest('100', 0, { wakeAt: 1 }), sampleRequest('100', 1, { wakeAt: 1 })];
const sent = sampleRequest('100', 0, { state: 'waiting', attempt: 1, submittedAt: 5, handle: '"h"', wakeAt: 99 });
const oneSent = [sent, sampleRequest('100', 1, { wakeAt: 1 })];

/** A job for two pictures in the real journal. `between` is what others do after a call of the journal's was answered. */
async function raise({
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
  let pokes = 0;
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
    poke: () => {
      pokes += 1;
    },
  });
  clock.pass(1_000);
  return { ...stores, start, cancel, pokes: () => pokes };
}

type Stage = Awaited<ReturnType<typeof raise>>;

/** What others do in between has to know the stage that it happens on. */
async function raiseWith(between: (stage: Stage) => NonNullable<Parameters<typeof raise>[0]>['between']) {
  const late: { stage?: Stage } = {};
  const then = (what: 'find' | 'advance') => async () => {
    if (late.stage !== undefined) await between(late.stage)?.[what]?.();
  };
  const stage = await raise({ between: { find: then('find'), advance: then('advance') } });
  late.stage = stage;
  return stage;
}

/** A worker's step on the job, which says nothing of what is asked here. */
async function moveOn({ journal, job }: Stage) {
  const { revision } = await job('100');
  await journal.advance({ id, revision }, { tries: revision });
}

/** A worker gives the first request its turn, and sends it. */
async function send({ journal, request }: Stage, which: PaidRequest | undefined) {
  if (which === undefined) throw new Error('there is no such request');
  const { revision } = await request(which.id);
  await journal.advanceRequest({ id: which.id, revision }, { state: 'submitting', attempt: 1, submittedAt: 7 });
}

describe('cancelling before anything was sent', () => {
  test.each(['accepted', 'queued'] as const)(
    'ends it at once (%s): nothing is held, nothing is sent',
    async (state) => {
      const stage = await raise({ job: { state, wakeAt: null } });

      expect(await stage.cancel(id, asker)).toBe('cancelled');

      const now = stage.clock.now();
      const failure = { code: 'cancelled' };
      expect(await stage.job('100')).toEqual({
        ...stage.start,
        revision: 2,
        state: 'delivering',
        failure,
        wakeAt: now,
      });
      expect(await stage.requests('100')).toEqual(
        inLine.map((each) => ({ ...each, revision: 2, state: 'ended', ending: cancelled, wakeAt: null })),
      );
      expect(await stage.used()).toEqual(nothing);
      expect(await stage.ledger.losses(9)).toEqual([]);
      expect(stage.pokes()).toBe(1);
    },
  );

  test('twice is over the second time', async () => {
    const stage = await raise();
    await stage.cancel(id, asker);
    const before = await stage.journal.find(id);

    expect(await stage.cancel(id, asker)).toBe('over');

    expect(await stage.journal.find(id)).toEqual(before);
    expect(stage.pokes()).toBe(1);
  });
});

describe('cancelling after something was sent', () => {
  test('hides it: what was sent is followed and stays held, what was not is never sent', async () => {
    const stage = await raise({ job: { state: 'running', shown: { kind: 'working' } }, requests: oneSent });

    expect(await stage.cancel(id, asker)).toBe('hidden');

    expect(await stage.job('100')).toEqual({
      ...stage.start,
      revision: 2,
      shown: { kind: 'hiding' },
      wakeAt: stage.clock.now(),
    });
    expect(await stage.requests('100')).toEqual([
      sent,
      { ...oneSent[1], revision: 2, state: 'ended', ending: cancelled, wakeAt: null },
    ]);
    expect(await stage.used()).toEqual(held);
    expect(stage.pokes()).toBe(1);
  });

  test('is over once its message says so', async () => {
    const stage = await raise({ job: { state: 'running', shown: { kind: 'hidden' } }, requests: oneSent });

    expect(await stage.cancel(id, asker)).toBe('over');

    expect(await stage.journal.find(id)).toEqual({ job: stage.start, requests: oneSent });
    expect(stage.pokes()).toBe(0);
  });

  test('says the same again while its message is still to say so', async () => {
    const stage = await raise({ job: { state: 'running', shown: { kind: 'hiding' } }, requests: oneSent });

    expect(await stage.cancel(id, asker)).toBe('hidden');

    expect(await stage.job('100')).toMatchObject({ shown: { kind: 'hiding' }, wakeAt: stage.clock.now() });
  });

  test('has its job looked at once more for each request that left the line', async () => {
    const stage: Stage = await raiseWith(({ journal, job, takeDue, clock }) => ({
      // Quicker than we are: a worker has said by now that it is hidden, and nothing would wake the job any more.
      async advance() {
        await takeDue(clock.now());
        const { revision } = await job('100');
        await journal.advance({ id, revision }, { shown: { kind: 'hidden' }, wakeAt: null });
      },
    }));
    await send(stage, inLine[0]);

    expect(await stage.cancel(id, asker)).toBe('hidden');

    expect(await stage.takeDue(stage.clock.now() - 1)).toEqual([]);
    expect(await stage.takeDue(stage.clock.now())).toEqual(['100']);
  });
});

describe('a race with a worker', () => {
  test('that sends a request just then: it is hidden, and that request is left alone', async () => {
    let isSent = false;
    const stage: Stage = await raiseWith((on) => ({
      async find() {
        if (!isSent) await send(on, inLine[0]);
        isSent = true;
      },
    }));

    expect(await stage.cancel(id, asker)).toBe('hidden');

    const [first, second] = await stage.requests('100');
    expect(first).toMatchObject({ state: 'submitting', attempt: 1, ending: null });
    expect(second).toMatchObject({ state: 'ended', ending: cancelled });
    expect(await stage.used()).toEqual(held);
  });

  test('that gives the last in line its turn: that sees for itself that nobody wants it', async () => {
    const stage: Stage = await raiseWith((on) => ({ advance: () => send(on, inLine[1]) }));
    await send(stage, inLine[0]);

    expect(await stage.cancel(id, asker)).toBe('hidden');

    const states = (await stage.requests('100')).map(({ state, ending }) => ({ state, ending }));
    expect(states).toEqual(Array(2).fill({ state: 'submitting', ending: null }));
  });

  test.each([
    ['once', 1, 'cancelled', nothing],
    ['four times', 4, 'cancelled', nothing],
    ['five times', 5, 'over', held],
  ] as const)('that was lost %s', async (_, losses, answer, left) => {
    let tries = 0;
    const stage: Stage = await raiseWith((on) => ({
      async find() {
        tries += 1;
        if (tries <= losses) await moveOn(on);
      },
    }));

    expect(await stage.cancel(id, asker)).toBe(answer);

    expect((await stage.job('100')).state).toBe(answer === 'over' ? 'queued' : 'delivering');
    expect(await stage.used()).toEqual(left);
    expect(stage.pokes()).toBe(answer === 'over' ? 0 : 1);
  });
});

describe('what nobody can cancel', () => {
  test.each([
    ['a job that somebody else asked for', id, userId('51'), 'not theirs'],
    ['a job that nobody knows', jobId('404'), asker, 'not theirs'],
  ] as const)('%s', async (_, which, user, answer) => {
    const stage = await raise();

    expect(await stage.cancel(which, user)).toBe(answer);

    expect(await stage.journal.find(id)).toEqual({ job: stage.start, requests: inLine });
    expect(await stage.used()).toEqual(held);
    expect(stage.pokes()).toBe(0);
  });

  test.each(['delivering', 'done', 'failed', 'cancelled'] as const)('a job that is %s', async (state) => {
    const stage = await raise({ job: { state } });

    expect(await stage.cancel(id, asker)).toBe('over');

    expect(await stage.journal.find(id)).toEqual({ job: stage.start, requests: inLine });
    expect(await stage.used()).toEqual(held);
    expect(stage.pokes()).toBe(0);
  });
});
