import type { GuildId } from '../../domain/ids.ts';
import type { ServerRules } from '../../domain/server/server-rules.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';

/** What a server has set, as it is now; direct messages have nothing set. */
export type RulesNow = (guild: GuildId | null) => Promise<ServerRules>;

export const createRulesNow =
  ({ settings }: { readonly settings: Pick<SettingsStore, 'read'> }): RulesNow =>
  async (guild) =>
    guild === null ? {} : settings.read(guild);
