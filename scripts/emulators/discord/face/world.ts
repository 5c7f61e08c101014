import type { Snowflake, WireChannel, WireCommandPermission, WireMember, WireRole, WireUser } from './wire.ts';

/** Permissions by name; the bits are Discord's (reference, section 6). */
export type PermissionName =
  | 'ADMINISTRATOR'
  | 'MANAGE_CHANNELS'
  | 'MANAGE_GUILD'
  | 'VIEW_AUDIT_LOG'
  | 'VIEW_CHANNEL'
  | 'SEND_MESSAGES'
  | 'MANAGE_MESSAGES'
  | 'EMBED_LINKS'
  | 'ATTACH_FILES'
  | 'READ_MESSAGE_HISTORY'
  | 'MENTION_EVERYONE'
  | 'USE_APPLICATION_COMMANDS'
  | 'MANAGE_THREADS'
  | 'CREATE_PUBLIC_THREADS'
  | 'CREATE_PRIVATE_THREADS'
  | 'SEND_MESSAGES_IN_THREADS'
  | 'USE_EXTERNAL_APPS';

export interface NewUser {
  readonly username: string;
  /** The name that others see; the username when left out. */
  readonly displayName?: string;
  /** Default `en-GB`. */
  readonly locale?: string;
  /** Bytes per file that the person's own subscription allows; the guild's limit counts where it is higher. */
  readonly uploadLimit?: number;
}

export interface NewGuild {
  readonly name: string;
  /** 0 to 3: tiers 0 and 1 the default upload limit, tier 2 50 MiB, tier 3 100 MiB (reference, section 2). */
  readonly premiumTier?: 0 | 1 | 2 | 3;
  /** Permissions of @everyone; left out: what Discord gives a new server. */
  readonly everyone?: readonly PermissionName[];
  /** Permissions of the bot's own role, beyond @everyone's. Default: none. */
  readonly bot?: readonly PermissionName[];
  /** The owner may do everything; a person made for it when left out. */
  readonly ownerId?: Snowflake;
  /** False: a guild that the bot is not in. Default true. */
  readonly withBot?: boolean;
}

export interface NewRole {
  readonly guild: Snowflake;
  readonly name: string;
  readonly permissions?: readonly PermissionName[];
  readonly mentionable?: boolean;
}

export interface NewMember {
  readonly guild: Snowflake;
  readonly user: Snowflake;
  readonly roles?: readonly Snowflake[];
  readonly nickname?: string;
  /** Shorthand: a role of the member's own with these permissions, e.g. `['MANAGE_GUILD']`. */
  readonly permissions?: readonly PermissionName[];
  /** Of the bot: who adds it; the server's owner when left out. */
  readonly by?: Snowflake;
}

export interface NewChannel {
  readonly guild: Snowflake;
  readonly name: string;
  readonly topic?: string;
  readonly ageRestricted?: boolean;
  /** Where Discord itself greets who joins the server. */
  readonly greets?: boolean;
  /** The category that it stands in. */
  readonly category?: Snowflake;
}

export interface NewCategory {
  readonly guild: Snowflake;
  readonly name: string;
}

export interface NewThread {
  readonly channel: Snowflake;
  readonly name: string;
  readonly owner: Snowflake;
  /** A private thread is seen by its members, and by whoever may manage threads. */
  readonly private?: boolean;
  /** Besides the owner. */
  readonly members?: readonly Snowflake[];
  /** A thread started from a message has that message's id. */
  readonly fromMessage?: Snowflake;
}

export interface PermissionChange {
  readonly channel: Snowflake;
  /** A role's or a member's id; left out: the bot. */
  readonly target?: Snowflake;
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
}

export interface GuildView {
  readonly id: Snowflake;
  readonly name: string;
  readonly ownerId: Snowflake;
  readonly premiumTier: number;
  readonly roles: readonly WireRole[];
  readonly members: readonly WireMember[];
  /** Text channels, in order. */
  readonly channels: readonly WireChannel[];
  readonly threads: readonly WireChannel[];
}

/** Everything there is, for a page that shows it. */
export interface WorldView {
  readonly bot: WireUser;
  readonly users: readonly WireUser[];
  readonly guilds: readonly GuildView[];
  /** Direct messages with the bot. */
  readonly directMessages: readonly WireChannel[];
}

/** What the ready-made world of the playground holds. */
export interface DemoWorld {
  /** Owns Studio, and so manages it; Chloé owns the club. */
  readonly ada: Snowflake;
  readonly ben: Snowflake;
  readonly chloe: Snowflake;
  readonly studio: {
    readonly guild: Snowflake;
    readonly general: Snowflake;
    readonly pictures: Snowflake;
    readonly thread: Snowflake;
  };
  readonly club: { readonly guild: Snowflake; readonly lounge: Snowflake };
  readonly directMessages: { readonly ada: Snowflake; readonly ben: Snowflake; readonly chloe: Snowflake };
}

/** Making and changing the world. A bot that is connected is told of each change by the gateway event Discord would send. */
export interface WorldControls {
  /** Present when started with `world: 'demo'`. */
  readonly demo: DemoWorld | null;
  world(): WorldView;
  createUser(user: NewUser): Snowflake;
  createGuild(guild: NewGuild): Snowflake;
  createRole(role: NewRole): Snowflake;
  /** Adds someone, or changes the roles of someone who is there. */
  addMember(member: NewMember): void;
  removeMember(guild: Snowflake, user: Snowflake): void;
  createChannel(channel: NewChannel): Snowflake;
  createCategory(category: NewCategory): Snowflake;
  createThread(thread: NewThread): Snowflake;
  changeThread(thread: Snowflake, change: { readonly archived?: boolean; readonly locked?: boolean }): void;
  addThreadMember(thread: Snowflake, user: Snowflake): void;
  deleteChannel(channel: Snowflake): void;
  setPermission(change: PermissionChange): void;
  /** A server's integration settings, for one command (by name) or, without one, for all that have none of their own. */
  setCommandPermissions(change: {
    readonly guild: Snowflake;
    readonly command?: string;
    readonly permissions: readonly WireCommandPermission[];
  }): void;
  /** The bot leaves, or is removed: its routes to that guild answer 50001 or 10004 from now on. */
  removeBot(guild: Snowflake): void;
  /** An outage: GUILD_DELETE with `unavailable`, the bot stays a member. `false` ends it, with a GUILD_CREATE. */
  takeAway(guild: Snowflake, away?: boolean): void;
  setPremiumTier(guild: Snowflake, tier: 0 | 1 | 2 | 3): void;
  /** The channel of direct messages between this person and the bot; made when missing. */
  openDm(user: Snowflake): Snowflake;
  /** The person takes no direct messages: creating one answers 50007. `false` opens it again. */
  closeDm(user: Snowflake, closed?: boolean): void;
}
