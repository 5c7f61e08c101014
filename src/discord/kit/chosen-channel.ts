import { type APIInteractionDataResolvedChannel, ChannelType, PermissionFlagsBits } from 'discord.js';
import { type ChannelId, channelId, type GuildId, guildId } from '../../domain/ids.ts';

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
  const write = threads.some((type) => type === channel?.type) ? writeInThreads : PermissionFlagsBits.SendMessages;
  const bot = channel?.app_permissions;
  return {
    id: channelId(id),
    guild: channel?.guild_id === undefined ? null : guildId(channel.guild_id),
    askerSees: channel?.permissions !== undefined && allows(channel.permissions, PermissionFlagsBits.ViewChannel),
    botWrites: bot === undefined ? null : allows(bot, PermissionFlagsBits.ViewChannel | write),
  };
}

/** Younger than the types that we have. */
interface LaterFields {
  readonly guild_id?: string;
  readonly app_permissions?: string;
}

function allows(permissions: string, wanted: bigint): boolean {
  const bits = BigInt(permissions);
  return (bits & PermissionFlagsBits.Administrator) !== 0n || (bits & wanted) === wanted;
}

/** In threads the permission to write in channels has no effect (reference, section 6). */
const writeInThreads = PermissionFlagsBits.SendMessagesInThreads;
const threads = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread] as const;
