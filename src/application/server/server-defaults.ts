import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Services } from '../services.ts';
import type { ChangeRules } from './change-rules.ts';

/** What managers set with `/server defaults`. */
export function createServerDefaults({
  settings,
  changeRules,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
}): Services['serverDefaults'] {
  return {
    read: async (guild) => ({ others: (await settings.read(guild)).others }),
    async set(guild, by, { others }) {
      await changeRules(guild, by, (current) => ({ ...current, others }));
    },
    async clear(guild, by) {
      await changeRules(guild, by, (current) => ({ ...current, others: undefined }));
    },
  };
}
