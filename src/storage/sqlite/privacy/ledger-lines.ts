import { z } from 'zod';
import { guildId } from '../../../domain/ids.ts';
import type { LedgerLine, MemberRecords } from '../../../ports/store/members/privacy-store.ts';
import { jobIdField } from '../../records/parts.ts';
import type { JournalDatabase } from '../database.ts';
import { whoseSql } from '../ledger/names.ts';

/** What stands in the ledger about one member: a line for each job that is kept, and for each month of those that are not. */
export function memberLedger({ sqlite, pseudonymOf }: JournalDatabase): Pick<MemberRecords, 'ledgerLines'> {
  const held = sqlite.prepare(
    `SELECT job, member_account AS account, day AS "when", settled_at IS NOT NULL AS settled,
       iif(settled_at IS NULL, images, delivered_images) AS images, iif(settled_at IS NULL, usd, delivered_usd) AS usd
     FROM holds WHERE ${whoseSql('member_account')} IN (:member, :pseudonym) ORDER BY day, job`,
  );
  const thinned = sqlite.prepare(
    `SELECT NULL AS job, account, stretch AS "when", 1 AS settled, images, usd FROM thinned
     WHERE ${whoseSql('account')} IN (:member, :pseudonym) AND instr(account, '/') > 0 AND per = 'month'
     ORDER BY stretch, account`,
  );

  return {
    async ledgerLines(member) {
      const names = { member, pseudonym: pseudonymOf?.(member) ?? member };
      return [...thinned.all(names), ...held.all(names)].map(lineOf);
    },
  };
}

function lineOf(row: unknown): LedgerLine {
  const { job, account, when, images, usd, settled } = lineRow.parse(row);
  const [house = ''] = account.split('/');
  const guild = house.startsWith('@') ? null : guildId(house);
  return { job, guild, when, images, usd, state: settled === 1 ? 'charged' : 'held' };
}

const lineRow = z.object({
  job: jobIdField.nullable(),
  account: z.string(),
  when: z.string(),
  images: z.number(),
  usd: z.number(),
  settled: z.number(),
});
