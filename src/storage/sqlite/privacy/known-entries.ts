import type { KnownEntries } from '../../records/entries.ts';
import type { JournalDatabase } from '../database.ts';

/** The chain entries, as far as they have to learn what their versions say. */
export function createKnownEntries({ database }: { readonly database: JournalDatabase }): KnownEntries {
  const { sqlite, transaction } = database;
  const findMark = sqlite.prepare(`SELECT 1 FROM marks WHERE name = 'entries known'`);
  const setMark = sqlite.prepare(`INSERT INTO marks (name, at) VALUES ('entries known', ?) ON CONFLICT DO NOTHING`);
  const set = sqlite.prepare('UPDATE chain_entries SET guild = ?, sent_by = ?, made_at = ? WHERE version = ?');

  return {
    async areComplete() {
      return findMark.get() !== undefined;
    },
    async learn(facts) {
      await transaction('crash', () => {
        for (const { id, guild, sentBy = null, madeAt } of facts) set.run(guild, sentBy, madeAt, id);
      });
    },
    async complete(now) {
      await transaction('power cut', () => setMark.run(now));
    },
  };
}
