import { expect, test } from 'vitest';
import { holdNothing, sampleJob } from '../../scripts/sample-records.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import { createWorker } from '../../src/queue/worker.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';

test('a job that is cancelled while a step of it runs takes its next step after that one, which is cut short', async () => {
  const clock = createSystemClock();
  const nothing = () => undefined;
  const journal = createJournal({ database: openJournalDatabase(':memory:'), onUnreadable: nothing });
  const told: string[] = [];
  const troubles: unknown[] = [];
  const { promise: isAnswered, resolve: answer } = Promise.withResolvers<void>();
  const worker = createWorker({
    journal,
    steps: {
      async job({ job }, signal) {
        if (job.state === 'queued') {
          told.push('begins to tell the place');
          await isAnswered;
          told.push(`has told the place, ${signal.aborted ? 'cut short' : 'undisturbed'}`);
          return;
        }
        told.push('tells the end');
        await journal.advance(job, { state: 'cancelled', wakeAt: null });
      },
      request: async () => undefined,
      afterBug: async (_work, error) => void troubles.push(error),
      maintenance: async () => null,
    },
    limits: { provider: 1, guild: 1, member: 1 },
    owner: 'test',
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: (fields) => troubles.push(fields) },
    cut: new AbortController().signal,
  });
  await journal.accept(sampleJob('100', { wakeAt: 1 }), [], holdNothing);
  worker.start();
  await expect.poll(() => told).toHaveLength(1);

  const found = await journal.find(sampleJob('100').id);
  await journal.advance(found?.job ?? sampleJob('100'), { state: 'delivering', wakeAt: 1 });
  worker.wake();
  await clock.sleep(50, new AbortController().signal);
  answer();

  await expect.poll(() => told).toHaveLength(3);
  expect(told).toEqual(['begins to tell the place', 'has told the place, cut short', 'tells the end']);
  await worker.stop();
  expect(troubles).toEqual([]);
});
