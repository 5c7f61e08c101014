import { expect, test } from 'vitest';
import { sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import type { AuditEntry } from '../../../src/domain/server/audit-entry.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createAudits } from '../../../src/storage/sqlite/journal/audits.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { describeAudits, sampleEntry } from '../../contract/audits.ts';

async function open() {
  const database = openJournalDatabase(':memory:');
  const unreadable: string[] = [];
  const audits = createAudits({ database, onUnreadable: ({ job }) => unreadable.push(job) });
  const journal = createJournal({ database, onUnreadable: ({ error }) => expect.fail(String(error)) });
  const end = async (audit: AuditEntry) => {
    const job = sampleJob(audit.job);
    const request = sampleRequest(audit.job, 0);
    await journal.accept(job, [request], { asked: { images: 1, usd: 1 }, constraints: [] });
    await journal.advance(job, { state: 'done' }, { audit });
  };
  return { audits, end, journal, database, unreadable, close: async () => database.close() };
}

describeAudits('node:sqlite', open);

test('the loser of a race for the end of a job writes no entry', async () => {
  const { audits, end, journal, close } = await open();
  await end(sampleEntry('101', '1', 5));
  await audits.done(sampleEntry('101', '1', 5).job);

  const again = journal.advance(sampleJob('101'), { state: 'done' }, { audit: sampleEntry('101', '1', 5) });

  expect(await again).toBe(null);
  expect(await audits.due(5, 9)).toEqual([]);
  await close();
});

test('an entry that cannot be read is told once, and holds up no other', async () => {
  const { audits, end, database, unreadable, close } = await open();
  await end(sampleEntry('101', '1', 5));
  await end(sampleEntry('102', '1', 5));
  database.sqlite.exec(`UPDATE audits SET entry = '{}' WHERE job = '101'`);

  expect((await audits.due(5, 9)).map(({ entry }) => entry.job)).toEqual(['102']);
  expect((await audits.due(5, 9)).map(({ entry }) => entry.job)).toEqual(['102']);
  expect(unreadable).toEqual(['101']);
  await close();
});
