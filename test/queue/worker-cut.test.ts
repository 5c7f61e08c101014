import { expect, test } from 'vitest';
import { holdNothing, sampleJob } from '../../scripts/sample-records.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import { createWorker } from '../../src/queue/worker.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';

test('a step that fails because the program ends is no bug, and its row says where it was', async () => {
  const clock = createSystemClock();
  const nothing = () => undefined;
  const journal = createJournal({ database: openJournalDatabase(':memory:'), onUnreadable: nothing });
  const cutting = new AbortController();
  const [begun, told, bugs]: [string[], string[], unknown[]] = [[], [], []];
  const worker = createWorker({
    journal,
    steps: {
      async job({ job }, signal) {
        begun.push(job.id);
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('no more pictures'))));
      },
      request: async () => undefined,
      afterBug: async (_work, error) => void bugs.push(error),
      maintenance: async () => null,
    },
    limits: { provider: 1, guild: 1, member: 1 },
    owner: 'test',
    clock,
    log: { debug: nothing, info: (_fields, message) => told.push(message), warn: nothing, error: nothing },
    cut: cutting.signal,
  });
  const before = sampleJob('100', { wakeAt: 1 });
  await journal.accept(before, [], holdNothing);
  worker.start();
  await expect.poll(() => begun).toHaveLength(1);

  const stopped = worker.stop();
  cutting.abort(new Error('stopping'));
  await stopped;

  expect({ told, bugs }).toEqual({ told: ['a step was cut short'], bugs: [] });
  const after = await journal.find(before.id);
  expect(after?.job).toMatchObject({ state: before.state, tries: 0 });
});
