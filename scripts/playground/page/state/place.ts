import type { GuildView, PlaygroundWorld, Snowflake, WireChannel, WireMember, WireUser } from '../../protocol.ts';

/** Where a channel is, and in what. `guild` null: direct messages. */
export interface Place {
  readonly channel: WireChannel;
  readonly guild: GuildView | null;
  /** The channel that a thread belongs to. */
  readonly parent: WireChannel | null;
}

export function findPlace(world: PlaygroundWorld, id: Snowflake): Place | null {
  const direct = world.directMessages.find((channel) => channel.id === id);
  if (direct !== undefined) return { channel: direct, guild: null, parent: null };
  for (const guild of world.guilds) {
    const channel = guild.channels.find((one) => one.id === id);
    if (channel !== undefined) return { channel, guild, parent: null };
    const thread = guild.threads.find((one) => one.id === id);
    if (thread !== undefined) {
      return { channel: thread, guild, parent: guild.channels.find((one) => one.id === thread.parent_id) ?? null };
    }
  }
  return null;
}

export function maySee(world: PlaygroundWorld, user: Snowflake, channel: Snowflake): boolean {
  return world.visible[user]?.includes(channel) === true;
}

/** The person's direct messages with the bot. */
export function directMessagesOf(world: PlaygroundWorld, user: Snowflake): WireChannel | null {
  return world.directMessages.find((dm) => dm.recipients?.some((one) => one.id === user) === true) ?? null;
}

export function userOf(world: PlaygroundWorld, id: Snowflake): WireUser | null {
  if (id === world.bot.id) return world.bot;
  return world.users.find((user) => user.id === id) ?? null;
}

/** What others call somebody here. */
export function nameOf(user: WireUser, guild: GuildView | null): string {
  return memberOf(guild, user.id)?.nick ?? user.global_name ?? user.username;
}

export function memberOf(guild: GuildView | null, user: Snowflake): WireMember | null {
  return guild?.members.find((member) => member.user?.id === user) ?? null;
}

/** The people whose part one can play: everybody but bots who sees anything at all. */
export function peopleOf(world: PlaygroundWorld): readonly WireUser[] {
  return world.users.filter(
    (user) => user.bot !== true && user.id !== world.bot.id && world.visible[user.id] !== undefined,
  );
}

export function channelName(channel: WireChannel, world: PlaygroundWorld): string {
  return channel.type === 1 ? (world.bot.global_name ?? world.bot.username) : (channel.name ?? 'unnamed');
}

export function isThread(channel: WireChannel): boolean {
  return channel.type === 11 || channel.type === 12 || channel.type === 10;
}

/** Whether somebody may delete other people's messages here. Channel overwrites are left to the emulator, which refuses. */
export function mayManageMessages(guild: GuildView | null, user: Snowflake): boolean {
  if (guild === null) return false;
  if (guild.ownerId === user) return true;
  const roles = [guild.id, ...(memberOf(guild, user)?.roles ?? [])];
  const permissions = guild.roles
    .filter((role) => roles.includes(role.id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  return (permissions & (ADMINISTRATOR | MANAGE_MESSAGES)) !== 0n;
}

const ADMINISTRATOR = 1n << 3n;
const MANAGE_MESSAGES = 1n << 13n;
