import { z } from 'zod';
import type { JobId } from '../../../domain/ids.ts';
import { operatorAccount } from '../../../domain/money/limits.ts';
import { periods } from '../../../domain/money/period.ts';
import type { Journal } from '../../../ports/store/journal.ts';
import { jobIdField } from '../../records/parts.ts';
import type { JournalDatabase } from '../database.ts';

/**
 * Takes ended jobs out. What their holds counted for is added to `thinned` in the same transaction, so that totals need
 * not change and `ledger.verify` still adds up. A job of which a loss is listed stays: its rows are the evidence.
 */
export function journalThinning({ sqlite, transaction }: JournalDatabase): Pick<Journal, 'thin'> {
  const old = sqlite.prepare(oldSql);
  const remove = jobRemoval({ sqlite });

  return {
    async thin(before, most) {
      const newest = Math.max(before.ended, before.refused);
      const ids = old.all({ ...before, newest, most }).map((row) => jobRow.parse(row).id);
      if (ids.length === 0) return 0;
      return transaction('crash', () => {
        for (const id of ids) remove(id);
        return ids.length;
      });
    },
  };
}

/** Takes one out, with its requests and hold, and adds up what that counted for. To be called inside a transaction. */
export function jobRemoval({ sqlite }: Pick<JournalDatabase, 'sqlite'>): (id: JobId) => void {
  const keep = sqlite.prepare(keepSql);
  const removals = ['holds WHERE job', 'requests WHERE job', 'jobs WHERE id'].map((rows) =>
    sqlite.prepare(`DELETE FROM ${rows} = ?`),
  );
  return (id) => {
    keep.run(id);
    for (const removal of removals) removal.run(id);
  };
}

/** A hold that is open belongs to a job that has not ended; it is asked for all the same, for money is at stake. */
const oldSql = `
  SELECT id FROM jobs
  WHERE state IN ('done', 'failed', 'cancelled') AND accepted_at < :newest
    AND accepted_at < iif(EXISTS (SELECT 1 FROM requests WHERE job = jobs.id), :ended, :refused)
    AND NOT EXISTS (SELECT 1 FROM losses WHERE job = jobs.id)
    AND NOT EXISTS (SELECT 1 FROM holds WHERE job = jobs.id AND settled_at IS NULL)
  ORDER BY accepted_at LIMIT :most`;

/** `WHERE true`: without it SQLite takes what follows for the condition of a join. */
const keepSql = `
  WITH hold AS (SELECT * FROM holds WHERE job = ?)
  INSERT INTO thinned (account, per, stretch, images, usd, paid)
  ${['guild_account', 'member_account']
    .flatMap((account) =>
      periods.map((per) => `SELECT ${account}, '${per}', ${per}, delivered_images, delivered_usd, paid FROM hold`),
    )
    .concat(periods.map((per) => `SELECT '${operatorAccount}', '${per}', ${per}, 0, 0, paid FROM hold`))
    .join(' UNION ALL ')} WHERE true
  ON CONFLICT DO UPDATE SET images = images + excluded.images, usd = usd + excluded.usd, paid = paid + excluded.paid`;

const jobRow = z.object({ id: jobIdField });
