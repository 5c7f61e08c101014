import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { guildId, jobId, requestId, userId } from '../../../src/domain/ids.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../src/storage/sqlite/ledger.ts';
import { migrate, migrations } from '../../../src/storage/sqlite/migrations.ts';
import { temporaryDirectory } from '../temporary.ts';

const schemaOf = (sqlite: DatabaseSync) =>
  sqlite.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
const newest = () => {
  const sqlite = new DatabaseSync(':memory:');
  migrate(sqlite);
  return sqlite;
};

/** Rows as a program of each schema wrote them. Later schemas have those of the earlier ones, too. */
const rowsOf: Readonly<Record<number, Readonly<Record<string, readonly object[]>>>> = {
  1: {
    jobs: [
      { ...job('100'), state: 'queued', task: JSON.stringify(sampleJob('100').task) },
      { ...job('101'), state: 'done', task: null },
    ],
    requests: [request(1, '100'), request(2, '101')],
    chain_counters: [{ channel: '10', last: 1 }],
    chain_entries: [{ version: '101-0-0', channel: '10', number: 1, audience: 'asker', owner: '50', message: '88' }],
    chain_messages: [{ message: '88', place: 0, version: '101-0-0' }],
    drafts: [{ id: '7', draft: '{}', made_at: 3 }],
    hints: [{ picture: '88', shown_at: 4 }],
    removals: [{ message: '89', channel: '10', remove_at: 5 }],
    secrets: [{ name: 'signing', secret: 's' }],
  },
  2: {
    holds: [
      {
        job: '101',
        guild_account: '1',
        member_account: '1/50',
        day: '1970-01-01',
        week: '1970-W01',
        month: '1970-01',
        images: 1,
        usd: 165_000,
        delivered_images: 0,
        delivered_usd: 0,
        settled_at: 9,
      },
    ],
    totals: [{ account: '1', per: 'day', stretch: '1970-01-01', images: 0, usd: 0 }],
    losses: [{ seq: 1, request: '101-0', job: '101', code: 'outcome_unknown', usd: 165_000, at: 9 }],
    notices: [{ account: '1', unit: 'usd', per: 'day', stretch: '1970-01-01', percent: 80 }],
  },
  3: {
    known_heads: [{ channel: '10', member: '', version: '101-0-0', mask: null }],
    marks: [{ name: 'heads learnt', at: 6 }],
  },
};

function write(sqlite: DatabaseSync, schema: number): void {
  for (const [table, rows] of Object.entries(rowsOf[schema] ?? {})) {
    for (const row of rows) {
      const places = Object.keys(row)
        .map(() => '?')
        .join(', ');
      const sql = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places})`;
      sqlite.prepare(sql).run(...Object.values(row));
    }
  }
}

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
  database.close();
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
  database.close();
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

/** Written out, not made by today's columns: these are what that program wrote. */
function job(id: string) {
  const { address } = sampleJob(id);
  return {
    id,
    revision: 1,
    address: JSON.stringify(address),
    accepted_at: Number(id),
    shown: '{"kind":"nothing"}',
    sources: null,
    warnings: '[]',
    tries: 0,
  };
}

function request(seq: number, of: string) {
  return {
    seq,
    id: `${of}-0`,
    job: of,
    guild: '1',
    member: '50',
    since: Number(of),
    revision: 1,
    state: 'new',
    ordinal: 0,
    provider: 'acedatacloud',
    operation: 'edit',
    trace_id: `trace-${of}-0`,
    attempt: 0,
    made: '[]',
    tries: 0,
    price: 165_000,
  };
}
