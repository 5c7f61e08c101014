import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Services } from '../services.ts';

/** The channel that is told of every request of a server that everybody may see; null: there is no audit. */
export function createServerAudit({ settings }: { readonly settings: SettingsStore }): Services['serverAudit'] {
  return {
    read: async (guild) => (await settings.read(guild)).audit ?? null,
    async set(guild, audit) {
      await settings.change(guild, (current) => ({ ...current, audit: audit ?? undefined }));
    },
  };
}
