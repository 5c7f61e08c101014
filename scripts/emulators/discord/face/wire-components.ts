import type { Snowflake } from './json.ts';

// What messages and forms are built of.

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
  /** Only in what Discord makes of a link. */
  readonly video?: WireMedia;
}
