import type { ChannelId, GuildId } from '../../domain/ids.ts';
import type { LimitFilter } from '../../domain/money/limit-filter.ts';
import type { Limit } from '../../domain/money/limits.ts';
import type { ServerRules } from '../../domain/server/server-rules.ts';

/** A stored limit that makes no sense, and binds nobody; with what can still be told of it. */
export interface UnreadableLimit extends LimitFilter {
  /** As it was found. */
  readonly stored: unknown;
}

/** What the managers of one server have set. */
export interface GuildSettings extends ServerRules {
  readonly limits: readonly Limit[];
  /** Kept until somebody clears them: an earlier or later version of this program may know what they say. */
  readonly unreadable: readonly UnreadableLimit[];
  /** Where notices of the server go; null: nowhere. */
  readonly logChannel: ChannelId | null;
}

export interface SettingsStore {
  read(guild: GuildId): Promise<GuildSettings>;
  /** Of every server that has set something, in no order that means anything. One that cannot be read is left out. */
  all(): AsyncIterable<{ readonly guild: GuildId; readonly settings: GuildSettings }>;
  /** As if it had never set anything. */
  remove(guild: GuildId): Promise<void>;
  /**
   * Reads, changes and writes as one step: two managers at once lose nothing. Answers what it is now. Rejects where
   * the changed settings could not be read again; then nothing is written.
   */
  change(guild: GuildId, change: (current: GuildSettings) => GuildSettings): Promise<GuildSettings>;
}
