// The JSON that goes over Discord's wire, as far as the emulator speaks it. Names are Discord's own (snake_case).

import type { Snowflake } from './json.ts';
import type { WireComponent, WireEmbed } from './wire-components.ts';

export type * from './json.ts';
export type * from './wire-commands.ts';
export type * from './wire-components.ts';

/** The OpenAPI document wants more of a user than discord.js does: flags, names and guild tag (reference 10.18). */
export interface WireUser {
  readonly id: Snowflake;
  readonly username: string;
  readonly discriminator: string;
  readonly global_name: string | null;
  readonly avatar: string | null;
  readonly public_flags: number;
  readonly flags: number;
  readonly primary_guild: null;
  readonly bot?: boolean;
}

export interface WireMember {
  readonly user?: WireUser;
  readonly nick: string | null;
  readonly avatar: string | null;
  readonly roles: readonly Snowflake[];
  readonly joined_at: string;
  readonly premium_since: string | null;
  readonly deaf: boolean;
  readonly mute: boolean;
  readonly flags: number;
  readonly pending: boolean;
  readonly communication_disabled_until: string | null;
  /** Only in interactions: the member's permissions in that channel, as a decimal string. */
  readonly permissions?: string;
}

export interface WireAttachment {
  readonly id: Snowflake;
  readonly filename: string;
  readonly size: number;
  /** Signed (`ex`, `is`, `hm`) at the moment this payload was made. */
  readonly url: string;
  readonly proxy_url: string;
  readonly content_type?: string;
  readonly width?: number;
  readonly height?: number;
  /** The alternative text. */
  readonly description?: string;
  readonly title?: string;
  /** Only on attachments of slash options and modal uploads. */
  readonly ephemeral?: boolean;
  /** 8 = spoiler. */
  readonly flags?: number;
}

export interface WireMessageReference {
  /** 0 reply, 1 forward. */
  readonly type: number;
  readonly message_id?: Snowflake;
  readonly channel_id: Snowflake;
  readonly guild_id?: Snowflake;
}

export interface WireInteractionMetadata {
  readonly id: Snowflake;
  readonly type: number;
  readonly user: WireUser;
  readonly authorizing_integration_owners: { readonly [kind: string]: Snowflake };
  readonly name?: string;
  readonly command_type?: number;
  readonly original_response_message_id?: Snowflake;
  readonly target_message_id?: Snowflake;
  readonly interacted_message_id?: Snowflake;
  readonly triggering_interaction_metadata?: WireInteractionMetadata;
}

export interface WireMessage {
  readonly id: Snowflake;
  readonly channel_id: Snowflake;
  /** Gateway events only, never in REST answers. */
  readonly guild_id?: Snowflake;
  readonly channel_type?: number;
  readonly author: WireUser;
  readonly member?: WireMember;
  readonly content: string;
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  readonly tts: boolean;
  readonly mention_everyone: boolean;
  readonly mentions: readonly WireUser[];
  readonly mention_roles: readonly Snowflake[];
  /** Without the files that an embed or a component shows. */
  readonly attachments: readonly WireAttachment[];
  readonly embeds: readonly WireEmbed[];
  readonly components: readonly WireComponent[];
  readonly pinned: boolean;
  /** 0 default, 19 reply, 20 slash command, 21 thread starter, 23 context menu command. */
  readonly type: number;
  /** 64 ephemeral, 128 loading ("thinking"), 32 has a thread, 32768 Components V2, 16384 forwarded. */
  readonly flags: number;
  readonly nonce?: string | number;
  readonly application_id?: Snowflake;
  readonly webhook_id?: Snowflake;
  readonly interaction_metadata?: WireInteractionMetadata;
  readonly message_reference?: WireMessageReference;
  /** Absent: not a reply. Null: the message replied to is gone. Never nested deeper than one level. */
  readonly referenced_message?: WireMessage | null;
  readonly sticker_items?: readonly WireSticker[];
  readonly message_snapshots?: readonly { readonly message: WireMessageSnapshot }[];
  readonly thread?: WireChannel;
}

export interface WireSticker {
  readonly id: Snowflake;
  readonly name: string;
  /** 1 PNG, 2 APNG, 3 Lottie, 4 GIF. */
  readonly format_type: number;
}

/** A forwarded message: no author, and it never changes. */
export type WireMessageSnapshot = Pick<
  WireMessage,
  | 'type'
  | 'content'
  | 'timestamp'
  | 'edited_timestamp'
  | 'flags'
  | 'mentions'
  | 'mention_roles'
  | 'attachments'
  | 'embeds'
  | 'components'
>;

export interface WireOverwrite {
  readonly id: Snowflake;
  /** 0 role, 1 member. */
  readonly type: number;
  readonly allow: string;
  readonly deny: string;
}

export interface WireThreadMetadata {
  readonly archived: boolean;
  readonly auto_archive_duration: number;
  readonly archive_timestamp: string;
  readonly locked: boolean;
  readonly create_timestamp: string;
  readonly invitable?: boolean;
}

export interface WireChannel {
  readonly id: Snowflake;
  /** 0 text, 1 direct messages, 11 public thread, 12 private thread. */
  readonly type: number;
  readonly guild_id?: Snowflake;
  readonly name?: string | null;
  readonly parent_id?: Snowflake | null;
  readonly position?: number;
  readonly topic?: string | null;
  readonly nsfw?: boolean;
  readonly permission_overwrites?: readonly WireOverwrite[];
  readonly rate_limit_per_user?: number;
  readonly last_message_id?: Snowflake | null;
  readonly flags?: number;
  readonly owner_id?: Snowflake;
  readonly thread_metadata?: WireThreadMetadata;
  readonly message_count?: number;
  readonly member_count?: number;
  readonly total_message_sent?: number;
  readonly recipients?: readonly WireUser[];
  /** Only in interactions: the asker's permissions there. */
  readonly permissions?: string;
}

export interface WireRole {
  readonly id: Snowflake;
  readonly name: string;
  readonly permissions: string;
  readonly color: number;
  readonly hoist: boolean;
  readonly position: number;
  readonly managed: boolean;
  readonly mentionable: boolean;
  readonly flags: number;
  readonly tags?: { readonly bot_id: Snowflake };
}

/** `type`: 1 role (the guild's id: everybody), 2 member, 3 channel (the guild's id less one: all of them). */
export interface WireCommandPermission {
  readonly id: Snowflake;
  readonly type: 1 | 2 | 3;
  readonly permission: boolean;
}
