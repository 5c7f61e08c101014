import { expect, test } from 'vitest';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import type { Journal } from '../../src/ports/store/journal.ts';
import { createWorker, type Steps } from '../../src/queue/worker.ts';

/** A worker with nothing in its journal, and a clock that stands until it is told to go on. */
function stage(maintenance: Steps['maintenance']) {
  const at = { now: 0 };
  const sleeps: { readonly ms: number; readonly wake: () => void }[] = [];
  const looks = { turns: 0 };
  const journal: Pick<Journal, 'takeDue' | 'takeTurns' | 'nextWakeAt' | 'renew'> = {
    async takeDue() {
      looks.turns += 1;
      return [];
    },
    takeTurns: async () => [],
    nextWakeAt: async () => null,
    renew: async () => undefined,
  };
  const nothing = async () => undefined;
  const worker = createWorker({
    // What is not there is not used while nothing is due.
    journal: journal as Journal,
    steps: { job: nothing, request: nothing, afterBug: nothing, maintenance },
    limits: { provider: 1, guild: 1, member: 1 },
    owner: 'test',
    clock: {
      ...createSystemClock(),
      now: () => at.now,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          // A breath between two rounds, and no waiting.
          if (ms === 0) return void setImmediate(resolve);
          sleeps.push({ ms, wake: resolve });
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
    },
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    cut: new AbortController().signal,
  });
  return { at, sleeps, looks, worker };
}

test('the worker sleeps until the next maintenance is due, and runs it then', async () => {
  const seen: number[] = [];
  const { at, sleeps, worker } = stage(async (now) => {
    seen.push(now);
    return now >= 60 ? null : 60;
  });

  worker.start();
  await expect.poll(() => sleeps.at(-1)?.ms).toBe(60);
  at.now = 60;
  sleeps.at(-1)?.wake();
  await expect.poll(() => sleeps.at(-1)?.ms).toBe(30_000);

  expect(seen).toContain(60);
  await worker.stop();
});

test('maintenance that Discord does not answer holds up no turn', async () => {
  const { promise, resolve } = Promise.withResolvers<null>();
  let rounds = 0;
  const { looks, worker } = stage(() => {
    rounds += 1;
    return promise;
  });

  worker.start();
  await expect.poll(() => looks.turns).toBeGreaterThanOrEqual(1);
  const before = looks.turns;
  worker.wake();
  await expect.poll(() => looks.turns).toBeGreaterThan(before);

  // And it is not begun again beside itself.
  expect(rounds).toBe(1);
  resolve(null);
  await worker.stop();
});
