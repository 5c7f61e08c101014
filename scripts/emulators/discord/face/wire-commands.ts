import type { Snowflake } from './json.ts';

// Registered commands.

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
