import { z } from 'zod';
import type { Audience } from '../../domain/jobs/job.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import { audienceField, channelIdField, messageIdField, userIdField, versionIdField } from '../records/parts.ts';
import type { JournalDatabase } from './database.ts';
import { versionsByWhose } from './privacy/versions-by-whose.ts';

/** The chain index, in tables beside the journal's. Synchronous inside, like the journal. */
export function createChainIndex({ database }: { readonly database: JournalDatabase }): ChainIndex {
  const { sqlite, transaction } = database;
  const find = sqlite.prepare(`${select} WHERE version = ?`);
  const findNumber = sqlite.prepare(`${select} WHERE channel = ? AND series = ? AND number = ?`);
  // Of either series no more than is asked for: whatever others keep to themselves costs nothing.
  const bothSeries = (bound: string, direction: 'DESC' | 'ASC') => {
    const listed = (series: string) =>
      `SELECT * FROM (${select} WHERE channel = :channel AND series = ${series} AND made_order ${bound}
       ORDER BY made_order ${direction} LIMIT :most)`;
    return sqlite.prepare(`${listed(`''`)} UNION ALL ${listed(':user')} ORDER BY "order" ${direction} LIMIT :most`);
  };
  const listed = bothSeries('< :before', 'DESC');
  const listedUp = bothSeries('> :after', 'ASC');
  const listedBetween = sqlite.prepare(
    `${select} WHERE channel = ? AND series = ? AND number >= ? AND number < ? ORDER BY number DESC LIMIT ?`,
  );
  // The counters outlive their entries: the number of a removed version is not given again.
  const count = sqlite.prepare(
    `INSERT INTO chain_counters (channel, last) VALUES (?, 1)
     ON CONFLICT (channel) DO UPDATE SET last = last + 1 RETURNING last AS number`,
  );
  const countPrivate = sqlite.prepare(
    `INSERT INTO private_counters (channel, member, guild, last) VALUES (?, ?, ?, 1)
     ON CONFLICT (member, channel) DO UPDATE SET last = last + 1, guild = coalesce(guild, excluded.guild)
     RETURNING last AS number`,
  );
  const insert = sqlite.prepare(
    `INSERT INTO chain_entries (version, channel, number, audience, owner, message, guild, sent_by, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING made_order AS "order"`,
  );
  const shownIn = sqlite.prepare('SELECT version FROM chain_messages WHERE message = ? ORDER BY place');
  const lastShown = sqlite.prepare(
    'SELECT message FROM chain_messages WHERE version = ? ORDER BY CAST(message AS INTEGER) DESC LIMIT 1',
  );
  const madeBy = sqlite.prepare('SELECT version FROM chain_entries WHERE version > ? AND version < ?');
  const show = sqlite.prepare('INSERT INTO chain_messages (message, place, version) VALUES (?, ?, ?)');
  const setMessage = sqlite.prepare('UPDATE chain_entries SET message = ? WHERE version = ?');
  const forgetMessage = sqlite.prepare('DELETE FROM chain_messages WHERE message = ?');
  const forgetVersion = sqlite.prepare('DELETE FROM chain_messages WHERE version = ?');
  const remove = sqlite.prepare('DELETE FROM chain_entries WHERE version = ?');

  return {
    async enter(entries) {
      return transaction('power cut', () =>
        entries.map((entry) => {
          const known = readEntry(find.get(entry.version));
          if (known !== null) return known;
          const { version, channel, audience, owner, message = null, guild = null } = entry;
          const counted = audience === 'asker' ? countPrivate.get(channel, owner, guild) : count.get(channel);
          const { number } = numberRow.parse(counted);
          const { sentBy = null, madeAt = null } = entry;
          const inserted = insert.get(version, channel, number, audience, owner, message, guild, sentBy, madeAt);
          const { order } = orderRow.parse(inserted);
          return { version, number, order, channel, audience, owner, message };
        }),
      );
    },
    async list(channel, user, most, before = pastAll) {
      return listed.all({ channel, user, before, most }).map((row) => entryRow.parse(row));
    },
    async listAfter(channel, user, most, after) {
      return listedUp.all({ channel, user, after, most }).map((row) => entryRow.parse(row));
    },
    async listNamed(channel, user, { audience, digits }, most) {
      const series = seriesOf(audience, user);
      return rangesOf(digits)
        .flatMap(([from, to]) => listedBetween.all(channel, series, from, to, most).map((row) => entryRow.parse(row)))
        .sort((one, other) => other.number - one.number)
        .slice(0, most);
    },
    async byName(channel, user, { audience, number }) {
      return readEntry(findNumber.get(channel, seriesOf(audience, user), number));
    },
    async byVersion(version) {
      return readEntry(find.get(version));
    },
    async byMessage(message) {
      return shownIn.all(message).map((row) => shownRow.parse(row).version);
    },
    async messageOf(version) {
      const row = lastShown.get(version);
      return row === undefined ? null : messageRow.parse(row).message;
    },
    async ofJob(job) {
      // All that begin so: the next sign after a hyphen is a full stop.
      return madeBy.all(`${job}-`, `${job}.`).map((row) => shownRow.parse(row).version);
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

/** As the table has it: everybody's, or a member's own. */
const seriesOf = (audience: Audience, user: string) => (audience === 'asker' ? user : '');

/** The numbers that begin with these digits: one range for each length. */
function rangesOf(digits: string): readonly Range[] {
  if (digits === '') return [[1, pastAll]];
  const first = Number(digits);
  if (!/^[1-9]\d*$/.test(digits) || digits.length > mostDigits) return [];
  return Array.from({ length: mostDigits - digits.length + 1 }, (_, more): Range => {
    const scale = 10 ** more;
    return [first * scale, (first + 1) * scale];
  });
}

const select = 'SELECT version, number, made_order AS "order", channel, audience, owner, message FROM chain_entries';

const entryRow = z.object({
  version: versionIdField,
  number: z.number(),
  order: z.number(),
  channel: channelIdField,
  audience: audienceField,
  owner: userIdField,
  message: messageIdField.nullable(),
});
const shownRow = z.object({ version: versionIdField });
const messageRow = z.object({ message: messageIdField });
const numberRow = z.object({ number: z.number() });
const orderRow = z.object({ order: z.number() });

const readEntry = (row: unknown): ChainEntry | null => (row === undefined ? null : entryRow.parse(row));
