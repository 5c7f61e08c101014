import type {
  Snowflake,
  WireComponent,
  WireEmbed,
  WireInteractionMetadata,
  WireMessageReference,
  WireSticker,
} from '../face/wire.ts';

export const FLAGS = {
  SUPPRESS_EMBEDS: 1 << 2,
  HAS_THREAD: 1 << 5,
  EPHEMERAL: 1 << 6,
  LOADING: 1 << 7,
  SUPPRESS_NOTIFICATIONS: 1 << 12,
  HAS_SNAPSHOT: 1 << 14,
  COMPONENTS_V2: 1 << 15,
} as const;

export const MESSAGE_TYPES = {
  DEFAULT: 0,
  THREAD_CREATED: 18,
  REPLY: 19,
  CHAT_INPUT_COMMAND: 20,
  THREAD_STARTER_MESSAGE: 21,
  CONTEXT_MENU_COMMAND: 23,
} as const;

/** A file as one message holds it: the words about it belong to the message. */
export interface HeldFile {
  readonly fileId: Snowflake;
  readonly description: string | undefined;
  readonly spoiler: boolean;
}

/** What an author writes and may edit. */
export interface Contents {
  readonly content: string;
  readonly embeds: readonly WireEmbed[];
  /** Media still as they were written: `attachment://name` or an address. */
  readonly components: readonly WireComponent[];
  readonly files: readonly HeldFile[];
  /** Of people only: bots here send none. */
  readonly stickers?: readonly WireSticker[] | undefined;
  readonly flags: number;
}

export const NO_CONTENTS: Contents = { content: '', embeds: [], components: [], files: [], flags: 0 };

export interface Mentions {
  /** Who is highlighted. */
  readonly users: readonly Snowflake[];
  readonly roles: readonly Snowflake[];
  readonly everyone: boolean;
  /** Who is notified. */
  readonly pinged: readonly Snowflake[];
}

export const NO_MENTIONS: Mentions = { users: [], roles: [], everyone: false, pinged: [] };

/** A forward's copy of what was forwarded; it never changes. */
export interface Snapshot extends Contents {
  readonly type: number;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly mentions: Mentions;
}

export interface Message {
  readonly id: Snowflake;
  readonly channelId: Snowflake;
  readonly authorId: Snowflake;
  readonly type: number;
  readonly createdAt: number;
  editedAt: number | null;
  contents: Contents;
  mentions: Mentions;
  readonly nonce: string | number | undefined;
  readonly reference: WireMessageReference | undefined;
  readonly snapshot: Snapshot | undefined;
  /** Made by answering an interaction. */
  readonly interaction: WireInteractionMetadata | undefined;
  /** Null: everyone in the channel. Else the one person who sees it. */
  readonly seenBy: Snowflake | null;
  /** Gone for everyone; kept by those that still hold the object. */
  deleted: boolean;
}

export function isEphemeral(message: Message): boolean {
  return message.seenBy !== null;
}

export function hasFlag(message: Message, flag: number): boolean {
  return (message.contents.flags & flag) !== 0;
}
