import type { Snowflake, WireOverwrite } from '../face/wire.ts';

export interface User {
  readonly id: Snowflake;
  readonly username: string;
  readonly displayName: string | null;
  readonly locale: string;
  readonly uploadLimit: number;
  readonly isBot: boolean;
  takesDirectMessages: boolean;
}

export interface Role {
  readonly id: Snowflake;
  readonly name: string;
  permissions: bigint;
  readonly mentionable: boolean;
  /** The bot's own role: nobody else gets it. */
  readonly managed: boolean;
  /** The bot that it was made for. */
  readonly botId?: Snowflake;
  readonly position: number;
}

export interface Member {
  readonly userId: Snowflake;
  roles: readonly Snowflake[];
  nickname: string | null;
  readonly joinedAt: number;
}

export interface Guild {
  readonly id: Snowflake;
  readonly name: string;
  readonly ownerId: Snowflake;
  premiumTier: number;
  readonly roles: Map<Snowflake, Role>;
  readonly members: Map<Snowflake, Member>;
  /** Where Discord itself greets. */
  systemChannelId: Snowflake | null;
  /** Who added the bot, and the entry of the audit log that says so. */
  botAdded: { readonly entry: Snowflake; readonly by: Snowflake } | null;
}

export interface Thread {
  readonly ownerId: Snowflake;
  readonly private: boolean;
  readonly members: Set<Snowflake>;
  readonly createdAt: number;
  archived: boolean;
  locked: boolean;
  archiveChangedAt: number;
  readonly autoArchiveMinutes: number;
  messagesSent: number;
}

/** A text channel, a category, a thread (with `thread`), or direct messages (with `recipientId`). */
export interface Channel {
  readonly id: Snowflake;
  readonly guildId: Snowflake | null;
  /** A thread's channel, a channel's category. */
  parentId: Snowflake | null;
  /** Nobody can write in it. */
  readonly isCategory?: boolean;
  readonly name: string | null;
  readonly topic: string | null;
  readonly ageRestricted: boolean;
  readonly position: number;
  readonly overwrites: Map<Snowflake, WireOverwrite>;
  readonly thread: Thread | null;
  readonly recipientId: Snowflake | null;
  lastMessageId: Snowflake | null;
}
