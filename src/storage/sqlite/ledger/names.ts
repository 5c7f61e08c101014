import type { JournalDatabase } from '../database.ts';

/**
 * The names that an account of the ledger may stand under: its own, and that which its lines were given when its member had
 * everything deleted. What is asked for by either is added up, so that deleting gives nobody their limit back. Twice the
 * same where there is no member in it.
 */
export function namesOf({ pseudonymOf }: Pick<JournalDatabase, 'pseudonymOf'>, account: string) {
  const member = memberIn(account);
  const other = member === null || pseudonymOf === undefined ? account : renamed(account, member, pseudonymOf(member));
  return [account, other] as const;
}

/** `<server>/<member>`, `@<member>` and `@<member>/<member>` (`domain/house`). */
function memberIn(account: string): string | null {
  const [house = '', member] = account.split('/');
  return member ?? (house.startsWith('@') ? house.slice(1) : null);
}

function renamed(account: string, from: string, to: string): string {
  const [house = '', member] = account.split('/');
  const newHouse = house === `@${from}` ? `@${to}` : house;
  return member === undefined ? newHouse : `${newHouse}/${to}`;
}

/** Of an account: its member, for a direct message's own `@<member>`, and else the server. The indices are on this. */
export const whoseSql = (account: string) => `substr(${account}, instr(${account}, '/') + 1)`;

/** An account of `:from` under the name `:to`; any other as it is. */
export const renamedSql = (account: string) => `CASE
  WHEN ${account} = '@' || :from THEN '@' || :to
  WHEN ${account} = '@' || :from || '/' || :from THEN '@' || :to || '/' || :to
  WHEN ${whoseSql(account)} = :from AND instr(${account}, '/') > 0
    THEN substr(${account}, 1, instr(${account}, '/')) || :to
  ELSE ${account} END`;
