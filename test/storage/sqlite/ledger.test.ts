import { expect, test } from 'vitest';
import { sampleJob } from '../../../scripts/sample-records.ts';
import { jobId } from '../../../src/domain/ids.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../src/storage/sqlite/ledger.ts';
import { describeLedger } from '../../contract/ledger.ts';
import { openOnWaitingDisk } from './commits/waiting-disk.ts';

const open = () => {
  const database = openJournalDatabase(':memory:');
  const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
  return { database, journal, ledger: createLedger({ database }), close: async () => database.close() };
};

describeLedger('node:sqlite', async () => open());

const asked = { images: 2, usd: 300 };
const delivered = { images: 1, usd: 100 };
const at = Date.UTC(2026, 10, 21);

test.each([
  [`UPDATE totals SET usd = 7 WHERE account = '1' AND per = 'week'`, ['1, usd, week 2026-W47: total 7, rows 300']],
  [
    `UPDATE totals SET images = 9, usd = 0 WHERE account = '1/50' AND per = 'day'`,
    ['1/50, images, day 2026-11-21: total 9, rows 2', '1/50, usd, day 2026-11-21: total 0, rows 300'],
  ],
  [
    `DELETE FROM totals WHERE account = '1/50' AND per = 'month'`,
    ['1/50, images, month 2026-11: total 0, rows 2', '1/50, usd, month 2026-11: total 0, rows 300'],
  ],
  [`INSERT INTO totals VALUES ('2', 'day', '2026-11-21', 1, 0)`, ['2, images, day 2026-11-21: total 1, rows 0']],
  [`INSERT INTO totals VALUES ('2', 'day', '2026-11-21', 0, 0)`, []],
])('totals that do not agree with the rows are named: %s', async (damage, named) => {
  const { database, journal, ledger, close } = open();
  await journal.accept(sampleJob('100', { acceptedAt: at }), [], { asked, constraints: [] });
  database.sqlite.exec(damage);
  expect(await ledger.verify()).toEqual(named);
  await close();
});

test('a hold that is in no total is told of loudly, and its job does not end', async () => {
  const { database, journal, close } = open();
  await journal.accept(sampleJob('100', { acceptedAt: at }), [], { asked, constraints: [] });
  database.sqlite.exec(`DELETE FROM totals WHERE per = 'week'`);
  const ending = journal.advance(
    { id: jobId('100'), revision: 1 },
    { state: 'done' },
    { settle: { delivered, losses: [], at } },
  );
  await expect(ending).rejects.toThrow('The hold of job 100 is in no total of its week.');
  expect((await journal.find(jobId('100')))?.job).toEqual(sampleJob('100', { acceptedAt: at }));
  await close();
});

test('a total below zero is impossible, whoever writes it', async () => {
  const { database, journal, close } = open();
  await journal.accept(sampleJob('100', { acceptedAt: at }), [], { asked, constraints: [] });
  expect(() => database.sqlite.exec('UPDATE totals SET images = images - 3')).toThrow('CHECK constraint failed');
  await close();
});

test('money is on the disk before it is answered', async () => {
  const { database, isAnsweredUnsynced } = await openOnWaitingDisk();
  const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
  const accepting = journal.accept(sampleJob('100', { acceptedAt: at }), [], { asked, constraints: [] });
  expect(await isAnsweredUnsynced(accepting)).toBe(false);
  expect(await isAnsweredUnsynced(journal.wake({ kind: 'job', id: jobId('100') }, 5))).toBe(true);
  const settle = { delivered, losses: [], at };
  const settling = journal.advance({ id: jobId('100'), revision: 1 }, { wakeAt: null }, { settle });
  expect(await isAnsweredUnsynced(settling)).toBe(false);
  await database.close();
});
