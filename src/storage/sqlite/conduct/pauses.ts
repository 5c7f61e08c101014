import { z } from 'zod';
import type { GuildId, UserId } from '../../../domain/ids.ts';
import { sign } from '../../../lib/signature.ts';
import type { PauseStore } from '../../../ports/store/members/pause-store.ts';
import { guildIdField, userIdField } from '../../records/parts.ts';
import type { JournalDatabase } from '../database.ts';

/** Pauses, in tables beside the journal's. `secret`: what was made once and is kept with the store. */
export function createPauses({
  database,
  secret,
}: {
  readonly database: JournalDatabase;
  readonly secret: string;
}): PauseStore {
  const { sqlite, transaction } = database;
  const keyOf = (guild: GuildId, user: UserId) => sign(secret, ['pause', guild, user]);
  const find = sqlite.prepare('SELECT until FROM pauses WHERE key = ? AND until > ?');
  const put = sqlite.prepare(
    `INSERT INTO pauses (key, guild, member, paused_by, until, made_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET member = excluded.member, paused_by = excluded.paused_by, until = excluded.until,
       made_at = excluded.made_at`,
  );
  const end = sqlite.prepare('DELETE FROM pauses WHERE key = ?');
  const listed = sqlite.prepare(
    `SELECT guild, member AS user, paused_by AS "by", until FROM pauses
     WHERE guild = ? AND until > ? AND member IS NOT NULL ORDER BY until DESC`,
  );
  const prunePauses = sqlite.prepare('DELETE FROM pauses WHERE until <= ?');
  const counting = countRefusals(database);

  return {
    async find(guild, user, now) {
      const row = find.get(keyOf(guild, user), now);
      return row === undefined ? null : untilRow.parse(row).until;
    },
    async put({ guild, user, until, by }, now) {
      await transaction('crash', () => put.run(keyOf(guild, user), guild, user, by, until, now));
    },
    async end(guild, user) {
      return transaction('crash', () => end.run(keyOf(guild, user)).changes > 0);
    },
    async listed(guild, now) {
      return listed.all(guild, now).map((row) => pauseRow.parse(row));
    },
    async refused({ job, guild, user }, rule, now) {
      const key = keyOf(guild, user);
      return transaction('crash', () => {
        const until = counting.count(job, key, rule, now);
        const holds = find.get(key, now);
        const isLonger = holds !== undefined && untilRow.parse(holds).until >= (until ?? 0);
        if (until !== null && !isLonger) put.run(key, guild, user, null, until, now);
        return until;
      });
    },
    async prune(now) {
      await transaction('crash', () => {
        prunePauses.run(now);
        counting.prune(now - dayMs);
      });
    },
  };
}

function countRefusals({ sqlite }: JournalDatabase) {
  const add = sqlite.prepare('INSERT INTO moderations (job, key, at) VALUES (?, ?, ?) ON CONFLICT (job) DO NOTHING');
  const before = sqlite.prepare('SELECT paused_until AS until FROM moderations WHERE job = ?');
  const lately = sqlite.prepare('SELECT count(*) AS count FROM moderations WHERE key = ? AND at > ? AND counted = 0');
  const counted = sqlite.prepare('UPDATE moderations SET counted = 1 WHERE key = ? AND counted = 0');
  const paused = sqlite.prepare('UPDATE moderations SET paused_until = ? WHERE job = ?');
  const prune = sqlite.prepare('DELETE FROM moderations WHERE at < ?');

  return {
    /** Within a transaction. */
    count(
      job: string,
      key: string,
      { most, within, pausesFor }: Parameters<PauseStore['refused']>[1],
      now: number,
    ): number | null {
      if (add.run(job, key, now).changes === 0) return knownRow.parse(before.get(job)).until;
      if (countRow.parse(lately.get(key, now - within)).count < most) return null;
      counted.run(key);
      paused.run(now + pausesFor, job);
      return now + pausesFor;
    },
    prune: (olderThan: number) => prune.run(olderThan),
  };
}

const dayMs = 24 * 3_600_000;

const untilRow = z.object({ until: z.number() });
const knownRow = z.object({ until: z.number().nullable() });
const countRow = z.object({ count: z.number() });
const pauseRow = z.object({
  guild: guildIdField,
  user: userIdField,
  by: userIdField.nullable(),
  until: z.number(),
});
