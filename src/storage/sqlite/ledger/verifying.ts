import { z } from 'zod';
import { operatorAccount, units } from '../../../domain/money/limits.ts';
import { periods } from '../../../domain/money/period.ts';
import type { Ledger } from '../../../ports/store/ledger.ts';
import type { JournalDatabase } from '../database.ts';

/** Adds up the holds, and what was thinned of them, anew: what members are charged, and what the operator pays. */
export function ledgerVerifying({ sqlite }: JournalDatabase): Pick<Ledger, 'verify'> {
  const differing = sqlite.prepare(differingSql);
  const differingSpending = sqlite.prepare(differingSpendingSql);

  return {
    async verify() {
      const charged = differing.all().flatMap((row) => {
        const { account, per, stretch, ...amounts } = differingRow.parse(row);
        return units
          .map((unit) => ({ unit, total: amounts[`total_${unit}`], rows: amounts[`rows_${unit}`] }))
          .filter((each) => each.total !== each.rows)
          .map(({ unit, total, rows }) => `${account}, ${unit}, ${per} ${stretch}: total ${total}, rows ${rows}`);
      });
      const spent = differingSpending.all().map((row) => {
        const { account, per, stretch, total, rows } = spendingRow.parse(row);
        return `${account}, paid, ${per} ${stretch}: total ${total}, rows ${rows}`;
      });
      return [...charged, ...spent];
    },
  };
}

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
    UNION ALL SELECT account, per, stretch, 0, 0, images, usd FROM thinned
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

/** What the operator pays, likewise. Nine rows each. */
const allPaidSql = ['guild_account', 'member_account', `'${operatorAccount}'`]
  .flatMap((account) => periods.map((per) => `SELECT ${account}, '${per}', ${per}, 0, paid FROM holds`))
  .join(' UNION ALL ');
const differingSpendingSql = `
  SELECT account, per, stretch, sum(total) AS total, sum(held) AS rows
  FROM (
    SELECT account, per, stretch, usd AS total, 0 AS held FROM spending
    UNION ALL ${allPaidSql}
    UNION ALL SELECT account, per, stretch, 0, paid FROM thinned
  )
  GROUP BY account, per, stretch
  HAVING sum(total) <> sum(held)
  ORDER BY account, per, stretch`;
const spendingRow = z.object({
  account: z.string(),
  per: z.string(),
  stretch: z.string(),
  total: z.number(),
  rows: z.number(),
});
