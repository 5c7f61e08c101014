import { headOwner, type KnownHeads } from '../records/heads.ts';
import type { JournalDatabase } from './database.ts';

/** The known heads, in a table beside the journal's. Synchronous inside, like the journal. */
export function createKnownHeads({ database }: { readonly database: JournalDatabase }): KnownHeads {
  const { sqlite, transaction } = database;
  const enter = sqlite.prepare(
    `INSERT INTO known_heads (channel, member, version, mask) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET mask = excluded.mask`,
  );
  const leave = sqlite.prepare('DELETE FROM known_heads WHERE channel = ? AND member = ? AND version IS NOT ?');
  // A version's original has the version's own name.
  const find = sqlite.prepare('SELECT 1 FROM known_heads WHERE version = :id OR mask = :id');
  const findMark = sqlite.prepare(`SELECT 1 FROM marks WHERE name = 'heads known'`);
  const setMark = sqlite.prepare(`INSERT INTO marks (name, at) VALUES ('heads known', ?) ON CONFLICT DO NOTHING`);

  return {
    // On the disk before the head moves: the other file is, too.
    async coming(place, version, mask) {
      transaction('power cut', () => enter.run(place.channel, headOwner(place), version, mask));
    },
    async moved(place, version) {
      transaction('crash', () => leave.run(place.channel, headOwner(place), version));
    },
    async standOn(original) {
      return find.get({ id: original }) !== undefined;
    },
    async areComplete() {
      return findMark.get() !== undefined;
    },
    async complete(now) {
      transaction('power cut', () => setMark.run(now));
    },
  };
}
