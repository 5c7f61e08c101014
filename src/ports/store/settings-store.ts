import type { ChannelId, GuildId } from '../../domain/ids.ts';
import type { Limit } from '../../domain/money/limits.ts';

/** What the managers of one server have set. */
export interface GuildSettings {
  readonly limits: readonly Limit[];
  /** Where notices of the server go; null: nowhere. */
  readonly logChannel: ChannelId | null;
  /** Millionths of a dollar above which a request is to be confirmed first; left out or null: never for that alone. */
  readonly askAbove?: number | null | undefined;
}

export interface SettingsStore {
  read(guild: GuildId): Promise<GuildSettings>;
  /** Reads, changes and writes as one step: two managers at once lose nothing. Answers what it is now. */
  change(guild: GuildId, change: (current: GuildSettings) => GuildSettings): Promise<GuildSettings>;
}
