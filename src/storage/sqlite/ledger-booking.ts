import { z } from 'zod';
import type { JobId } from '../../domain/ids.ts';
import type { Settlement } from '../../domain/jobs/changes.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { type Amounts, accountKey, type Constraint, firstBroken, stretches } from '../../domain/money/limits.ts';
import { periodKey, periods } from '../../domain/money/period.ts';
import type { Acceptance, Reservation } from '../../ports/store/journal.ts';
import type { JournalDatabase } from './database.ts';

/**
 * What the journal's transactions write of money. Each function is to be called inside one. Amounts that are no whole
 * numbers from 0 up throw: rounding belongs where a price is read.
 */
export function ledgerBooking({ sqlite }: JournalDatabase) {
  const findTotal = sqlite.prepare('SELECT images, usd FROM totals WHERE account = ? AND per = ? AND stretch = ?');
  const raise = sqlite.prepare(
    `INSERT INTO totals (account, per, stretch, images, usd) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET images = images + excluded.images, usd = usd + excluded.usd`,
  );
  const lower = sqlite.prepare(
    'UPDATE totals SET images = images - ?, usd = usd - ? WHERE account = ? AND per = ? AND stretch = ?',
  );
  const insertHold = sqlite.prepare(
    `INSERT INTO holds (job, guild_account, member_account, day, week, month, images, usd)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const findHold = sqlite.prepare('SELECT * FROM holds WHERE job = ?');
  const settleHold = sqlite.prepare(
    'UPDATE holds SET delivered_images = ?, delivered_usd = ?, settled_at = ? WHERE job = ?',
  );
  const addLoss = sqlite.prepare(
    'INSERT INTO losses (request, job, code, usd, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (request) DO NOTHING',
  );

  return {
    /** The first limit that the job would break, in the stretches of its acceptance. */
    over({ acceptedAt, address }: Job, { asked, constraints }: Reservation): Acceptance | null {
      requireWhole(asked.images, asked.usd, ...constraints.map(({ amount }) => amount));
      const used = ({ account, unit, per }: Constraint) => {
        const row = findTotal.get(accountKey(account, address.guild, address.asker), per, periodKey(per, acceptedAt));
        return row === undefined ? 0 : amountsRow.parse(row)[unit];
      };
      const broken = firstBroken(
        constraints.map((constraint) => ({ constraint, used: used(constraint) })),
        asked,
      );
      return broken === null ? null : { kind: 'over', ...broken };
    },

    /**
     * Books on both accounts for all periods and both units, limited or not: a limit that is set later counts what was
     * used before. A hold of nothing is no row.
     */
    hold({ id, acceptedAt, address }: Job, { images, usd }: Amounts): void {
      requireWhole(images, usd);
      if (images === 0 && usd === 0) return;
      const guild = accountKey('guild', address.guild, address.asker);
      const member = accountKey('member', address.guild, address.asker);
      const at = stretches(acceptedAt);
      insertHold.run(id, guild, member, at.day, at.week, at.month, images, usd);
      for (const account of [guild, member]) {
        for (const per of periods) raise.run(account, per, at[per], images, usd);
      }
    },

    /** Once per job. A job without a hold (a refusal; one that was accepted before there was a ledger) has only losses. */
    settle(job: JobId, { delivered, losses, at }: Settlement): void {
      requireWhole(delivered.images, delivered.usd, ...losses.map(({ usd }) => usd ?? 0));
      const row = findHold.get(job);
      const hold = row === undefined ? null : holdRow.parse(row);
      if (hold !== null) {
        if (hold.settled_at !== null) return;
        const images = Math.min(delivered.images, hold.images);
        const usd = Math.min(delivered.usd, hold.usd);
        settleHold.run(images, usd, at, job);
        for (const account of [hold.guild_account, hold.member_account]) {
          for (const per of periods) {
            const { changes } = lower.run(hold.images - images, hold.usd - usd, account, per, hold[per]);
            if (changes !== 1) throw new Error(`The hold of job ${job} is in no total of its ${per}.`);
          }
        }
      }
      for (const loss of losses) addLoss.run(loss.request, job, loss.code, loss.usd, at);
    },
  };
}

function requireWhole(...amounts: readonly number[]): void {
  for (const amount of amounts) {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new Error(`The ledger cannot book ${amount}.`);
  }
}

const amountsRow = z.object({ images: z.number(), usd: z.number() });
const holdRow = z.object({
  guild_account: z.string(),
  member_account: z.string(),
  day: z.string(),
  week: z.string(),
  month: z.string(),
  images: z.number(),
  usd: z.number(),
  settled_at: z.number().nullable(),
});
