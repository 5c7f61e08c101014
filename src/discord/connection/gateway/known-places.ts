import {
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  type ChannelType,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayGuildCreateDispatchData,
  GuildNSFWLevel,
  type GuildPremiumTier,
} from 'discord.js';
import { isThread, type Overwrite } from '../../kit/permissions.ts';
import { type ChannelRow, packChannels, unpackChannels } from './packed-channels.ts';

/** What the gateway told of a server, as far as anybody asks for it. */
export interface KnownGuild {
  readonly id: string;
  readonly owner: string;
  readonly premiumTier: GuildPremiumTier;
  readonly locale: string;
  /** Roles that the bot has, beside @everyone. */
  readonly botRoles: readonly string[];
  /** The role that Discord manages for the bot. */
  readonly ownRole: string | undefined;
}

/** A channel, or an open thread, which has its channel's restriction and overwrites. */
export interface KnownChannel {
  readonly kind: ChannelType;
  /** A thread's channel; null for what is no thread. */
  readonly parent: string | null;
  /** Of itself, or of a thread's channel; null: it stands in none. */
  readonly category: string | null;
  /** By itself, or with its whole server. */
  readonly isAgeRestricted: boolean;
  readonly overwrites: readonly Overwrite[];
}

/**
 * Servers, their roles, channels and threads as the gateway tells of them, in two kilobytes for each server:
 * discord.js keeps tens of them, which are hundreds of megabytes at five thousand servers.
 */
export interface KnownPlaces {
  guild(id: string): KnownGuild | undefined;
  /** Permissions of each role, in decimals; none of a server that it was not told of. */
  rolesOf(guild: string): ReadonlyMap<string, string>;
  /** The channel of a thread that is open; undefined for what is no thread, and for one that was not told of. */
  parentOf(guild: string, thread: string): string | undefined;
  /** Undefined where it, or the channel of a thread, was not told of. */
  channel(guild: string, id: string): KnownChannel | undefined;
}

interface Entry {
  readonly id: string;
  owner: string;
  premiumTier: GuildPremiumTier;
  locale: string;
  isAgeRestricted: boolean;
  botRoles: readonly string[];
  ownRole: string | undefined;
  /** Ids and permissions as JSON: read with the messages that are for the bot, and kept for all that are not. */
  roles: string;
  /** As {@link packChannels} writes them. */
  channels: string;
}

/** `self`: the bot's own user, once it is known. */
export function createKnownPlaces(self: () => string | undefined) {
  const guilds = new Map<string, Entry>();

  const places: KnownPlaces = {
    guild: (id) => guilds.get(id),
    rolesOf: (guild) => new Map(rolesIn(guilds.get(guild))),
    parentOf: (guild, thread) => rowsIn(guilds.get(guild)).find(({ id }) => id === thread)?.parent ?? undefined,
    channel,
  };
  return { places, learn };

  /** Of every dispatch, before anybody else hears of it. */
  function learn({ t: event, d: data }: GatewayDispatchPayload): void {
    switch (event) {
      case GatewayDispatchEvents.GuildCreate:
        learnGuild(data);
        break;
      case GatewayDispatchEvents.GuildUpdate:
        describe(guilds.get(data.id), data);
        break;
      case GatewayDispatchEvents.GuildDelete:
        // One that is away for a while is told anew when it is back.
        guilds.delete(data.id);
        break;
      // The bot's own comes without the members' intent.
      case GatewayDispatchEvents.GuildMemberUpdate:
        learnMember(guilds.get(data.guild_id), data);
        break;
      case GatewayDispatchEvents.GuildRoleCreate:
      case GatewayDispatchEvents.GuildRoleUpdate:
        learnRole(guilds.get(data.guild_id), data.role);
        break;
      case GatewayDispatchEvents.GuildRoleDelete:
        forgetRole(guilds.get(data.guild_id), data.role_id);
        break;
      case GatewayDispatchEvents.ChannelCreate:
      case GatewayDispatchEvents.ChannelUpdate:
      case GatewayDispatchEvents.ThreadCreate:
      case GatewayDispatchEvents.ThreadUpdate:
        if ('guild_id' in data) changeRows(data.guild_id, (rows) => withTold(rows, [data]));
        break;
      case GatewayDispatchEvents.ChannelDelete:
      case GatewayDispatchEvents.ThreadDelete:
        // Of the threads that go with a channel nobody tells.
        if ('guild_id' in data) changeRows(data.guild_id, (rows) => without(rows, data.id));
        break;
      case GatewayDispatchEvents.ThreadListSync:
        changeRows(data.guild_id, (rows) => withTold(withoutThreads(rows, data.channel_ids), data.threads));
        break;
      default:
    }
  }

  function channel(guild: string, id: string): KnownChannel | undefined {
    const entry = guilds.get(guild);
    const rows = rowsIn(entry);
    const row = rows.find((each) => each.id === id);
    const placed = row?.parent == null ? row : rows.find((each) => each.id === row.parent);
    if (entry === undefined || row === undefined || placed === undefined) return undefined;
    const isAgeRestricted = entry.isAgeRestricted || placed.isAgeRestricted;
    const { category, overwrites } = placed;
    return { kind: row.kind, parent: row.parent, category, isAgeRestricted, overwrites };
  }

  function learnGuild(data: GatewayGuildCreateDispatchData): void {
    if (data.unavailable === true) return;
    const entry: Entry = {
      id: data.id,
      ...aboutGuild(data),
      channels: packChannels(withTold([], [...data.channels, ...data.threads])),
      botRoles: data.members.find(isSelf)?.roles ?? [],
      ownRole: data.roles.find(isOwn)?.id,
    };
    guilds.set(data.id, entry);
  }

  function describe(entry: Entry | undefined, data: APIGuild): void {
    if (entry === undefined) return;
    Object.assign(entry, aboutGuild(data));
    entry.ownRole = data.roles.find(isOwn)?.id;
  }

  function learnMember(entry: Entry | undefined, member: Pick<APIGuildMember, 'user' | 'roles'>): void {
    if (entry !== undefined && isSelf(member)) entry.botRoles = member.roles;
  }

  function learnRole(entry: Entry | undefined, role: APIRole): void {
    if (entry === undefined) return;
    entry.roles = JSON.stringify([...new Map(rolesIn(entry)).set(role.id, role.permissions)]);
    if (isOwn(role)) entry.ownRole = role.id;
  }

  function forgetRole(entry: Entry | undefined, role: string): void {
    if (entry === undefined) return;
    entry.roles = JSON.stringify(rolesIn(entry).filter(([id]) => id !== role));
    entry.botRoles = entry.botRoles.filter((id) => id !== role);
    if (entry.ownRole === role) entry.ownRole = undefined;
  }

  function isSelf({ user }: Pick<APIGuildMember, 'user'>): boolean {
    return user.id === self();
  }

  function isOwn({ tags }: APIRole): boolean {
    const user = self();
    return user !== undefined && tags?.bot_id === user;
  }

  function changeRows(guild: string | undefined, change: (rows: readonly ChannelRow[]) => readonly ChannelRow[]): void {
    const entry = guild === undefined ? undefined : guilds.get(guild);
    if (entry !== undefined) entry.channels = packChannels(change(rowsIn(entry)));
  }
}

function aboutGuild(data: APIGuild): Pick<Entry, 'owner' | 'premiumTier' | 'locale' | 'isAgeRestricted' | 'roles'> {
  return {
    owner: data.owner_id,
    premiumTier: data.premium_tier,
    locale: data.preferred_locale,
    isAgeRestricted: data.nsfw_level === GuildNSFWLevel.Explicit || data.nsfw_level === GuildNSFWLevel.AgeRestricted,
    roles: JSON.stringify(data.roles.map(({ id, permissions }) => [id, permissions])),
  };
}

/** Written above. */
const rolesIn = (entry: Entry | undefined): readonly (readonly [id: string, permissions: string])[] =>
  entry === undefined ? [] : JSON.parse(entry.roles);

const rowsIn = (entry: Entry | undefined): readonly ChannelRow[] =>
  entry === undefined ? [] : unpackChannels(entry.channels);

/** A channel as a dispatch tells of it. */
interface ToldChannel {
  readonly id: string;
  readonly type: ChannelType;
  readonly parent_id?: string | null | undefined;
  readonly nsfw?: boolean | undefined;
  readonly permission_overwrites?: readonly APIOverwrite[] | undefined;
  readonly thread_metadata?: { readonly archived: boolean } | undefined;
}

/** A thread that is archived goes, and is told of again when it opens; one without a channel is nowhere. */
function withTold(rows: readonly ChannelRow[], told: readonly ToldChannel[]): readonly ChannelRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const channel of told) {
    const isNowhere = isThread(channel.type) && typeof channel.parent_id !== 'string';
    if (isNowhere || channel.thread_metadata?.archived === true) byId.delete(channel.id);
    else byId.set(channel.id, rowOf(channel));
  }
  return [...byId.values()];
}

const rowOf = ({ id, type, parent_id, nsfw = false, permission_overwrites = [] }: ToldChannel): ChannelRow => ({
  ...{ id, kind: type, isAgeRestricted: nsfw, overwrites: permission_overwrites },
  parent: isThread(type) ? (parent_id ?? null) : null,
  category: isThread(type) ? null : (parent_id ?? null),
});

const without = (rows: readonly ChannelRow[], gone: string): readonly ChannelRow[] =>
  rows.filter(({ id, parent }) => id !== gone && parent !== gone);

/** What is synchronised stands in the list, or is no more. `channels`: left out for all of them. */
const withoutThreads = (rows: readonly ChannelRow[], channels: readonly string[] | undefined) =>
  rows.filter(({ parent }) => parent === null || (channels !== undefined && !channels.includes(parent)));
