import { z } from 'zod';
import type { PrivacyStore } from '../../../ports/store/members/privacy-store.ts';
import { channelIdField, characterIdField, guildIdField } from '../../records/parts.ts';
import type { JournalDatabase } from '../database.ts';

type Departures = Pick<
  PrivacyStore,
  | 'left'
  | 'cameBack'
  | 'dueDepartures'
  | 'nextDepartureAt'
  | 'charactersOf'
  | 'channelsOf'
  | 'knownServers'
  | 'eraseRowsOf'
>;

/** Servers that the bot was removed from, until their data is gone. */
export function departures({ sqlite, transaction }: JournalDatabase): Departures {
  const leave = sqlite.prepare(
    'INSERT INTO departures (guild, left_at, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const find = sqlite.prepare('SELECT 1 FROM departures WHERE guild = ?');
  const back = sqlite.prepare('DELETE FROM departures WHERE guild = ?');
  const due = sqlite.prepare('SELECT guild FROM departures WHERE due_at <= ? ORDER BY due_at');
  const next = sqlite.prepare('SELECT min(due_at) AS at FROM departures');
  const characters = sqlite.prepare('SELECT id FROM characters WHERE guild = ?');
  const channels = sqlite.prepare('SELECT DISTINCT channel FROM chain_entries WHERE guild = ?');
  const known = sqlite.prepare(knownSql);
  const rows = serverTables.map((table) => sqlite.prepare(`DELETE FROM ${table} WHERE guild = ?`));

  return {
    async left(guild, at, dueAt) {
      if (find.get(guild) !== undefined) return;
      await transaction('power cut', () => leave.run(guild, at, dueAt));
    },
    async eraseRowsOf(guild) {
      await transaction('power cut', () => {
        for (const each of rows) each.run(guild);
      });
    },
    async cameBack(guild) {
      // Each server is told of at each start.
      if (find.get(guild) === undefined) return;
      await transaction('power cut', () => back.run(guild));
    },
    async dueDepartures(now) {
      return due.all(now).map((row) => guildRow.parse(row).guild);
    },
    async nextDepartureAt() {
      return nextRow.parse(next.get()).at;
    },
    async channelsOf(guild) {
      return channels.all(guild).map((row) => channelRow.parse(row).channel);
    },
    async knownServers() {
      return known.all().map((row) => guildRow.parse(row).guild);
    },
    async charactersOf(guild) {
      return characters.all(guild).map((row) => characterRow.parse(row).id);
    },
  };
}

/** What goes with a server besides its versions and characters; a new table with rows of servers is a name here. */
const serverTables = ['pauses', 'attempts', 'audits', 'member_defaults', 'private_counters'] as const;

/** From one server to the next, however many versions each has. */
const knownSql = `
  WITH RECURSIVE servers (guild) AS (
    SELECT min(guild) FROM chain_entries WHERE guild IS NOT NULL
    UNION ALL
    SELECT (SELECT min(guild) FROM chain_entries WHERE guild IS NOT NULL AND guild > servers.guild) FROM servers
    WHERE servers.guild IS NOT NULL
  )
  SELECT guild FROM servers WHERE guild IS NOT NULL
  UNION SELECT guild FROM characters WHERE guild IS NOT NULL`;

const channelRow = z.object({ channel: channelIdField });
const guildRow = z.object({ guild: guildIdField });
const nextRow = z.object({ at: z.number().nullable() });
const characterRow = z.object({ id: characterIdField });
