import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { holdNothing, sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { jobId } from '../../../../src/domain/ids.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createJournal, type UnreadableRow } from '../../../../src/storage/sqlite/journal/journal.ts';
import { scratchNeeded } from '../../../../src/storage/sqlite/scratch-needed.ts';
import { describeJournal } from '../../../contract/journal.ts';
import { temporaryDirectory } from '../../temporary.ts';
import { openOnWaitingDisk } from '../commits/waiting-disk.ts';

const onUnreadable = ({ error }: UnreadableRow) => {
  throw error;
};

describeJournal('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { journal: createJournal({ database, onUnreadable }), close: async () => database.close() };
});

describe('the journal on disk', () => {
  test('jobs are there after a restart', async () => {
    const path = join(await temporaryDirectory(), 'data', 'retouch.journal.sqlite');
    const before = openJournalDatabase(path);
    await createJournal({ database: before, onUnreadable }).accept(
      sampleJob('100'),
      [sampleRequest('100', 0)],
      holdNothing,
    );
    await before.close();
    const after = openJournalDatabase(path);
    const found = await createJournal({ database: after, onUnreadable }).find(jobId('100'));
    expect(found).toEqual({ job: sampleJob('100'), requests: [sampleRequest('100', 0)] });
    await after.close();
  });

  test('it is written ahead, and what is promised is on the disk before it is answered', async () => {
    const { database, isAnsweredUnsynced } = await openOnWaitingDisk();
    const pragma = (name: string) => Object.values(database.sqlite.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    const journal = createJournal({ database, onUnreadable });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('foreign_keys')).toBe(1);
    // NORMAL: a checkpoint, and a WAL that begins anew, are synced by SQLite itself. No commit is.
    expect(pragma('synchronous')).toBe(1);
    expect(pragma('wal_autocheckpoint')).toBe(0);

    expect(await isAnsweredUnsynced(journal.accept(sampleJob('100'), [sampleRequest('100', 0)], holdNothing))).toBe(
      false,
    );
    expect(await isAnsweredUnsynced(journal.wake({ kind: 'job', id: jobId('100') }, 5))).toBe(true);
    const job = { id: jobId('100'), revision: 1 };
    expect(await isAnsweredUnsynced(journal.advance(job, { shown: { kind: 'working' } }))).toBe(true);
    const request = { id: sampleRequest('100', 0).id, revision: 1 };
    expect(await isAnsweredUnsynced(journal.advanceRequest(request, { state: 'submitting' }))).toBe(false);
    await database.close();
  });

  test('a change that fails half-way has written nothing', async () => {
    const database = openJournalDatabase(':memory:');
    const journal = createJournal({ database, onUnreadable });
    await journal.accept(sampleJob('100'), [sampleRequest('100', 0)], holdNothing);
    const twice = { add: [sampleRequest('100', 1), sampleRequest('100', 0)] };
    await expect(journal.advance({ id: jobId('100'), revision: 1 }, { tries: 1 }, twice)).rejects.toThrow('UNIQUE');
    expect(await journal.find(jobId('100'))).toEqual({ job: sampleJob('100'), requests: [sampleRequest('100', 0)] });
    await database.close();
  });
});

test('a call of a vendor that is no longer in the program is taken up all the same', async () => {
  const database = openJournalDatabase(':memory:');
  const journal = createJournal({ database, onUnreadable });
  const waiting = { state: 'waiting', wakeAt: 1 } as const;
  const requests = ['openai', 'gone'].map((provider, index) => sampleRequest('100', index, { ...waiting, provider }));
  await journal.accept(sampleJob('100', { wakeAt: null }), requests, holdNothing);
  const works = await journal.takeDue(10, { owner: 'me', until: 100 }, 9);
  expect(works.map((work) => work.kind === 'request' && work.request.provider).sort()).toEqual(['gone', 'openai']);
  await database.close();
});

describe('a row that cannot be read', () => {
  test.each([
    ['jobs', `UPDATE jobs SET shown = '{"kind":"dancing"}' WHERE id = '100'`],
    ['jobs', `UPDATE jobs SET address = 'no json' WHERE id = '100'`],
    ['requests', `UPDATE requests SET made = '[{}]' WHERE job = '100'`],
  ] as const)('in %s is told of and holds up no other (%s)', async (table, damage) => {
    const database = openJournalDatabase(':memory:');
    const unreadable: UnreadableRow[] = [];
    const journal = createJournal({ database, onUnreadable: (row) => unreadable.push(row) });
    const waiting = { state: 'waiting', wakeAt: 1 } as const;
    await journal.accept(
      sampleJob('100', { wakeAt: table === 'jobs' ? 1 : null }),
      [sampleRequest('100', 0, table === 'requests' ? waiting : {})],
      holdNothing,
    );
    await journal.accept(sampleJob('200', { wakeAt: 2 }), [], holdNothing);
    database.sqlite.exec(damage);
    const works = await journal.takeDue(10, { owner: 'me', until: 100 }, 9);
    expect(works).toEqual([{ kind: 'job', job: sampleJob('200', { wakeAt: 2, revision: 2 }), requests: [] }]);
    expect(unreadable.map((row) => [row.table, row.id])).toEqual([[table, table === 'jobs' ? '100' : '100-0']]);
    expect(await journal.takeDue(99, { owner: 'me', until: 200 }, 9)).toEqual([]);
    await database.close();
  });
});

test('files that unfinished requests still need are named', async () => {
  const database = openJournalDatabase(':memory:');
  const made = [
    { kind: 'address', url: 'https://example.org/a.png' },
    { kind: 'file', path: '/scratch/a' },
  ] as const;
  await createJournal({ database, onUnreadable }).accept(
    sampleJob('100'),
    [
      sampleRequest('100', 0, { state: 'collecting', made }),
      sampleRequest('100', 1, { state: 'ended', made: [{ kind: 'file', path: '/scratch/b' }] }),
      sampleRequest('100', 2),
    ],
    holdNothing,
  );
  expect(await scratchNeeded(database)).toEqual(['/scratch/a']);
  await database.close();
});
