import type { ChannelId, GuildId, MessageId } from '../../domain/ids.ts';

/** Where Discord's client opens a message, or its channel; in direct messages there is no server. */
export const messageLink = (guild: GuildId | null, channel: ChannelId, message: MessageId | null): string =>
  `https://discord.com/channels/${guild ?? '@me'}/${channel}${message === null ? '' : `/${message}`}`;
