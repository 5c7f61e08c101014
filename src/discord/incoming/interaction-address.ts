import { type APIInteraction, PermissionFlagsBits } from 'discord.js';
import type { Place } from '../../application/services.ts';
import { applicationId, channelId, guildId, userId } from '../../domain/ids.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { Asking } from '../connection/command-rules.ts';
import type { KnownChannel, KnownPlaces } from '../connection/gateway/known-places.ts';
import { allows, isThread } from '../kit/permissions.ts';
import { madeAt } from '../kit/snowflake.ts';

/** What the gateway told of servers' channels, where it is there. */
export type ToldPlaces = Pick<KnownPlaces, 'channel'> | undefined;

/** Who asked, and where. Throws where Discord names no channel or nobody: no kind of interaction that we use does. */
export function placeOf(interaction: APIInteraction, places?: ToldPlaces): Place {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined || interaction.channel === undefined) {
    throw new Error(`interaction ${interaction.id} of type ${interaction.type} has no channel or nobody in it`);
  }
  return {
    channel: channelId(interaction.channel.id),
    parent: parentIn(interaction.channel),
    guild: interaction.guild_id === undefined ? null : guildId(interaction.guild_id),
    user: userId(user.id),
    roles: interaction.member?.roles ?? [],
    ...standingOf(interaction, places),
  };
}

/** Where an interaction's answer goes, as data: enough for a process that has never seen the guild. */
export function interactionAddress(interaction: APIInteraction, audience: Audience, places?: ToldPlaces): ReplyAddress {
  const { channel, parent, guild, user, category, isAgeRestricted } = placeOf(interaction, places);
  return {
    kind: 'interaction',
    application: applicationId(interaction.application_id),
    token: interaction.token,
    tokenExpiresAt: madeAt(interaction.id) + tokenLifetime,
    message: null,
    replyTo: null,
    channel,
    parent,
    category,
    isAgeRestricted,
    guild,
    asker: user,
    audience,
    locale: localeOf(interaction),
    placeLocale: interaction.guild_locale ?? null,
    sizeLimit: interaction.attachment_size_limit,
    roles: interaction.member?.roles ?? [],
  };
}

/** A server may let others use a command; what it protects stays with those who manage the server. */
export const managesServer = (interaction: APIInteraction): boolean =>
  isPermitted(interaction, PermissionFlagsBits.ManageGuild);

/** Discord tells what somebody may do in the channel of the interaction, overwrites and all. */
export const moderates = (interaction: APIInteraction): boolean =>
  isPermitted(interaction, PermissionFlagsBits.ManageMessages);

const isPermitted = ({ member }: APIInteraction, permission: bigint): boolean =>
  member !== undefined && allows(BigInt(member.permissions), permission);

/** Who asks, as a server's integration settings see them; null where there is no server. */
export function askingOf(interaction: APIInteraction): Asking | null {
  const { channel, guild, user } = placeOf(interaction);
  if (guild === null) return null;
  return {
    application: applicationId(interaction.application_id),
    guild,
    channel,
    parent: parentIn(interaction.channel),
    user,
    roles: interaction.member?.roles ?? [],
    isAdministrator: allows(BigInt(interaction.member?.permissions ?? '0'), PermissionFlagsBits.Administrator),
  };
}

/** Discord's 15 minutes, from the moment at which the interaction was made (reference, section 1). */
const tokenLifetime = 15 * 60_000;

/** The asker's: what private answers are written in. */
export const localeOf = (interaction: APIInteraction) =>
  'locale' in interaction ? interaction.locale : (interaction.guild_locale ?? 'en-US');

/**
 * Discord tells it of a channel with the interaction, of a thread's channel the gateway did before; whether its whole server is
 * age-restricted, the gateway alone. Left out: nobody told.
 */
function standingOf(
  { guild_id: guild, channel }: APIInteraction,
  places: ToldPlaces,
): Pick<Place, 'category' | 'isAgeRestricted'> {
  if (guild === undefined || channel === undefined) return {};
  const parent = parentIn(channel);
  const told = places?.channel(guild, channel.id) ?? (parent === null ? undefined : places?.channel(guild, parent));
  if (told !== undefined) return standingIn(told);
  if (parent !== null || !('parent_id' in channel) || isThread(channel.type)) return {};
  const isAgeRestricted = 'nsfw' in channel && channel.nsfw === true ? true : undefined;
  return { category: channel.parent_id ? channelId(channel.parent_id) : null, isAgeRestricted };
}

/** As the rules of a server speak of it. */
export const standingIn = ({ category, isAgeRestricted }: Pick<KnownChannel, 'category' | 'isAgeRestricted'>) => ({
  category: category === null ? null : channelId(category),
  isAgeRestricted,
});

/** A thread's channel. A channel's own parent is a category, which has a field of its own. */
function parentIn(channel: APIInteraction['channel']) {
  if (channel === undefined || !('parent_id' in channel) || !channel.parent_id) return null;
  return isThread(channel.type) ? channelId(channel.parent_id) : null;
}
