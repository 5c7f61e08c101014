import { z } from 'zod';
import type { ChainIndex, VersionsOf } from '../../../ports/store/chain-index.ts';
import { guildIdField, versionIdField } from '../../records/parts.ts';
import type { JournalDatabase } from '../database.ts';

/** Versions by whose they are and where they were made, in the order made: for what takes all of them away or hands them out. */
export function versionsByWhose({ sqlite }: JournalDatabase): Pick<ChainIndex, 'versionsOf' | 'countOf' | 'guildOf'> {
  const prepared = (column: string) => ({
    list: sqlite.prepare(
      `SELECT version FROM chain_entries WHERE ${column} = ? AND coalesce(made_at, 0) <= ?
         AND (coalesce(made_at, 0), version) > (?, ?)
       ORDER BY coalesce(made_at, 0), version LIMIT ?`,
    ),
    count: sqlite.prepare(
      `SELECT count(*) AS many FROM chain_entries WHERE ${column} = ? AND coalesce(made_at, 0) <= ?`,
    ),
  });
  const by = { owner: prepared('owner'), sender: prepared('sent_by'), guild: prepared('guild') };
  const findPlace = sqlite.prepare('SELECT coalesce(made_at, 0) AS at FROM chain_entries WHERE version = ?');
  const findGuild = sqlite.prepare('SELECT guild FROM chain_entries WHERE version = ? AND guild IS NOT NULL');

  return {
    async versionsOf(whose, upTo, most, after) {
      const row = after === undefined ? undefined : findPlace.get(after);
      const at = row === undefined ? -1 : placeRow.parse(row).at;
      const rows = by[whose.kind].list.all(who(whose), upTo, at, after ?? '', most);
      return rows.map((each) => versionRow.parse(each).version);
    },
    async countOf(whose, upTo) {
      return countRow.parse(by[whose.kind].count.get(who(whose), upTo)).many;
    },
    async guildOf(version) {
      const row = findGuild.get(version);
      return row === undefined ? null : guildRow.parse(row).guild;
    },
  };
}

const who = (whose: VersionsOf) => (whose.kind === 'guild' ? whose.guild : whose.member);

const versionRow = z.object({ version: versionIdField });
const placeRow = z.object({ at: z.number() });
const countRow = z.object({ many: z.number() });
const guildRow = z.object({ guild: guildIdField });
