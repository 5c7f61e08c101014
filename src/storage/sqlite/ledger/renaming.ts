import type { JournalDatabase } from '../database.ts';
import { renamedSql, whoseSql } from './names.ts';

/** To be called inside a transaction. */
export type RenameAccounts = (from: string, to: string) => void;

/**
 * Gives the lines of a member another name, all of them, whatever they are about: amounts stay as they are, and the law of
 * `ledger.verify` holds as before. What stands under that name already is added to.
 */
export function accountRenaming({ sqlite }: JournalDatabase): RenameAccounts {
  const moves = added.flatMap(({ table, key, sums }) => {
    const columns = [...key, ...sums].join(', ');
    const adding = sums.map((each) => `${each} = ${table}.${each} + excluded.${each}`).join(', ');
    const conflict = sums.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${adding}`;
    return [
      `INSERT INTO ${table} (account, ${columns}) SELECT ${renamedSql('account')}, ${columns} FROM ${table}
       WHERE ${isTheirs('account')} ON CONFLICT ${conflict}`,
      `DELETE FROM ${table} WHERE ${isTheirs('account')} AND :to <> :from`,
    ].map((sql) => sqlite.prepare(sql));
  });
  const holds = sqlite.prepare(
    `UPDATE holds SET guild_account = ${renamedSql('guild_account')}, member_account = ${renamedSql('member_account')}
     WHERE ${whoseSql('member_account')} = :from`,
  );

  return (from, to) => {
    for (const each of moves) each.run({ from, to });
    holds.run({ from, to });
  };
}

const isTheirs = (account: string) => `${whoseSql(account)} IN (:from, '@' || :from)`;

const stretch = ['per', 'stretch'];
const added = [
  { table: 'totals', key: stretch, sums: ['images', 'usd'] },
  { table: 'spending', key: stretch, sums: ['usd'] },
  { table: 'thinned', key: stretch, sums: ['images', 'usd', 'paid'] },
  { table: 'notices', key: ['unit', ...stretch, 'percent'], sums: [] },
];
