import { z } from 'zod';
import type { JobId } from '../../domain/ids.ts';
import type { Payment, Settlement } from '../../domain/jobs/changes.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { bindsPayment } from '../../domain/money/ceilings.ts';
import { type Amounts, accountKey, type Constraint, firstBroken, stretches } from '../../domain/money/limits.ts';
import { periodKey, periods } from '../../domain/money/period.ts';
import type { Acceptance, Reservation } from '../../ports/store/journal.ts';
import type { JournalDatabase } from './database.ts';
import { namesOf } from './ledger/names.ts';
import { spendingBooking } from './ledger/spending.ts';

/**
 * What the journal's transactions write of money. Each function is to be called inside one. Amounts that are no whole
 * numbers from 0 up throw: rounding belongs where a price is read.
 */
export function ledgerBooking(database: JournalDatabase) {
  const { sqlite } = database;
  const spending = spendingBooking(database);
  const findTotal = sqlite.prepare(
    `SELECT coalesce(sum(images), 0) AS images, coalesce(sum(usd), 0) AS usd FROM totals
     WHERE account IN (?, ?) AND per = ? AND stretch = ?`,
  );
  const raise = sqlite.prepare(
    `INSERT INTO totals (account, per, stretch, images, usd) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET images = images + excluded.images, usd = usd + excluded.usd`,
  );
  const lower = sqlite.prepare(
    'UPDATE totals SET images = images - ?, usd = usd - ? WHERE account = ? AND per = ? AND stretch = ?',
  );
  const insertHold = sqlite.prepare(
    `INSERT INTO holds (job, guild_account, member_account, day, week, month, images, usd, paid)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const findHold = sqlite.prepare('SELECT * FROM holds WHERE job = ?');
  const settleHold = sqlite.prepare(
    'UPDATE holds SET delivered_images = ?, delivered_usd = ?, paid = ?, settled_at = ? WHERE job = ?',
  );
  const setPaid = sqlite.prepare('UPDATE holds SET paid = ? WHERE job = ?');
  const openHold = (job: JobId) => {
    const row = findHold.get(job);
    const hold = row === undefined ? null : holdRow.parse(row);
    return hold?.settled_at === null ? hold : null;
  };
  const addLoss = sqlite.prepare(
    'INSERT INTO losses (request, job, code, usd, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (request) DO NOTHING',
  );

  return {
    /** The first limit that the job would break, in the stretches of its acceptance. */
    over({ acceptedAt, address }: Job, { asked, constraints }: Reservation): Acceptance | null {
      requireWhole(asked.images, asked.usd, ...constraints.map(({ amount }) => amount));
      const used = (constraint: Constraint) => {
        const { account, unit, per } = constraint;
        const key = accountKey(account, address.guild, address.asker);
        const stretch = periodKey(per, acceptedAt);
        if (bindsPayment(constraint)) return spending.used(key, per, stretch);
        return amountsRow.parse(findTotal.get(...namesOf(database, key), per, stretch))[unit];
      };
      const broken = firstBroken(
        constraints.map((constraint) => ({ constraint, used: used(constraint) })),
        asked,
      );
      return broken === null ? null : { kind: 'over', ...broken };
    },

    /**
     * Books on both accounts for all periods and both units, limited or not: a limit that is set later counts what was
     * used before. As much is held of the operator's money. A hold of nothing is no row.
     */
    hold({ id, acceptedAt, address }: Job, { images, usd }: Amounts): void {
      requireWhole(images, usd);
      if (images === 0 && usd === 0) return;
      const guild = accountKey('guild', address.guild, address.asker);
      const member = accountKey('member', address.guild, address.asker);
      const at = stretches(acceptedAt);
      insertHold.run(id, guild, member, at.day, at.week, at.month, images, usd, usd);
      spending.hold({ guild_account: guild, member_account: member, ...at }, usd);
      for (const account of [guild, member]) {
        for (const per of periods) raise.run(account, per, at[per], images, usd);
      }
    },

    /** Whether the operator's ceilings let the job cost so much by now. One that holds nothing is asked no question. */
    mayPay(job: JobId, { usd, constraints }: Payment): boolean {
      requireWhole(usd, ...constraints.map(({ amount }) => amount));
      const hold = openHold(job);
      return hold === null || spending.isAllowed(hold, usd - hold.paid, constraints);
    },

    /** Never lowers it: that is done where the job ends. */
    pay(job: JobId, { usd }: Payment): void {
      const hold = openHold(job);
      if (hold === null || usd <= hold.paid) return;
      setPaid.run(usd, job);
      spending.change(hold, usd - hold.paid);
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
        const paid = delivered.usd + losses.reduce((sum, loss) => sum + (loss.usd ?? 0), 0);
        settleHold.run(images, usd, paid, at, job);
        spending.change(hold, paid - hold.paid);
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
  paid: z.number(),
  settled_at: z.number().nullable(),
});
