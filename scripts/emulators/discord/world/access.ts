import { refuse } from '../core/discord-error.ts';
import { allows, computePermissions, DIRECT_MESSAGES, withoutImplied } from '../core/permissions.ts';
import type { Snowflake } from '../face/wire.ts';
import type { PermissionName } from '../face/world.ts';
import type { Channel, Guild } from './entities.ts';
import type { WorldState } from './world-state.ts';

/** Who may do what, where (reference, section 6). */
export interface Access {
  /** Without any channel's overwrites. */
  permissionsInServer(guild: Guild, user: Snowflake): bigint;
  /** Nothing where they cannot see the channel. Threads inherit from their parent. */
  permissionsIn(channel: Channel, user: Snowflake): bigint;
  maySee(channel: Channel, user: Snowflake): boolean;
  may(channel: Channel, user: Snowflake, ...names: readonly PermissionName[]): boolean;
  /** SEND_MESSAGES, or in threads SEND_MESSAGES_IN_THREADS. */
  maySend(channel: Channel, user: Snowflake): boolean;
  /** Throws 10003, 50001 or 50013 as Discord would for the bot. */
  botMust(channel: Channel, ...names: readonly PermissionName[]): void;
}

export function createAccess(world: WorldState): Access {
  const permissionsIn = (channel: Channel, user: Snowflake): bigint => {
    const guild = world.guildOf(channel);
    if (!guild) return user === world.bot.id || user === channel.recipientId ? DIRECT_MESSAGES : 0n;
    const member = guild.members.get(user);
    if (!member) return 0n;
    const placed = channel.thread && channel.parentId ? world.channel(channel.parentId) : channel;
    const bits = computePermissions({
      memberId: user,
      isOwner: guild.ownerId === user,
      everyoneId: guild.id,
      everyone: guild.roles.get(guild.id)?.permissions ?? 0n,
      roles: member.roles.flatMap((id) => guild.roles.get(id) ?? []),
      overwrites: [...placed.overwrites.values()],
    });
    const hidden = channel.thread?.private && !channel.thread.members.has(user) && !allows(bits, 'MANAGE_THREADS');
    return hidden ? 0n : withoutImplied(bits, channel.thread !== null);
  };
  const may: Access['may'] = (channel, user, ...names) => allows(permissionsIn(channel, user), ...names);
  const maySend: Access['maySend'] = (channel, user) =>
    may(channel, user, channel.thread ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES');
  const permissionsInServer: Access['permissionsInServer'] = (guild, user) => {
    const everyone = guild.roles.get(guild.id)?.permissions ?? 0n;
    const roles = (guild.members.get(user)?.roles ?? []).flatMap((id) => guild.roles.get(id) ?? []);
    const isOwner = guild.ownerId === user;
    return computePermissions({ memberId: user, isOwner, everyoneId: guild.id, everyone, roles, overwrites: [] });
  };
  return {
    permissionsInServer,
    permissionsIn,
    may,
    maySend,
    maySee: (channel, user) => may(channel, user, 'VIEW_CHANNEL'),
    botMust(channel, ...names) {
      if (!may(channel, world.bot.id, 'VIEW_CHANNEL')) throw refuse('missing access');
      for (const name of names) {
        const allowed = name === 'SEND_MESSAGES' ? maySend(channel, world.bot.id) : may(channel, world.bot.id, name);
        if (!allowed) throw refuse('missing permissions');
      }
    },
  };
}
