import { z } from 'zod';
import { bindsPayment } from '../../../domain/money/ceilings.ts';
import { type Constraint, operatorAccount } from '../../../domain/money/limits.ts';
import { type Period, periods } from '../../../domain/money/period.ts';
import type { JournalDatabase } from '../database.ts';
import { namesOf } from './names.ts';

/** Whose money it is, and the stretches of time that it counts in. */
export interface BookedIn extends Readonly<Record<Period, string>> {
  readonly guild_account: string;
  readonly member_account: string;
}

/**
 * What the operator pays: what open jobs may cost, and what ended ones did, losses and dearer providers included. Apart
 * from `totals`, which is what members are charged. To be called inside a transaction.
 */
export function spendingBooking(database: JournalDatabase) {
  const { sqlite } = database;
  const find = sqlite.prepare(
    'SELECT coalesce(sum(usd), 0) AS usd FROM spending WHERE account IN (?, ?) AND per = ? AND stretch = ?',
  );
  const raise = sqlite.prepare(
    `INSERT INTO spending (account, per, stretch, usd) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET usd = usd + excluded.usd`,
  );
  const change = sqlite.prepare('UPDATE spending SET usd = usd + ? WHERE account = ? AND per = ? AND stretch = ?');

  const used = (account: string, per: Period, stretch: string): number =>
    spendingRow.parse(find.get(...namesOf(database, account), per, stretch)).usd;

  return {
    used,

    /** Whether so much more keeps every ceiling. Nothing more always does. */
    isAllowed(hold: BookedIn, more: number, constraints: readonly Constraint[]): boolean {
      return (
        more <= 0 ||
        constraints
          .filter(bindsPayment)
          .every(({ account, per, amount }) => used(accountOf[account](hold), per, hold[per]) + more <= amount)
      );
    },

    hold(hold: BookedIn, usd: number): void {
      for (const account of accountsOf(hold)) for (const per of periods) raise.run(account, per, hold[per], usd);
    },

    /** `by`: above zero, too, where it came dearer than anybody promised. */
    change(hold: BookedIn, by: number): void {
      for (const account of accountsOf(hold)) for (const per of periods) change.run(by, account, per, hold[per]);
    },
  };
}

const accountOf: Readonly<Record<Constraint['account'], (hold: BookedIn) => string>> = {
  guild: (hold) => hold.guild_account,
  member: (hold) => hold.member_account,
  operator: () => operatorAccount,
};
const accountsOf = (hold: BookedIn) => Object.values(accountOf).map((of) => of(hold));

const spendingRow = z.object({ usd: z.number() });
