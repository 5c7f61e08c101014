import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Services } from '../services.ts';

/** What managers set with `/server defaults`. */
export function createServerDefaults({ settings }: { readonly settings: SettingsStore }): Services['serverDefaults'] {
  return {
    read: async (guild) => ({ others: (await settings.read(guild)).others }),
    async set(guild, { others }) {
      await settings.change(guild, (current) => ({ ...current, others }));
    },
    async clear(guild) {
      await settings.change(guild, (current) => ({ ...current, others: undefined }));
    },
  };
}
