import { describe, expect, test } from 'vitest';
import { asker, cancelled, held, id, inLine, moveOn, nothing, raiseWith, type Stage, send } from './stage.ts';

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
    expect(stage.wakes()).toBe(answer === 'over' ? 0 : 1);
  });
});
