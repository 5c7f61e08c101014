import { z } from 'zod';
import { storedRequestId } from '../../domain/ids.ts';
import { accountKey, units } from '../../domain/money/limits.ts';
import { periodKey, periods } from '../../domain/money/period.ts';
import type { Account, Ledger } from '../../ports/store/ledger.ts';
import { failureCodeField, jobIdField } from '../records/parts.ts';
import type { JournalDatabase } from './database.ts';

/**
 * The ledger, read from the tables that the journal's transactions write (see ledger-booking). Synchronous inside, like
 * the journal. `verify` reads every hold there ever was, about ten seconds for a million of them, and nothing else runs
 * meanwhile.
 */
export function createLedger({ database }: { readonly database: JournalDatabase }): Ledger {
  const { sqlite, transaction } = database;
  const total = sqlite.prepare('SELECT images, usd FROM totals WHERE account = ? AND per = ? AND stretch = ?');
  const held = { guild: sqlite.prepare(heldSql('guild_account')), member: sqlite.prepare(heldSql('member_account')) };
  const newest = sqlite.prepare('SELECT request, job, code, usd, at FROM losses ORDER BY at DESC, seq DESC LIMIT ?');
  const allLosses = sqlite.prepare(
    'SELECT count(*) AS count, coalesce(sum(usd), 0) AS usd, count(*) - count(usd) AS unpriced FROM losses',
  );
  const claim = sqlite.prepare(
    'INSERT INTO notices (account, unit, per, stretch, percent) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const differing = sqlite.prepare(differingSql);

  return {
    async used(account, per, at) {
      const row = total.get(keyOf(account), per, periodKey(per, at));
      return row === undefined ? { images: 0, usd: 0 } : amountsRow.parse(row);
    },
    async held(account) {
      return amountsRow.parse(held[account.kind].get(keyOf(account)));
    },
    async losses(most) {
      return newest.all(most).map((row) => lossRow.parse(row));
    },
    async allLosses() {
      return allLossesRow.parse(allLosses.get());
    },
    async claimNotice(account, { unit, per, percent }, at) {
      return transaction('power cut', () => {
        return claim.run(keyOf(account), unit, per, periodKey(per, at), percent).changes === 1;
      });
    },
    async verify() {
      return differing.all().flatMap((row) => {
        const { account, per, stretch, ...amounts } = differingRow.parse(row);
        return units
          .map((unit) => ({ unit, total: amounts[`total_${unit}`], rows: amounts[`rows_${unit}`] }))
          .filter((each) => each.total !== each.rows)
          .map(({ unit, total, rows }) => `${account}, ${unit}, ${per} ${stretch}: total ${total}, rows ${rows}`);
      });
    },
  };
}

const keyOf = ({ kind, guild, member }: Account) => accountKey(kind, guild, member);

const heldSql = (account: string) =>
  `SELECT coalesce(sum(images), 0) AS images, coalesce(sum(usd), 0) AS usd FROM holds
   WHERE ${account} = ? AND settled_at IS NULL`;

const amountsRow = z.object({ images: z.number(), usd: z.number() });
const allLossesRow = z.object({ count: z.number(), usd: z.number(), unpriced: z.number() });
const lossRow = z.object({
  request: z.string().transform(storedRequestId),
  job: jobIdField,
  code: failureCodeField,
  usd: z.number().nullable(),
  at: z.number(),
});

/** What a hold counts for now: itself while it is open, then what was delivered. Six totals each. */
const bookedSql = (account: string, per: string) =>
  `SELECT ${account} AS account, '${per}' AS per, ${per} AS stretch, 0 AS total_images, 0 AS total_usd,
     iif(settled_at IS NULL, images, delivered_images) AS rows_images,
     iif(settled_at IS NULL, usd, delivered_usd) AS rows_usd
   FROM holds`;
const allBookedSql = ['guild_account', 'member_account']
  .flatMap((account) => periods.map((per) => bookedSql(account, per)))
  .join(' UNION ALL ');

/** One pass over both, sorted together; a FULL JOIN of the two has no index to go by and took minutes for 100,000 holds. */
const differingSql = `
  SELECT account, per, stretch, sum(total_images) AS total_images, sum(total_usd) AS total_usd,
    sum(rows_images) AS rows_images, sum(rows_usd) AS rows_usd
  FROM (
    SELECT account, per, stretch, images AS total_images, usd AS total_usd, 0 AS rows_images, 0 AS rows_usd FROM totals
    UNION ALL ${allBookedSql}
  )
  GROUP BY account, per, stretch
  HAVING sum(total_images) <> sum(rows_images) OR sum(total_usd) <> sum(rows_usd)
  ORDER BY account, per, stretch`;
const differingRow = z.object({
  account: z.string(),
  per: z.string(),
  stretch: z.string(),
  total_images: z.number(),
  total_usd: z.number(),
  rows_images: z.number(),
  rows_usd: z.number(),
});
