import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, sampleJob } from '../../../scripts/sample-records.ts';
import { guildId, jobId, type UserId, userId } from '../../../src/domain/ids.ts';
import type { Amounts } from '../../../src/domain/money/limits.ts';
import { periods } from '../../../src/domain/money/period.ts';
import { pseudonymsBy } from '../../../src/storage/member-key.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../src/storage/sqlite/ledger.ts';
import { createPrivacyStore } from '../../../src/storage/sqlite/privacy/privacy-store.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 21, 12);
const members = [userId('500000000000000001'), userId('500000000000000002')] as const;
const servers = [guildId('100000000000000001'), guildId('100000000000000002'), null] as const;

/** Requests of two members over some weeks, in two servers and in direct messages; some have ended, of which some were thinned. */
const asked = fc.array(
  fc.record({
    member: fc.constantFrom(...members),
    guild: fc.constantFrom(...servers),
    daysAgo: fc.nat(60),
    images: fc.integer({ min: 1, max: 4 }),
    usd: fc.nat(1_000_000),
    ended: fc.boolean(),
    delivered: fc.nat(4),
  }),
  { maxLength: 25 },
);

async function raise() {
  const database = openJournalDatabase(':memory:', { pseudonymOf: pseudonymsBy('a key for tests only') });
  const journal = createJournal({
    database,
    onUnreadable: ({ error }) => {
      throw error;
    },
  });
  const ledger = createLedger({ database });
  const privacy = createPrivacyStore({ database, listPath: '/nowhere' });
  return { database, journal, ledger, privacy };
}

test('the exported lines of a member add up to the ledger, month by month, whatever was thinned or forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(asked, fc.boolean(), fc.nat(60), async (requests, forgotten, thinnedBefore) => {
      const { database, journal, ledger, privacy } = await raise();
      for (const [index, { member, guild, daysAgo, images, usd, ended, delivered }] of requests.entries()) {
        const job = {
          ...sampleJob(String(1_000 + index)),
          acceptedAt: start - daysAgo * day,
          address: { ...address, asker: member, guild },
        };
        await journal.accept(job, [], { asked: { images, usd }, constraints: [] });
        if (!ended) continue;
        const settle = {
          delivered: { images: Math.min(delivered, images), usd: Math.floor(usd / 2) },
          losses: [],
          at: start,
        };
        await journal.advance({ id: jobId(String(1_000 + index)), revision: 1 }, { state: 'done' }, { settle });
      }
      await journal.thin({ ended: start - thinnedBefore * day, refused: start - thinnedBefore * day }, 1_000);
      const used = async (member: UserId) => {
        const all = servers.flatMap((guild) =>
          [start, start - 31 * day, start - 60 * day].flatMap((at) =>
            periods.map((per) => ledger.used({ kind: 'member', guild, member }, per, at)),
          ),
        );
        return Promise.all(all);
      };
      const before = await Promise.all(members.map(used));
      if (forgotten) await privacy.forgetName(members[0], start + 40 * day);

      // Limits count what was used, by the member's own name.
      expect(await Promise.all(members.map(used))).toEqual(before);
      for (const member of members) expect(await monthsOf(privacy, member)).toEqual(await totalsOf(database, member));
      expect(await ledger.verify()).toEqual([]);
      if (forgotten) {
        expect(named(database, members[0])).toEqual([]);
        await privacy.forgetPseudonyms(start + 40 * day);
        expect(await privacy.ledgerLines(members[0])).toEqual([]);
        expect(await ledger.verify()).toEqual([]);
      }
      await database.close();
    }),
    { numRuns: 25 },
  );
});

type Sums = Readonly<Record<string, Amounts>>;

async function monthsOf(privacy: ReturnType<typeof createPrivacyStore>, member: UserId): Promise<Sums> {
  const sums: Record<string, { images: number; usd: number }> = {};
  for (const { guild, when, images, usd } of await privacy.ledgerLines(member)) {
    const key = `${guild} ${when.slice(0, 7)}`;
    const sum = sums[key] ?? { images: 0, usd: 0 };
    sums[key] = { images: sum.images + images, usd: sum.usd + usd };
  }
  return sums;
}

/** What the running totals say, under either name. */
async function totalsOf(
  { sqlite, pseudonymOf }: ReturnType<typeof openJournalDatabase>,
  member: UserId,
): Promise<Sums> {
  const names = [member, pseudonymOf?.(member) ?? ''];
  const rows = sqlite.prepare(`SELECT * FROM totals WHERE per = 'month' AND instr(account, '/') > 0`).all();
  const own = rows.filter(({ account }) => names.includes(String(account).split('/')[1] ?? ''));
  return Object.fromEntries(
    own.map(({ account, stretch, images, usd }) => {
      const [house = ''] = String(account).split('/');
      return [`${house.startsWith('@') ? null : house} ${stretch}`, { images, usd } as Amounts];
    }),
  );
}

/** Rows of the ledger in which this member stands. */
function named({ sqlite }: ReturnType<typeof openJournalDatabase>, member: UserId): readonly string[] {
  return ['totals', 'spending', 'thinned', 'notices', 'holds']
    .flatMap((table) => sqlite.prepare(`SELECT * FROM ${table}`).all())
    .map((row) => JSON.stringify(row))
    .filter((row) => row.includes(member));
}
