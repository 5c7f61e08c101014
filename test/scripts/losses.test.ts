import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleJob, sampleRequest } from '../../scripts/sample-records.ts';
import { jobId, requestId } from '../../src/domain/ids.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';
import { migrate } from '../../src/storage/sqlite/migrations.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

const root = join(import.meta.dirname, '..', '..');

/** What `npm run losses` runs, on the store in this directory: that is all it is told. */
async function losses(directory: string, ...options: readonly string[]) {
  return lossesAt(`sqlite://${join(directory, 'retouch.sqlite')}`, ...options);
}

async function lossesAt(storeUrl: string, ...options: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; out: string; err: string }>();
  const env = { PATH: process.env['PATH'] ?? '', STORE_URL: storeUrl };
  execFile(
    process.execPath,
    [join(root, 'scripts/losses.ts'), ...options],
    { cwd: tmpdir(), env },
    (error, out, err) => {
      resolve({ code: error === null ? 0 : error.code, out, err });
    },
  );
  return promise;
}

async function storeWithLosses(directory: string) {
  const database = openJournalDatabase(join(directory, 'retouch.journal.sqlite'));
  const journal = createJournal({ database, onUnreadable: ({ error }) => expect.fail(String(error)) });
  const lose = async (id: string, code: 'outcome_unknown' | 'result_lost', usd: number | null, at: number) => {
    await journal.accept(sampleJob(id), [sampleRequest(id, 0)], { asked: { images: 1, usd: 7 }, constraints: [] });
    const loss = { request: requestId(jobId(id), 0), code, usd };
    const settle = { delivered: { images: 0, usd: 0 }, losses: [loss], at };
    await journal.advance({ id: jobId(id), revision: 1 }, { state: 'failed' }, { settle });
  };
  return { database, lose };
}

const line = (at: number, id: string, code: string, price: string) =>
  `${new Date(at).toISOString()}  request ${id}-0  job ${id}  ${code}  ${price}`;

test('losses are listed newest first with their sum, while the bot writes to the store', async () => {
  const directory = await temporaryDirectory();
  const { database, lose } = await storeWithLosses(directory);
  await lose('100', 'outcome_unknown', 165_000, 1_000);
  await lose('101', 'result_lost', null, 3_000);
  await lose('102', 'outcome_unknown', 40_125, 2_000);
  const newest = line(3_000, '101', 'result_lost', 'price unknown');
  const next = line(2_000, '102', 'outcome_unknown', 'at most $0.040125');

  database.sqlite.exec('BEGIN IMMEDIATE');
  const all = await losses(directory);
  const some = await losses(directory, '--most', '2');
  database.sqlite.exec('ROLLBACK');
  await database.close();
  const afterwards = await losses(directory);

  const listed = [newest, next, line(1_000, '100', 'outcome_unknown', 'at most $0.165')];
  const out = [...listed, '3 losses: at most $0.205125, and 1 of unknown price.', ''].join('\n');
  expect(all).toEqual({ code: 0, err: '', out });
  expect(afterwards).toEqual(all);
  const sum = '3 losses (the newest 2 are listed): at most $0.205125, and 1 of unknown price.';
  expect(some.out).toBe([newest, next, sum, ''].join('\n'));
});

test('a store without losses, and no store at all, say so', async () => {
  const directory = await temporaryDirectory();
  expect(await losses(directory)).toEqual({ code: 0, err: '', out: 'No losses: there is no store yet.\n' });
  const { database } = await storeWithLosses(directory);
  expect(await losses(directory)).toEqual({ code: 0, err: '', out: 'No losses.\n' });
  await database.close();
});

test('a store of another version is left as it is, and what to do is said', async () => {
  const directory = await temporaryDirectory();
  const database = openJournalDatabase(join(directory, 'retouch.journal.sqlite'));
  database.sqlite.exec('DELETE FROM schema_versions WHERE version > 1');
  expect(await losses(directory)).toMatchObject({ code: 1, err: expect.stringContaining('start the bot once') });
  database.sqlite.exec('INSERT INTO schema_versions (version) VALUES (99)');
  expect(await losses(directory)).toMatchObject({ code: 1, err: expect.stringContaining('newer version') });
  expect(() => migrate(database.sqlite)).toThrow('schema 99');
  await database.close();
});

test.each(['0', '-1', 'all'])('--most %s is refused', async (most) => {
  const refused = await losses(await temporaryDirectory(), `--most=${most}`);
  const usage = (await losses(await temporaryDirectory(), '--help')).out;
  expect(refused).toEqual({ code: 64, out: '', err: `--most must be a whole number above 0.\n\n${usage}` });
});

test('a STORE_URL that is none is said in one line', async () => {
  expect(await lossesAt('postgres://localhost/retouch')).toEqual({
    code: 78,
    out: '',
    err: 'STORE_URL: must be sqlite://path (postgres comes later)\n',
  });
});
