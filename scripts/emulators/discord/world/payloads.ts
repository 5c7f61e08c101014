import type { Clock } from '../core/clock.ts';
import type { Json, Snowflake, WireChannel, WireMember, WireRole, WireUser } from '../face/wire.ts';
import type { Access } from './access.ts';
import type { Channel, Guild, Member, Role, User } from './entities.ts';
import type { WorldState } from './world-state.ts';

/** How users, members, channels and guilds look on the wire. */
export interface Payloads {
  user(user: User): WireUser;
  member(member: Member): WireMember;
  memberWithUser(member: Member): WireMember;
  channel(channel: Channel): WireChannel;
  /** As `GET /guilds/:guild` answers. */
  guild(guild: Guild): { readonly [key: string]: Json };
  guildCreate(guild: Guild): { readonly [key: string]: Json };
  roles(guild: Guild): readonly WireRole[];
}

/** The OpenAPI document asks for names, flags and guild tag too (reference 10.18). */
export function userPayload(user: User): WireUser {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: user.displayName,
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(user.isBot ? { bot: true } : {}),
  };
}

export function createPayloads(world: WorldState, access: Access, clock: Clock): Payloads {
  const member = (of: Member): WireMember => ({
    nick: of.nickname,
    avatar: null,
    roles: of.roles,
    joined_at: clock.iso(of.joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  });
  const memberWithUser = (of: Member): WireMember => ({ ...member(of), user: userPayload(world.user(of.userId)) });
  const channel = (of: Channel): WireChannel => channelPayload(world, clock, of);
  const roles = (of: Guild): WireRole[] => [...of.roles.values()].map(rolePayload);
  const guild = (of: Guild): { [key: string]: Json } => ({ ...guildBase(of), roles: json(roles(of)) });
  return {
    user: userPayload,
    member,
    memberWithUser,
    channel,
    roles,
    guild,
    guildCreate(of) {
      const channels = world.channelsOf(of.id);
      const me = of.members.get(world.bot.id);
      return {
        ...guild(of),
        // Without this key the client keeps the guild of READY's stub unavailable (reference 10.3).
        unavailable: false,
        large: false,
        joined_at: clock.iso(me?.joinedAt),
        member_count: of.members.size,
        // Without the members' intent only the bot itself is sent, and it must be (reference 10.4).
        members: json(me ? [memberWithUser(me)] : []),
        channels: json(channels.filter(({ thread }) => !thread).map(channel)),
        // Only active threads that the bot may see (reference, section 6).
        threads: json(
          channels
            .filter((one) => one.thread && !one.thread.archived && access.maySee(one, world.bot.id))
            .map((one) => threadWithMembership(channel(one), one, world.bot.id, clock)),
        ),
        presences: [],
        voice_states: [],
        stage_instances: [],
        guild_scheduled_events: [],
        soundboard_sounds: [],
      };
    },
  };
}

/** Payload types are plain JSON by construction; their readonly interfaces only lack the index signature. */
export function json(payload: unknown): Json {
  return payload as Json;
}

export function threadWithMembership(payload: WireChannel, thread: Channel, user: Snowflake, clock: Clock): Json {
  if (!thread.thread?.members.has(user)) return json(payload);
  const member = { id: thread.id, user_id: user, join_timestamp: clock.iso(thread.thread.createdAt), flags: 0 };
  return json({ ...payload, member });
}

function rolePayload(role: Role): WireRole {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    color: 0,
    hoist: false,
    position: role.position,
    managed: role.managed,
    mentionable: role.mentionable,
    flags: 0,
    ...(role.botId === undefined ? {} : { tags: { bot_id: role.botId } }),
  };
}

function guildBase(guild: Guild): { [key: string]: Json } {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    premium_tier: guild.premiumTier,
    premium_subscription_count: [0, 2, 7, 14][guild.premiumTier] ?? 0,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    features: [],
    emojis: [],
    stickers: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    nsfw: false,
    preferred_locale: 'en-US',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    application_id: null,
    vanity_url_code: null,
    premium_progress_bar_enabled: false,
  };
}

function channelPayload(world: WorldState, clock: Clock, channel: Channel): WireChannel {
  const common = { id: channel.id, last_message_id: channel.lastMessageId, flags: 0 };
  if (channel.recipientId !== null) {
    return { ...common, type: 1, recipients: [userPayload(world.user(channel.recipientId))] };
  }
  const placed = { ...common, guild_id: channel.guildId ?? '', name: channel.name, rate_limit_per_user: 0 };
  const { thread } = channel;
  if (!thread) {
    return {
      ...placed,
      type: channel.isCategory ? 4 : 0,
      parent_id: channel.parentId,
      position: channel.position,
      topic: channel.topic,
      nsfw: channel.ageRestricted,
      permission_overwrites: [...channel.overwrites.values()],
    };
  }
  return {
    ...placed,
    type: thread.private ? 12 : 11,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    message_count: thread.messagesSent,
    total_message_sent: thread.messagesSent,
    // Discord counts to 50 at most here.
    member_count: Math.min(50, thread.members.size),
    thread_metadata: {
      archived: thread.archived,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: clock.iso(thread.archiveChangedAt),
      locked: thread.locked,
      create_timestamp: clock.iso(thread.createdAt),
      ...(thread.private ? { invitable: true } : {}),
    },
  };
}
