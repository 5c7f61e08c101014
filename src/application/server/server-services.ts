import type { Failure } from '../../domain/failure.ts';
import type { ChannelId, GuildId, ModelId } from '../../domain/ids.ts';
import type { DefaultsChange, UsualChange } from '../../domain/server/server-defaults.ts';
import type { Audit, ServerRules } from '../../domain/server/server-rules.ts';
import type { GuildSettings } from '../../ports/store/settings-store.ts';
import type { Place } from '../asking.ts';
import type { BlocklistServices } from '../conduct/blocklist.ts';
import type { Pauses } from '../conduct/pauses.ts';
import type { ChangedBy, ChangeRules } from './change-rules.ts';
import type { RuleUse } from './rules.ts';

/** What a server has set, and which models somebody makes. */
export interface ServerToCheck {
  readonly settings: GuildSettings;
  readonly models: ReadonlySet<ModelId>;
}

/** What the managers of a server set, and what it is then. */
export interface ServerServices {
  rules: {
    /** All that is set in a server. */
    read(guild: GuildId): Promise<GuildSettings>;
    /** The one way to change it: the log channel is told who changed what. */
    change: ChangeRules;
    /** Why this member may not do that there; null: they may. With nothing named: why they may do nothing at all there. */
    refusal(asker: Place, use?: RuleUse): Promise<Failure | null>;
  };
  serverLog: {
    read(guild: GuildId): Promise<ChannelId | null>;
    set(guild: GuildId, by: ChangedBy, channel: ChannelId | null): Promise<void>;
  };
  serverAudit: {
    read(guild: GuildId): Promise<Audit | null>;
    set(guild: GuildId, by: ChangedBy, audit: Audit | null): Promise<void>;
  };
  serverToCheck(guild: GuildId): Promise<ServerToCheck>;
  blocklist: BlocklistServices;
  pauses: Pick<Pauses, 'pausedUntil' | 'pause'>;
  serverDefaults: {
    /** What is set; what is not is left out. */
    read(guild: GuildId): Promise<ServerRules>;
    /** All of it or, with why, nothing: a model, size or quality that nobody here could make. */
    set(guild: GuildId, by: ChangedBy, change: DefaultsChange): Promise<Failure | null>;
    /** Takes all away that may be set. */
    clear(guild: GuildId, by: ChangedBy): Promise<void>;
    /** As `set`; what is left out of these five is as if it were not set. */
    replaceUsual(guild: GuildId, by: ChangedBy, usual: UsualChange): Promise<Failure | null>;
    /** The operator's, where the server has set none. */
    usualModel(): string;
  };
  welcomes: {
    /** True once for each time that the bot was added to a server. */
    claim(guild: GuildId, joinedAt: string): Promise<boolean>;
  };
}
