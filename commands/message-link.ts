import type { ChannelId, GuildId, MessageId } from '../src/domain/ids.ts';

/** Where Discord's client opens a message; in direct messages there is no server. */
export const messageLink = (guild: GuildId | null, channel: ChannelId, message: MessageId): string =>
  `https://discord.com/channels/${guild ?? '@me'}/${channel}/${message}`;
