// The JSON that goes over Discord's wire, as far as the emulator speaks it. Names are Discord's own (snake_case).
// Ids are snowflakes: 17 to 19 digits that decode to a plausible time (reference 10.8).

export type Snowflake = string;

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

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

/** A picture or file as components and embeds show it, resolved by Discord. */
export interface WireMedia {
  readonly url: string;
  readonly proxy_url?: string;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly content_type?: string | null;
  readonly attachment_id?: Snowflake;
  readonly loading_state?: number;
}

export interface WireEmoji {
  readonly id?: Snowflake | null;
  readonly name?: string | null;
  readonly animated?: boolean;
}

export interface WireSelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly emoji?: WireEmoji;
  readonly default?: boolean;
}

/**
 * Any component of a message or a modal; `type` tells which fields count (reference, section 4).
 * 1 row, 2 button, 3 string select, 4 text input, 5 user, 6 role, 7 mentionable, 8 channel select, 9 section, 10 text,
 * 11 thumbnail, 12 media gallery, 13 file, 14 separator, 17 container, 18 label, 19 file upload, 21 radio group,
 * 22 checkbox group, 23 checkbox.
 */
export interface WireComponent {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly style?: number;
  /** Null after a Label took the words over from a text input. */
  readonly label?: string | null;
  readonly emoji?: WireEmoji;
  readonly url?: string;
  readonly sku_id?: Snowflake;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly required?: boolean;
  readonly value?: string;
  readonly options?: readonly WireSelectOption[];
  readonly channel_types?: readonly number[];
  readonly default_values?: readonly { readonly id: Snowflake; readonly type: string }[];
  readonly file_types?: readonly string[];
  readonly default?: boolean;
  readonly content?: string;
  readonly description?: string | null;
  readonly media?: WireMedia;
  readonly file?: WireMedia;
  readonly name?: string;
  readonly size?: number;
  readonly items?: readonly {
    readonly media: WireMedia;
    readonly description?: string | null;
    readonly spoiler?: boolean;
  }[];
  readonly spoiler?: boolean;
  readonly divider?: boolean;
  readonly spacing?: number;
  readonly accent_color?: number | null;
  readonly components?: readonly WireComponent[];
  readonly component?: WireComponent;
  readonly accessory?: WireComponent;
}

export interface WireEmbed {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly timestamp?: string;
  readonly color?: number;
  readonly footer?: { readonly text: string; readonly icon_url?: string };
  readonly author?: { readonly name: string; readonly url?: string; readonly icon_url?: string };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
  readonly image?: WireMedia;
  readonly thumbnail?: WireMedia;
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
  readonly message_snapshots?: readonly { readonly message: WireMessageSnapshot }[];
  readonly thread?: WireChannel;
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
}

export interface WireCommandChoice {
  readonly name: string;
  readonly name_localizations?: { readonly [locale: string]: string } | null;
  readonly value: string | number;
}

export interface WireCommandOption {
  /** 1 subcommand, 2 group, 3 string, 4 integer, 5 boolean, 6 user, 7 channel, 8 role, 9 mentionable, 10 number, 11 attachment. */
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: { readonly [locale: string]: string } | null;
  readonly description_localizations?: { readonly [locale: string]: string } | null;
  readonly required?: boolean;
  readonly choices?: readonly WireCommandChoice[];
  readonly options?: readonly WireCommandOption[];
  readonly channel_types?: readonly number[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly autocomplete?: boolean;
  readonly file_types?: readonly string[];
}

/** A registered command as Discord hands it out again. */
export interface WireCommand {
  readonly id: Snowflake;
  readonly application_id: Snowflake;
  readonly guild_id?: Snowflake;
  readonly version: Snowflake;
  /** 1 slash, 2 user, 3 message. */
  readonly type: number;
  readonly name: string;
  readonly name_localizations: { readonly [locale: string]: string } | null;
  readonly description: string;
  readonly description_localizations: { readonly [locale: string]: string } | null;
  readonly options?: readonly WireCommandOption[];
  readonly default_member_permissions: string | null;
  readonly dm_permission?: boolean;
  readonly contexts: readonly number[] | null;
  readonly integration_types: readonly number[];
  readonly nsfw: boolean;
}
