import { describe, expect, test } from 'vitest';
import { jobId, userId } from '../../../../src/domain/ids.ts';
import {
  asker,
  cancelled,
  held,
  id,
  inLine,
  nothing,
  oneSent,
  raise,
  raiseWith,
  type Stage,
  send,
  sent,
} from './stage.ts';

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
        cancelledAt: now,
        wakeAt: now,
      });
      expect(await stage.requests('100')).toEqual(
        inLine.map((each) => ({ ...each, revision: 2, state: 'ended', ending: cancelled, wakeAt: null })),
      );
      expect(await stage.used()).toEqual(nothing);
      expect(await stage.ledger.losses(9)).toEqual([]);
      expect(stage.wakes()).toBe(1);
    },
  );

  test('twice is over the second time', async () => {
    const stage = await raise();
    await stage.cancel(id, asker);
    const before = await stage.journal.find(id);

    expect(await stage.cancel(id, asker)).toBe('over');

    expect(await stage.journal.find(id)).toEqual(before);
    expect(stage.wakes()).toBe(1);
  });
});

describe('cancelling after something was sent', () => {
  test('hides it: what was sent is followed and stays held, what was not is never sent', async () => {
    const stage = await raise({ job: { state: 'running', shown: { kind: 'working' } }, requests: oneSent });

    expect(await stage.cancel(id, asker)).toBe('hidden');

    expect(await stage.job('100')).toEqual({
      ...stage.start,
      revision: 2,
      cancelledAt: stage.clock.now(),
      wakeAt: stage.clock.now(),
    });
    expect(await stage.requests('100')).toEqual([
      sent,
      { ...oneSent[1], revision: 2, state: 'ended', ending: cancelled, wakeAt: null },
    ]);
    expect(await stage.used()).toEqual(held);
    expect(stage.wakes()).toBe(1);
  });

  test('is over once its message says so', async () => {
    const stage = await raise({ job: { state: 'running', shown: { kind: 'hidden' } }, requests: oneSent });

    expect(await stage.cancel(id, asker)).toBe('over');

    expect(await stage.journal.find(id)).toEqual({ job: stage.start, requests: oneSent });
    expect(stage.wakes()).toBe(0);
  });

  test('says the same again while its message is still to say so', async () => {
    const cancelledAt = 900;
    const stage = await raise({
      job: { state: 'running', shown: { kind: 'working' }, cancelledAt },
      requests: oneSent,
    });

    expect(await stage.cancel(id, asker)).toBe('hidden');

    expect(await stage.job('100')).toMatchObject({ cancelledAt, wakeAt: stage.clock.now() });
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

describe('what nobody can cancel', () => {
  test.each([
    ['a job that somebody else asked for', id, userId('51'), 'not theirs'],
    ['a job that nobody knows', jobId('404'), asker, 'not theirs'],
  ] as const)('%s', async (_, which, user, answer) => {
    const stage = await raise();

    expect(await stage.cancel(which, user)).toBe(answer);

    expect(await stage.journal.find(id)).toEqual({ job: stage.start, requests: inLine });
    expect(await stage.used()).toEqual(held);
    expect(stage.wakes()).toBe(0);
  });

  test.each(['delivering', 'done', 'failed', 'cancelled'] as const)('a job that is %s', async (state) => {
    const stage = await raise({ job: { state } });

    expect(await stage.cancel(id, asker)).toBe('over');

    expect(await stage.journal.find(id)).toEqual({ job: stage.start, requests: inLine });
    expect(await stage.used()).toEqual(held);
    expect(stage.wakes()).toBe(0);
  });
});
