import { type GatewayMessageCreateDispatchData, GuildPremiumTier } from 'discord.js';
import { type ApplicationId, type ChannelId, channelId, guildId, messageId, userId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';

/** What a message does not say of the place it stands in; from what the gateway told of the server, where it did. */
export interface Surroundings {
  readonly application: ApplicationId;
  /** The channel of the thread, if it stands in a thread that is known. */
  readonly parent: ChannelId | null;
  /** Of the channel, or of the thread's channel; undefined: not known. */
  readonly category?: ChannelId | null | undefined;
  readonly isAgeRestricted?: boolean | undefined;
  readonly premiumTier: GuildPremiumTier | null;
  readonly locale: string | null;
  /** Its author owns the server, or has a role that may do everything. */
  readonly isAdministrator?: boolean | undefined;
}

/** Where the answer to a message goes: a public reply to it. */
export const messageAddress = (
  message: GatewayMessageCreateDispatchData,
  surroundings: Surroundings,
): ReplyAddress => ({
  kind: 'message',
  application: surroundings.application,
  token: null,
  tokenExpiresAt: null,
  message: null,
  replyTo: messageId(message.id),
  channel: channelId(message.channel_id),
  parent: surroundings.parent,
  category: surroundings.category,
  isAgeRestricted: surroundings.isAgeRestricted,
  guild: message.guild_id === undefined ? null : guildId(message.guild_id),
  asker: userId(message.author.id),
  audience: 'everyone',
  locale: surroundings.locale ?? 'en-US',
  placeLocale: surroundings.locale,
  sizeLimit: sizeLimitOf(surroundings.premiumTier),
  roles: message.member?.roles ?? [],
});

const mebibyte = 1024 * 1024;

/**
 * Bytes for one file in a channel, by the server's boosts: messages come without the limit that interactions have.
 * Without boosts 20 MiB since September 2026. Where less is taken, the upload is refused once, and the place remembered
 * (`application/jobs/upload-limits.ts`). Source: reference, section 2.
 */
export function sizeLimitOf(tier: GuildPremiumTier | null): number {
  switch (tier) {
    case GuildPremiumTier.Tier3:
      return 100 * mebibyte;
    case GuildPremiumTier.Tier2:
      return 50 * mebibyte;
    case GuildPremiumTier.Tier1:
    case GuildPremiumTier.None:
    case null:
      return 20 * mebibyte;
    default:
      return tier satisfies never;
  }
}
