import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { headOwner, type KnownHeads, readHeadKey } from '../records/heads.ts';
import type { JournalDatabase } from './database.ts';

/** The known heads, in a table beside the journal's. Synchronous inside, like the journal. */
export function createKnownHeads({
  database,
  clock,
}: {
  readonly database: JournalDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): KnownHeads {
  const { sqlite, transaction } = database;
  const enter = sqlite.prepare(
    `INSERT INTO known_heads (channel, member, version, mask, used_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET mask = excluded.mask, used_at = excluded.used_at`,
  );
  const use = sqlite.prepare('UPDATE known_heads SET used_at = ? WHERE version = ?');
  const leave = sqlite.prepare('DELETE FROM known_heads WHERE channel = ? AND member = ? AND version IS NOT ?');
  // A version's original has the version's own name.
  const find = sqlite.prepare('SELECT 1 FROM known_heads WHERE (version = :id OR mask = :id) AND used_at >= :since');
  const standing = sqlite.prepare('SELECT channel, member FROM known_heads WHERE version = ?');
  const findMark = sqlite.prepare(`SELECT 1 FROM marks WHERE name = 'heads known'`);
  const setMark = sqlite.prepare(`INSERT INTO marks (name, at) VALUES ('heads known', ?) ON CONFLICT DO NOTHING`);

  return {
    // On the disk before the head moves: the other file is, too.
    async coming(place, version, mask) {
      await transaction('power cut', () => enter.run(place.channel, headOwner(place), version, mask, clock.now()));
    },
    async learn(heads) {
      await transaction('power cut', () => {
        for (const { place, version, mask } of heads) {
          enter.run(place.channel, headOwner(place), version, mask, clock.now());
        }
      });
    },
    async used(version) {
      await transaction('crash', () => use.run(clock.now(), version));
    },
    async moved(place, version) {
      await transaction('crash', () => leave.run(place.channel, headOwner(place), version));
    },
    async standOn(original, since) {
      return find.get({ id: original, since }) !== undefined;
    },
    async standingOn(version) {
      const rows = standing.all(version).map((row) => placeRow.parse(row));
      return rows.map(({ channel, member }) => readHeadKey(member === '' ? channel : `${channel}:${member}`));
    },
    async areComplete() {
      return findMark.get() !== undefined;
    },
    async complete(now) {
      await transaction('power cut', () => setMark.run(now));
    },
  };
}

const placeRow = z.object({ channel: z.string(), member: z.string() });
