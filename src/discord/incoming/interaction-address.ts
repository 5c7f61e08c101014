import { type APIInteraction, PermissionFlagsBits } from 'discord.js';
import type { Place } from '../../application/services.ts';
import { applicationId, channelId, guildId, userId } from '../../domain/ids.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { Asking } from '../connection/command-rules.ts';
import { allows, isThread } from '../kit/permissions.ts';
import { madeAt } from '../kit/snowflake.ts';

/** Who asked, and where. Throws where Discord names no channel or nobody: no kind of interaction that we use does. */
export function placeOf(interaction: APIInteraction): Place {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined || interaction.channel === undefined) {
    throw new Error(`interaction ${interaction.id} of type ${interaction.type} has no channel or nobody in it`);
  }
  return {
    channel: channelId(interaction.channel.id),
    parent: parentIn(interaction.channel),
    guild: interaction.guild_id === undefined ? null : guildId(interaction.guild_id),
    user: userId(user.id),
  };
}

/** Where an interaction's answer goes, as data: enough for a process that has never seen the guild. */
export function interactionAddress(interaction: APIInteraction, audience: Audience): ReplyAddress {
  const { channel, parent, guild, user } = placeOf(interaction);
  return {
    kind: 'interaction',
    application: applicationId(interaction.application_id),
    token: interaction.token,
    tokenExpiresAt: madeAt(interaction.id) + tokenLifetime,
    message: null,
    replyTo: null,
    channel,
    parent,
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

/** A thread's channel. A channel's own parent is a category, which rules and permissions do not speak of. */
function parentIn(channel: APIInteraction['channel']) {
  if (channel === undefined || !('parent_id' in channel) || !channel.parent_id) return null;
  return isThread(channel.type) ? channelId(channel.parent_id) : null;
}
