import { z } from 'zod';
import { guildId } from '../../../domain/ids.ts';
import type { DefaultsPlace, DefaultsStore } from '../../../ports/store/members/defaults-store.ts';
import { ownDefaultsRecord } from '../../records/own-defaults.ts';
import { storedJson } from '../../records/stored-json.ts';
import type { JournalDatabase } from '../database.ts';

/** What members have set, in a table beside the journal's. Synchronous inside, like the journal. */
export function createOwnDefaults({ database }: { readonly database: JournalDatabase }): DefaultsStore {
  const { sqlite, transaction } = database;
  const find = sqlite.prepare('SELECT defaults FROM member_defaults WHERE member = ? AND guild = ?');
  const listed = sqlite.prepare('SELECT guild, defaults FROM member_defaults WHERE member = ? ORDER BY guild');
  const put = sqlite.prepare(
    `INSERT INTO member_defaults (member, guild, defaults, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (member, guild) DO UPDATE SET defaults = excluded.defaults, changed_at = excluded.changed_at`,
  );
  const remove = sqlite.prepare('DELETE FROM member_defaults WHERE member = ? AND guild = ?');

  const own = ({ member, guild }: DefaultsPlace) => {
    const row = find.get(member, guild ?? direct);
    return row === undefined ? {} : ownRow.parse(row).defaults;
  };

  return {
    async find(place) {
      return own(place);
    },
    async of(member) {
      return listed.all(member).map((row) => {
        const { guild, defaults } = listedRow.parse(row);
        return { guild: guild === direct ? null : guildId(guild), defaults };
      });
    },
    async change(place, now, change) {
      const { member, guild } = place;
      await transaction('crash', () => {
        const changed = change(own(place));
        if (Object.values(changed).every((each) => each === undefined)) remove.run(member, guild ?? direct);
        else put.run(member, guild ?? direct, JSON.stringify(changed), now);
      });
    },
  };
}

/** In place of a server. */
const direct = '';

const ownRow = z.object({ defaults: storedJson(ownDefaultsRecord) });
const listedRow = ownRow.extend({ guild: z.string() });
