import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Services } from '../services.ts';
import type { ChangeRules } from './change-rules.ts';

/** The channel that a server's notices about limits go to; null: none. */
export function createServerLog({
  settings,
  changeRules,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
}): Services['serverLog'] {
  return {
    read: async (guild) => (await settings.read(guild)).logChannel,
    async set(guild, by, logChannel) {
      await changeRules(guild, by, (current) => ({ ...current, logChannel }));
    },
  };
}
