import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, holdNothing, sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { houseOf } from '../../../../src/domain/house.ts';
import { guildId, jobId, userId } from '../../../../src/domain/ids.ts';
import type { LineLimits } from '../../../../src/domain/jobs/line.ts';
import { turns } from '../../../../src/domain/jobs/turns.ts';
import { vendors } from '../../../../src/providers/index.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../../src/storage/sqlite/journal/journal.ts';
import { journalLine } from '../../../../src/storage/sqlite/journal/line.ts';

/** And one that is no longer there: whatever still asks for it has its turn, and ends. */
const providerNames = [...vendors.map(({ name }) => name), 'a vendor that is gone'];

const now = 1_000;

/** Requests as a journal may hold them: in line, put off, leased, sent, ended. */
const rows = fc.array(
  fc.record({
    provider: fc.constantFrom(...providerNames),
    guild: fc.constantFrom(null, guildId('1'), guildId('2'), guildId('3'), guildId('4'), guildId('5')),
    member: fc.constantFrom(...['50', '51', '52', '53', '54'].map(userId)),
    since: fc.nat(12),
    state: fc.constantFrom('new', 'new', 'new', 'new', 'submitting', 'waiting', 'collecting', 'ended'),
    wakeAt: fc.constantFrom(null, now - 1, now, now, now, now + 1),
    lease: fc.constantFrom(null, null, null, now - 1, now, now + 1),
  }),
  { maxLength: 60 },
);
const limits = fc.record({ provider: fc.nat(8), guild: fc.nat(5), member: fc.nat(3) });
type Row = typeof rows extends fc.Arbitrary<infer Rows> ? (Rows extends readonly (infer One)[] ? One : never) : never;

async function journalOf(each: readonly Row[]) {
  const database = openJournalDatabase(':memory:');
  const journal = createJournal({ database, onUnreadable: ({ error }) => expect.fail(String(error)) });
  for (const [index, { provider, guild, member, since, state, wakeAt, lease }] of each.entries()) {
    const id = String(100 + index);
    const job = sampleJob(id, { acceptedAt: since, address: { ...address, guild, asker: member } });
    const request = sampleRequest(id, 0, { provider, state, wakeAt });
    await journal.accept(job, [request], holdNothing);
    if (lease !== null) await journal.advanceRequest(request, {}, { keep: { owner: 'me', until: lease } });
  }
  return { database, journal, line: journalLine(database.sqlite) };
}

test('the store and the program call the server of a request alike, also where that is a direct message', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (each) => {
      const { database } = await journalOf(each);
      const stored = database.sqlite.prepare('SELECT house FROM requests ORDER BY seq').all();
      expect(stored.map(({ house }) => house)).toEqual(each.map(houseOf));
      await database.close();
    }),
    { numRuns: 50 },
  );
});

test('the few that are read of the line have the same turns as the whole line', async () => {
  await fc.assert(
    fc.asyncProperty(rows, limits, async (each, limit: LineLimits) => {
      const { database, line } = await journalOf(each);
      const whole = turns(line.whole(now), limit);
      expect(turns(line.candidates(now, limit), limit)).toEqual(whole);
      // Saying at once that there are none must not leave anybody out.
      if (!line.mayHaveTurns(now, limit)) expect(whole).toEqual([]);
      await database.close();
    }),
    { numRuns: 300 },
  );
});

test('the turns taken are those of the pure rule, and the same question again finds nobody', async () => {
  await fc.assert(
    fc.asyncProperty(rows, limits, async (each, limit: LineLimits) => {
      const { database, journal } = await journalOf(each);
      const whole = turns(await journal.line(now), limit);
      const taken = await journal.takeTurns(now, { owner: 'me', until: now + 100 }, limit);
      expect(taken.map((work) => (work.kind === 'request' ? work.request.id : work.kind))).toEqual(whole);
      expect(await journal.takeTurns(now, { owner: 'you', until: now + 100 }, limit)).toEqual([]);
      await database.close();
    }),
    { numRuns: 100 },
  );
});

test('of a line of thousands a few are read', async () => {
  const { database, line } = await journalOf(
    Array.from({ length: 3_000 }, (_, index) => ({
      provider: 'openai' as const,
      guild: guildId(`g${index % 100}`),
      member: userId(`m${index % 500}`),
      since: index,
      state: 'new' as const,
      wakeAt: now,
      lease: null,
    })),
  );
  const limit = { provider: 4, guild: 16, member: 2 };
  const { waiting } = line.candidates(now, limit);
  expect(waiting.length).toBeLessThan(50);
  expect(turns(line.candidates(now, limit), limit)).toEqual(['100', '101', '102', '103'].map((id) => `${jobId(id)}-0`));
  await database.close();
});
