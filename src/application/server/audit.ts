import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Services } from '../services.ts';
import type { ChangeRules } from './change-rules.ts';

/** The channel that is told of every request of a server that everybody may see; null: there is no audit. */
export function createServerAudit({
  settings,
  changeRules,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
}): Services['serverAudit'] {
  return {
    read: async (guild) => (await settings.read(guild)).audit ?? null,
    async set(guild, by, audit) {
      await changeRules(guild, by, (current) => ({ ...current, audit: audit ?? undefined }));
    },
  };
}
