import type { Json, Snowflake } from '../face/wire.ts';

/** Bits of the intents that matter here (reference, section 5). */
export const INTENTS = {
  GUILDS: 1,
  GUILD_MEMBERS: 1 << 1,
  GUILD_MESSAGES: 1 << 9,
  GUILD_MESSAGE_TYPING: 1 << 11,
  DIRECT_MESSAGES: 1 << 12,
  DIRECT_MESSAGE_TYPING: 1 << 14,
  MESSAGE_CONTENT: 1 << 15,
} as const;

export interface GatewayEvent {
  readonly name: string;
  /** Which shard it goes to: `(guild_id >> 22) % shards`; direct messages to shard 0. */
  readonly guildId: Snowflake | null;
  /** The session must have asked for this one; 0: nothing to ask for. */
  readonly intent: number;
  readonly data: Json;
  /** What a session without MESSAGE_CONTENT gets instead, where that differs. */
  readonly withoutContent?: Json;
  /** The interaction or message that may be sent again under the same id. */
  readonly repeatable?: Snowflake;
}

export type Dispatch = (event: GatewayEvent) => void;
