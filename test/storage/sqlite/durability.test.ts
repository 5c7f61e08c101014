import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { guildId, jobId, originalId, userId } from '../../../src/domain/ids.ts';
import { openImageStore } from '../../../src/storage/files/image-store.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../src/storage/sqlite/ledger.ts';
import { temporaryDirectory } from '../temporary.ts';

test('whatever was promised before a kill -9 is there after it, and every original is whole', async () => {
  const directory = await temporaryDirectory();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writes-until-killed.ts'), directory]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let promised = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    promised = Number(line);
    if (promised === 60) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(promised).toBeGreaterThanOrEqual(60);

  const database = openJournalDatabase(join(directory, 'journal.sqlite'));
  const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
  const store = await openImageStore({ directory: join(directory, 'images') });
  for (let number = 1; number <= promised; number += 1) {
    const found = await journal.find(jobId(String(number)));
    expect(found?.requests.map(({ state, attempt }) => ({ state, attempt }))).toEqual([
      { state: 'submitting', attempt: 1 },
    ]);
    expect(found?.job.state).toBe(number % 2 === 0 ? 'done' : 'queued');
    await using file = await store.lend(originalId(`${number}-0-0`));
    expect(await readFile(file?.path ?? '', 'utf8')).toBe(`picture ${number}`);
  }
  // The job that was being written when the process ended is there with its hold or not at all.
  const { jobs, settled } = { jobs: 0, settled: 0, ...database.sqlite.prepare(countSql).get() };
  const ledger = createLedger({ database });
  const account = { kind: 'guild', guild: guildId('1'), member: userId('50') } as const;
  expect(await ledger.used(account, 'day', 0)).toEqual({ images: jobs, usd: settled + (jobs - settled) * 165_000 });
  expect(await ledger.held(account)).toEqual({ images: jobs - settled, usd: (jobs - settled) * 165_000 });
  expect(await ledger.verify()).toEqual([]);
  await database.close();
});

const countSql = `SELECT count(*) AS jobs, count(*) FILTER (WHERE state = 'done') AS settled FROM jobs`;
