import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { guildId, jobId, requestId, userId } from '../../../../src/domain/ids.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../../src/storage/sqlite/ledger.ts';
import { migrate, migrations } from '../../../../src/storage/sqlite/migrations.ts';
import { temporaryDirectory } from '../../temporary.ts';
import { job, rowsOf, write } from './old-rows.ts';

const schemaOf = (sqlite: DatabaseSync) =>
  sqlite.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
const newest = () => {
  const sqlite = new DatabaseSync(':memory:');
  migrate(sqlite);
  return sqlite;
};

test.each(migrations.map((_, index) => index))(
  'a journal of schema %i is brought up to date and keeps its rows',
  (from) => {
    const sqlite = new DatabaseSync(':memory:');
    migrate(sqlite, from);
    for (let schema = 1; schema <= from; schema += 1) write(sqlite, schema);
    migrate(sqlite);
    expect(schemaOf(sqlite)).toEqual(schemaOf(newest()));
    for (let schema = 1; schema <= from; schema += 1) {
      for (const [table, rows] of Object.entries(rowsOf[schema] ?? {})) {
        const kept = sqlite.prepare(`SELECT * FROM ${table}`).all();
        expect(kept).toHaveLength(rows.length);
        for (const [index, row] of rows.entries()) expect(kept[index]).toMatchObject(row);
      }
    }
  },
);

test('every released schema but the newest has rows to be tried with', () => {
  expect(Object.keys(rowsOf).map(Number)).toEqual(migrations.slice(1).map((_, index) => index + 1));
});

test('a job that was accepted before there was a ledger ends as it did before, and what follows is booked', async () => {
  const path = join(await temporaryDirectory(), 'journal.sqlite');
  const old = new DatabaseSync(path);
  migrate(old, 1);
  write(old, 1);
  old.close();

  const database = openJournalDatabase(path);
  const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
  const ledger = createLedger({ database });
  const account = { kind: 'member', guild: guildId('1'), member: userId('50') } as const;
  expect(await journal.find(jobId('100'))).toEqual({ job: sampleJob('100'), requests: [sampleRequest('100', 0)] });
  const losses = [{ request: requestId(jobId('100'), 0), code: 'outcome_unknown', usd: 165_000 }] as const;
  const settle = { delivered: { images: 1, usd: 165_000 }, losses, at: 200 };
  expect(await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'done' }, { settle })).toBe(2);
  expect(await ledger.used(account, 'day', 100)).toEqual({ images: 0, usd: 0 });
  expect(await ledger.losses(9)).toEqual([{ ...losses[0], job: '100', at: 200 }]);
  await journal.accept(sampleJob('300'), [], { asked: { images: 1, usd: 5 }, constraints: [] });
  expect(await ledger.used(account, 'day', 300)).toEqual({ images: 1, usd: 5 });
  expect(await ledger.verify()).toEqual([]);
  await database.close();
});

test('a job that was cancelled while only its message told of it stays cancelled, and is not told twice', async () => {
  const path = join(await temporaryDirectory(), 'journal.sqlite');
  const old = new DatabaseSync(path);
  migrate(old, 3);
  const shown = { 200: 'hiding', 201: 'hidden', 202: 'working', 203: 'hidden' };
  for (const [id, kind] of Object.entries(shown)) {
    const columns = {
      ...job(id),
      state: 'running',
      shown: JSON.stringify({ kind }),
      started_at: id === '203' ? null : 300,
    };
    const places = Object.keys(columns).map(() => '?');
    const sql = `INSERT INTO jobs (${Object.keys(columns).join(', ')}) VALUES (${places.join(', ')})`;
    old.prepare(sql).run(...Object.values(columns));
  }
  old.close();

  const database = openJournalDatabase(path);
  const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
  const found = await Promise.all(Object.keys(shown).map((id) => journal.find(jobId(id))));
  expect(found.map((each) => [each?.job.cancelledAt, each?.job.shown])).toEqual([
    [300, { kind: 'nothing' }],
    [300, { kind: 'hidden' }],
    [null, { kind: 'working' }],
    [203, { kind: 'hidden' }],
  ]);
  await database.close();
});

test('what was held, delivered and lost before there was MAX_SPEND counts as what the operator pays', async () => {
  const path = join(await temporaryDirectory(), 'journal.sqlite');
  const old = new DatabaseSync(path);
  migrate(old, 5);
  for (let schema = 1; schema <= 5; schema += 1) write(old, schema);
  old.exec(`
    INSERT INTO holds (job, guild_account, member_account, day, week, month, images, usd)
    VALUES ('100', '1', '1/50', '1970-01-01', '1970-W01', '1970-01', 2, 300);
    UPDATE holds SET delivered_images = 1, delivered_usd = 5 WHERE job = '101';
    DELETE FROM totals;
    INSERT INTO totals
    SELECT account, per, stretch, 3, 305 FROM (SELECT '1' AS account UNION ALL SELECT '1/50'),
      (SELECT 'day' AS per, '1970-01-01' AS stretch UNION ALL SELECT 'week', '1970-W01'
       UNION ALL SELECT 'month', '1970-01');
  `);
  old.close();

  const database = openJournalDatabase(path);
  const ledger = createLedger({ database });
  const who = { guild: guildId('1'), member: userId('50') };
  const spent = await Promise.all(
    (['guild', 'member', 'operator'] as const).map((kind) => ledger.spent({ kind, ...who }, 'week', 100)),
  );
  expect(spent).toEqual([165_305, 165_305, 165_305]);
  expect(await ledger.verify()).toEqual([]);
  await database.close();
});

test('a journal that is up to date is left as it is', () => {
  const sqlite = newest();
  const before = sqlite.prepare('PRAGMA schema_version').get();
  migrate(sqlite);
  expect(sqlite.prepare('PRAGMA schema_version').get()).toEqual(before);
});

test('a journal of a newer program is refused and left as it is', () => {
  const sqlite = newest();
  sqlite.exec('INSERT INTO schema_versions (version) VALUES (999)');
  expect(() => migrate(sqlite)).toThrow('The journal has schema 999');
  expect(sqlite.isTransaction).toBe(false);
});
