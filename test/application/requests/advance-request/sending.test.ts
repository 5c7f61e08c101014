import { describe, expect, test } from 'vitest';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import { lease } from '../../stage.ts';
import { answering, call, polled, stageRequest } from './stage.ts';

const accepted = { kind: 'accepted', handle: '"task-1"' } as const;
const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null } as const;

describe('sending', () => {
  test('is written down before the call leaves, under the lease of who sends it, and its job is running', async () => {
    const stage = await stageRequest({ provider: answering(accepted), request: { attempt: 2 } });
    const now = stage.now();
    const sending = { ...stage.row, revision: 2, state: 'submitting', attempt: 3, submittedAt: now, wakeAt: null };

    await stage.step();

    // Its pictures are made ready while nothing says that it was sent.
    expect(stage.lent).toEqual([stage.row]);
    expect(stage.leaving).toEqual([sending]);
    const waiting = { state: 'waiting', handle: '"task-1"', wakeAt: now + defaultPace.firstCheck } as const;
    expect(await stage.current()).toEqual({ ...sending, ...waiting, revision: 3 });
    expect(await stage.job('100')).toEqual({ ...stage.start, state: 'running', startedAt: now });
    expect(stage.asksForOthers()).toBe(0);
    expect(stage.warned).toEqual([]);
  });

  test('hands over the call, the scratch and the signal of stopping, and gives the call back afterwards', async () => {
    const asked: unknown[] = [];
    const provider = polled({
      async submit(...given) {
        asked.push(given);
        expect(stage.givenBack()).toBe(0);
        return accepted;
      },
    });
    const stage: Awaited<ReturnType<typeof stageRequest>> = await stageRequest({ provider });

    await stage.step();

    expect(asked).toEqual([[call, { signal: stage.stopping.signal, scratch: stage.scratch.directory }]]);
    expect(stage.givenBack()).toBe(1);
  });

  test('nobody else takes the row while the call lasts, and afterwards it is free', async () => {
    const taken: (readonly string[])[] = [];
    const provider = polled({
      async submit() {
        taken.push(await stage.takeDue(stage.now() + 60_000));
        return accepted;
      },
    });
    const stage: Awaited<ReturnType<typeof stageRequest>> = await stageRequest({ provider });

    await stage.step();

    expect(taken).toEqual([[]]);
    expect(await stage.takeDue(stage.now() + defaultPace.firstCheck)).toEqual(['100-0']);
  });

  test('is looked at again after a crash in the middle of it, once its lease has ended', async () => {
    const stage = await stageRequest({ provider: polled({ submit: () => Promise.reject(new Error('crashed')) }) });

    await expect(stage.step()).rejects.toThrow('crashed');
    expect(stage.givenBack()).toBe(1);

    expect(await stage.current()).toMatchObject({ state: 'submitting', attempt: 1 });
    expect(await stage.takeDue(lease.until - 1)).toEqual([]);
    expect(await stage.takeDue(lease.until)).toEqual(['100-0']);
  });

  test('tells the job that its place in line is over, a moment later and only where one is shown', async () => {
    const shown = { kind: 'queued', place: 3 } as const;
    const inLine = await stageRequest({ provider: answering(accepted), job: { shown } });
    const silent = await stageRequest({ provider: answering(accepted) });

    await inLine.step();
    await silent.step();

    expect(await inLine.takeDue(inLine.now())).toEqual([]);
    expect(await inLine.takeDue(inLine.now() + 1)).toEqual(['100']);
    expect(await silent.takeDue(silent.now() + 1)).toEqual([]);
  });

  test('forgets the doubt that it was sent again for', async () => {
    const doubt = { since: 1, next: 'send again', failure: { code: 'provider_failed' } } as const;
    const stage = await stageRequest({ provider: answering(accepted), request: { attempt: 1, doubt } });

    await stage.step();

    expect(stage.leaving[0]).toMatchObject({ attempt: 2, doubt: null });
    expect(await stage.current()).toMatchObject({ state: 'waiting', attempt: 2, doubt: null });
  });

  test('is left to whoever was quicker', async () => {
    const stage = await stageRequest({ provider: polled() });

    await stage.staleStep();

    expect(stage.leaving).toEqual([]);
    expect(await stage.current()).toEqual({ ...stage.row, revision: 2, tries: 7 });
    expect((await stage.job('100')).state).toBe('queued');
  });

  test('a callback that comes before the handle is written down is not lost', async () => {
    const provider = polled({
      async submit() {
        await stage.journal.wake({ kind: 'request', id: stage.row.id }, stage.now());
        return accepted;
      },
    });
    const stage: Awaited<ReturnType<typeof stageRequest>> = await stageRequest({ provider });

    await stage.step();

    expect(await stage.current()).toMatchObject({ state: 'waiting', handle: '"task-1"' });
    expect(await stage.takeDue(stage.now())).toEqual(['100-0']);
  });
});

describe('what is not sent', () => {
  test.each(['working', 'hidden'] as const)(
    'is whatever its asker cancelled, while its message shows %s',
    async (kind) => {
      const stage = await stageRequest({ provider: polled(), job: { shown: { kind }, cancelledAt: 900 } });

      await stage.step();

      const ending = { kind: 'failure', failure: { code: 'cancelled' } };
      expect(await stage.current()).toEqual({ ...stage.row, ...over, revision: 2, ending });
      expect(stage.lent).toEqual([]);
      expect(await stage.takeDue(stage.now())).toEqual(['100']);
    },
  );

  test('is whatever has no key any more', async () => {
    const stage = await stageRequest({ provider: null });

    await stage.step();

    const failure = { code: 'key_refused', seen: { vendorCode: 'no key' } };
    expect(await stage.current()).toEqual({ ...stage.row, ...over, revision: 2, ending: { kind: 'failure', failure } });
    expect(await stage.takeDue(stage.now())).toEqual(['100']);
  });

  test.each([
    ['gone', 'source_gone'],
    ['unsendable', 'not_offered'],
  ] as const)('is what lacks its pictures or its offer (%s)', async (kind, code) => {
    const stage = await stageRequest({ provider: polled(), instead: kind });

    await stage.step();

    const ending = { kind: 'failure', failure: { code } };
    expect(await stage.current()).toMatchObject({ ...over, revision: 2, attempt: 0, ending });
    expect(await stage.takeDue(stage.now())).toEqual(['100']);
    const fields = { request: '100-0', trace: 'trace-100-0', provider: 'acedatacloud', attempt: 0, code };
    expect(stage.warned).toEqual([{ fields, message: 'a paid request ended without a picture' }]);
  });

  test('is what fails while its pictures are made ready: nobody can wonder whether it was', async () => {
    const stage = await stageRequest({ provider: polled(), instead: 'thrown' });

    await expect(stage.step()).rejects.toThrow('crashed');

    expect(stage.leaving).toEqual([]);
    expect(await stage.current()).toMatchObject({ state: 'new', attempt: 0, submittedAt: null });
  });

  test('is what an image service that rests would be asked, where another can make it', async () => {
    const stage = await stageRequest({ provider: polled(), another: true });
    const seen = { status: 402, vendorCode: 'poor', vendorTrace: 'v-1' };
    const failure = { code: 'out_of_balance', seen } as const;
    stage.health.note('acedatacloud', { kind: 'failed', failure });

    await stage.step();

    expect(await stage.current()).toEqual({ ...stage.row, ...over, revision: 2, ending: { kind: 'failure', failure } });
    expect(stage.lent).toEqual([]);
    expect(stage.warned).toEqual([
      {
        fields: {
          request: '100-0',
          trace: 'trace-100-0',
          provider: 'acedatacloud',
          attempt: 0,
          code: failure.code,
          ...seen,
        },
        message: 'not sent: its image service rests, and another can make it',
      },
    ]);
    expect(await stage.takeDue(stage.now())).toEqual(['100']);
  });

  test('is not what nobody else could make, though its image service rests', async () => {
    const stage = await stageRequest({ provider: answering(accepted), another: false });
    stage.health.note('acedatacloud', { kind: 'failed', failure: { code: 'out_of_balance' } });

    await stage.step();

    expect(await stage.current()).toMatchObject({ state: 'waiting', attempt: 1 });
    // An image service that takes a call works again.
    expect(stage.health.resting()).toEqual(new Set());
  });
});
