import { z } from 'zod';
import type { ChannelId, UserId } from '../../domain/ids.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import { audienceField, channelIdField, messageIdField, userIdField, versionIdField } from '../records/parts.ts';
import type { JournalDatabase } from './database.ts';
import { versionsByWhose } from './privacy/versions-by-whose.ts';

/** The chain index, in tables beside the journal's. Synchronous inside, like the journal. */
export function createChainIndex({ database }: { readonly database: JournalDatabase }): ChainIndex {
  const { sqlite, transaction } = database;
  const find = sqlite.prepare(`${select} WHERE version = ?`);
  const findNumber = sqlite.prepare(`${select} WHERE channel = ? AND number = ?`);
  const listed = sqlite.prepare(
    `${select} WHERE channel = ? AND number >= ? AND number < ? AND (audience = 'everyone' OR owner = ?)
     ORDER BY number DESC LIMIT ?`,
  );
  const listedUp = sqlite.prepare(
    `${select} WHERE channel = ? AND number > ? AND (audience = 'everyone' OR owner = ?) ORDER BY number LIMIT ?`,
  );
  // The counter outlives its entries: the number of a removed version is not given again.
  const count = sqlite.prepare(
    `INSERT INTO chain_counters (channel, last) VALUES (?, 1)
     ON CONFLICT (channel) DO UPDATE SET last = last + 1 RETURNING last AS number`,
  );
  const insert = sqlite.prepare(
    `INSERT INTO chain_entries (version, channel, number, audience, owner, message, guild, sent_by, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const shownIn = sqlite.prepare('SELECT version FROM chain_messages WHERE message = ? ORDER BY place');
  const show = sqlite.prepare('INSERT INTO chain_messages (message, place, version) VALUES (?, ?, ?)');
  const setMessage = sqlite.prepare('UPDATE chain_entries SET message = ? WHERE version = ?');
  const forgetMessage = sqlite.prepare('DELETE FROM chain_messages WHERE message = ?');
  const forgetVersion = sqlite.prepare('DELETE FROM chain_messages WHERE version = ?');
  const remove = sqlite.prepare('DELETE FROM chain_entries WHERE version = ?');

  const between = (channel: ChannelId, user: UserId, [from, to]: Range, most: number) =>
    listed.all(channel, from, to, user, most).map((row) => entryRow.parse(row));

  return {
    async enter(entries) {
      return transaction('power cut', () =>
        entries.map((entry) => {
          const known = readEntry(find.get(entry.version));
          if (known !== null) return known;
          const { number } = numberRow.parse(count.get(entry.channel));
          const { version, channel, audience, owner, message = null, guild = null } = entry;
          const { sentBy = null, madeAt = null } = entry;
          insert.run(version, channel, number, audience, owner, message, guild, sentBy, madeAt);
          return { version, number, channel, audience, owner, message };
        }),
      );
    },
    async list(channel, user, most, before = pastAll) {
      return between(channel, user, [0, before], most);
    },
    async listAfter(channel, user, most, after) {
      return listedUp.all(channel, after, user, most).map((row) => entryRow.parse(row));
    },
    async listNumbered(channel, user, digits, most) {
      return rangesOf(digits)
        .flatMap((range) => between(channel, user, range, most))
        .sort((one, other) => other.number - one.number)
        .slice(0, most);
    },
    async byNumber(channel, number) {
      return readEntry(findNumber.get(channel, number));
    },
    async byVersion(version) {
      return readEntry(find.get(version));
    },
    async byMessage(message) {
      return shownIn.all(message).map((row) => shownRow.parse(row).version);
    },
    async showIn(message, versions) {
      // No sync of its own: it is written again until the end of its job is on the disk, and that has this with it.
      await transaction('crash', () => {
        forgetMessage.run(message);
        for (const [place, version] of versions.entries()) {
          show.run(message, place, version);
          setMessage.run(message, version);
        }
      });
    },
    async remove(version) {
      await transaction('power cut', () => {
        forgetVersion.run(version);
        remove.run(version);
      });
    },
    ...versionsByWhose(database),
  };
}

type Range = readonly [from: number, to: number];

const pastAll = Number.MAX_SAFE_INTEGER;
const mostDigits = 9;

/** The numbers that begin with these digits: one of each length. */
function rangesOf(digits: string): readonly Range[] {
  const first = Number(digits);
  if (!/^[1-9]\d*$/.test(digits) || digits.length > mostDigits) return [];
  return Array.from({ length: mostDigits - digits.length + 1 }, (_, more): Range => {
    const scale = 10 ** more;
    return [first * scale, (first + 1) * scale];
  });
}

const select = 'SELECT version, number, channel, audience, owner, message FROM chain_entries';

const entryRow = z.object({
  version: versionIdField,
  number: z.number(),
  channel: channelIdField,
  audience: audienceField,
  owner: userIdField,
  message: messageIdField.nullable(),
});
const shownRow = z.object({ version: versionIdField });
const numberRow = z.object({ number: z.number() });

const readEntry = (row: unknown): ChainEntry | null => (row === undefined ? null : entryRow.parse(row));
