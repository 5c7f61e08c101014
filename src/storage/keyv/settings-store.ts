import { guildId } from '../../domain/ids.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import { noSettings, readableSettings, readSettings, storedSettings } from '../records/server/guild-settings.ts';
import type { KeyvDatabase } from './database.ts';

/** Servers' settings in Keyv. A record that cannot be read is a bug and throws a `ZodError`. */
export function createSettingsStore({ database }: { readonly database: KeyvDatabase }): SettingsStore {
  const guilds = database.namespace('guild-settings');
  /** This process: reading settings and writing them is no transaction in Keyv. */
  const lock = createKeyedLock();

  const read: SettingsStore['read'] = async (guild) => {
    const stored = await guilds.get<unknown>(guild);
    return stored === undefined ? noSettings : readSettings(stored);
  };

  return {
    read,
    async *all() {
      for await (const page of database.pages('guild-settings')) {
        for (const { key, value } of page) {
          const settings = readableSettings(value);
          if (settings !== null) yield { guild: guildId(key), settings };
        }
      }
    },
    remove: (guild) =>
      lock.run(guild, async () => {
        await guilds.delete(guild);
      }),
    change: (guild, change) =>
      lock.run(guild, async () => {
        const changed = change(await read(guild));
        await guilds.set(guild, storedSettings(changed));
        return changed;
      }),
  };
}
