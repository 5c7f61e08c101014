import { type GatewayMessageCreateDispatchData, PermissionFlagsBits } from 'discord.js';
import { type ChannelId, channelId, type GuildId } from '../../domain/ids.ts';
import type { KnownPlaces } from '../connection/gateway/known-places.ts';
import type { GatewayConnection, Self } from '../connection/gateway.ts';
import { allows, allowsWriting, isThread, permissionsIn } from '../kit/permissions.ts';
import type { LookedAt } from '../outgoing/look-at-channel.ts';
import { standingIn } from './interaction-address.ts';
import type { Surroundings } from './message-address.ts';

/** What the gateway told of a message's place before; a thread that it did not tell of has no known parent. */
export function surroundings(places: KnownPlaces, message: GatewayMessageCreateDispatchData, self: Self): Surroundings {
  const { guild_id: id, channel_id: channel } = message;
  const guild = id === undefined ? undefined : places.guild(id);
  const parent = id === undefined ? undefined : places.parentOf(id, channel);
  const told = id === undefined ? undefined : places.channel(id, channel);
  return {
    application: self.application,
    parent: parent === undefined ? null : channelId(parent),
    ...(told === undefined ? {} : standingIn(told)),
    premiumTier: guild?.premiumTier ?? null,
    locale: guild?.locale ?? null,
    isAdministrator: id !== undefined && isAdministrator(places, id, message),
  };
}

/** As far as the gateway told of the server's roles. */
function isAdministrator(
  places: KnownPlaces,
  id: string,
  { author, member }: GatewayMessageCreateDispatchData,
): boolean {
  const guild = places.guild(id);
  if (guild === undefined) return false;
  const writer = { id: author.id, roles: member?.roles ?? [] };
  const server = { id, owner: guild.owner, roles: places.rolesOf(id) };
  return allows(permissionsIn(server, null, writer), PermissionFlagsBits.Administrator);
}

/**
 * Whether the bot may write in a channel. Of a thread it is not told whether it is locked, or who may enter one that is
 * private.
 */
export function toldOf(
  { places, self }: Pick<GatewayConnection, 'places' | 'self'>,
  channel: ChannelId,
  id: GuildId,
): LookedAt | null {
  const [guild, place, bot] = [places.guild(id), places.channel(id, channel), self()];
  if (guild === undefined || place === undefined || bot === null || isThread(place.kind)) return null;
  const server = { id, owner: guild.owner, roles: places.rolesOf(id) };
  const permissions = permissionsIn(server, place, { id: bot.user, roles: guild.botRoles });
  return { guild: id, botWrites: allowsWriting(permissions, place.kind) };
}
