import { z } from 'zod';
import { storedRequestId } from '../../domain/ids.ts';
import { accountKey, operatorAccount } from '../../domain/money/limits.ts';
import { periodKey } from '../../domain/money/period.ts';
import type { Account, Ledger } from '../../ports/store/ledger.ts';
import { failureCodeField, jobIdField } from '../records/parts.ts';
import type { JournalDatabase } from './database.ts';
import { namesOf } from './ledger/names.ts';
import { ledgerVerifying } from './ledger/verifying.ts';

/**
 * The ledger, read from the tables that the journal's transactions write (see ledger-booking). Synchronous inside, like
 * the journal. `verify` reads every hold that is kept, about ten seconds for a million of them, and nothing else runs
 * meanwhile.
 */
export function createLedger({ database }: { readonly database: JournalDatabase }): Ledger {
  const { sqlite, transaction } = database;
  const total = sqlite.prepare(`SELECT ${sums} FROM totals WHERE account IN (?, ?) AND per = ? AND stretch = ?`);
  const spent = sqlite.prepare(
    'SELECT coalesce(sum(usd), 0) AS usd FROM spending WHERE account IN (?, ?) AND per = ? AND stretch = ?',
  );
  const held = {
    guild: sqlite.prepare(heldSql('guild_account IN (?, ?)')),
    member: sqlite.prepare(heldSql('member_account IN (?, ?)')),
    operator: sqlite.prepare(heldSql(`'${operatorAccount}' IN (?, ?)`)),
  };
  const charged = sqlite.prepare(
    'SELECT delivered_images AS images, delivered_usd AS usd FROM holds WHERE job = ? AND settled_at IS NOT NULL',
  );
  const newest = sqlite.prepare('SELECT request, job, code, usd, at FROM losses ORDER BY at DESC, seq DESC LIMIT ?');
  const allLosses = sqlite.prepare(lossSumSql);
  const lossesBetween = sqlite.prepare(`${lossSumSql} WHERE at >= ? AND at < ?`);
  const claim = sqlite.prepare(
    'INSERT INTO notices (account, unit, per, stretch, percent) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forget = sqlite.prepare(`DELETE FROM notices WHERE account = '${operatorAccount}' AND unit = ?`);

  return {
    async used(account, per, at) {
      return amountsRow.parse(total.get(...namesOf(database, keyOf(account)), per, periodKey(per, at)));
    },
    async spent(account, per, at) {
      return spentRow.parse(spent.get(...namesOf(database, keyOf(account)), per, periodKey(per, at))).usd;
    },
    async held(account) {
      return amountsRow.parse(held[account.kind].get(...namesOf(database, keyOf(account))));
    },
    async charges(jobs) {
      return new Map(
        jobs.flatMap((job) => {
          const row = charged.get(job);
          return row === undefined ? [] : [[job, amountsRow.parse(row)] as const];
        }),
      );
    },
    async losses(most) {
      return newest.all(most).map((row) => lossRow.parse(row));
    },
    async allLosses() {
      return lossSumRow.parse(allLosses.get());
    },
    async lossesBetween(from, to) {
      return lossSumRow.parse(lossesBetween.get(from, to));
    },
    async claimNotice(account, { unit, per, percent }, at) {
      return transaction('power cut', () => {
        return claim.run(keyOf(account), unit, per, periodKey(per, at), percent).changes === 1;
      });
    },
    async claimTold(about) {
      return transaction('power cut', () => claim.run(operatorAccount, about, 'once', '', 100).changes === 1);
    },
    async forgetTold(about) {
      await transaction('crash', () => forget.run(about));
    },
    ...ledgerVerifying(database),
  };
}

const keyOf = ({ kind, guild, member }: Account) => accountKey(kind, guild, member);

const lossSumSql =
  'SELECT count(*) AS count, coalesce(sum(usd), 0) AS usd, count(*) - count(usd) AS unpriced FROM losses';

const sums = 'coalesce(sum(images), 0) AS images, coalesce(sum(usd), 0) AS usd';

const heldSql = (account: string) =>
  `SELECT ${sums} FROM holds
   WHERE ${account} AND settled_at IS NULL`;

const amountsRow = z.object({ images: z.number(), usd: z.number() });
const spentRow = z.object({ usd: z.number() });
const lossSumRow = z.object({ count: z.number(), usd: z.number(), unpriced: z.number() });
const lossRow = z.object({
  request: z.string().transform(storedRequestId),
  job: jobIdField,
  code: failureCodeField,
  usd: z.number().nullable(),
  at: z.number(),
});
