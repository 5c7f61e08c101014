import { z } from 'zod';
import type { Clearings } from '../../ports/store/clearings.ts';
import { guildIdField, jobIdField, userIdField } from '../records/parts.ts';
import { storedJson } from '../records/stored-json.ts';
import type { JournalDatabase } from './database.ts';

/** Questions whether to clear limits, in a table beside the journal's. */
export function createClearings({ database }: { readonly database: JournalDatabase }): Clearings {
  const { sqlite, transaction } = database;
  const keep = sqlite.prepare(
    `INSERT INTO clearings (id, guild, asker, entries, asked_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const find = sqlite.prepare('SELECT id, guild, asker, entries, asked_at AS askedAt FROM clearings WHERE id = ?');
  const forget = sqlite.prepare('DELETE FROM clearings WHERE id = ?');
  const prune = sqlite.prepare('DELETE FROM clearings WHERE asked_at < ?');

  return {
    async keep({ id, guild, asker, entries, askedAt }) {
      await transaction('crash', () => {
        prune.run(askedAt - dayMs);
        keep.run(id, guild, asker, JSON.stringify(entries), askedAt);
      });
    },
    async find(id) {
      const row = find.get(id);
      return row === undefined ? null : clearingRow.parse(row);
    },
    async forget(id) {
      await transaction('crash', () => forget.run(id));
    },
  };
}

const dayMs = 24 * 3_600_000;

const clearingRow = z.object({
  id: jobIdField,
  guild: guildIdField,
  asker: userIdField,
  entries: storedJson(z.array(z.string())),
  askedAt: z.number(),
});
