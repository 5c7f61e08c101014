import { type APIInteractionDataResolvedChannel, PermissionFlagsBits } from 'discord.js';
import { type ChannelId, channelId, type GuildId, guildId } from '../../domain/ids.ts';
import { allows, allowsWriting } from './permissions.ts';

/** A channel as somebody chose it in a command. */
export interface ChosenChannel {
  readonly id: ChannelId;
  /** The server that it belongs to; null where Discord does not say. */
  readonly guild: GuildId | null;
  /** False too where Discord does not say: whoever forges a command is shown nothing. */
  readonly askerSees: boolean;
  /** Null where Discord does not say. */
  readonly botWrites: boolean | null;
}

/**
 * What Discord says of it with the command: the asker's own permissions there, and since 2026-07-16 the bot's
 * (reference, section 11). `resolved`: undefined where Discord did not look it up.
 */
export function chosenChannel(id: string, resolved: APIInteractionDataResolvedChannel | undefined): ChosenChannel {
  const channel = resolved as (Partial<APIInteractionDataResolvedChannel> & LaterFields) | undefined;
  const bot = channel?.app_permissions;
  return {
    id: channelId(id),
    guild: channel?.guild_id === undefined ? null : guildId(channel.guild_id),
    askerSees:
      channel?.permissions !== undefined && allows(BigInt(channel.permissions), PermissionFlagsBits.ViewChannel),
    botWrites: bot === undefined ? null : allowsWriting(BigInt(bot), channel?.type),
  };
}

/** What is chosen in a select now. */
export interface Chosen {
  readonly values: readonly string[];
  /** What was chosen in it when it was shown. */
  readonly before: readonly string[];
  /** One of those, where it is a channel, as far as Discord tells of it. */
  channel(id: string): ChosenChannel;
}

/** Younger than the types that we have. */
interface LaterFields {
  readonly guild_id?: string;
  readonly app_permissions?: string;
}
