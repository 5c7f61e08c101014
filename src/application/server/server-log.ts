import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Services } from '../services.ts';

/** The channel that a server's notices about limits go to; null: none. */
export function createServerLog({ settings }: { readonly settings: SettingsStore }): Services['serverLog'] {
  return {
    read: async (guild) => (await settings.read(guild)).logChannel,
    async set(guild, logChannel) {
      await settings.change(guild, (current) => ({ ...current, logChannel }));
    },
  };
}
