import { permissionBits } from '../core/permissions.ts';
import type { Json, Snowflake } from '../face/wire.ts';
import type { NewChannel, WorldControls } from '../face/world.ts';
import { INTENTS } from '../gateway/gateway-event.ts';
import type { Realm } from '../realm.ts';
import { openDirectMessages } from './direct-messages.ts';
import type { Channel, Guild, Member, Role, User } from './entities.ts';
import { createGuildMaker } from './guild-maker.ts';
import { json, userPayload } from './payloads.ts';

/** Making and changing the world from outside, each change told to the page and to the bot. */
export function createWorldControls(realm: Realm): Omit<WorldControls, 'demo'> {
  const { world, payloads, messages, threads, gateway, emitter, newId, clock, commands, applicationId } = realm;
  const tell = (reason: string, guild: Guild, data: Json, channel?: Channel): void => {
    emitter.emit('world', { reason, ...(channel ? { channel: payloads.channel(channel) } : {}) });
    if (!world.botIsIn(guild)) return;
    gateway.dispatch({ name: reason, guildId: guild.id, intent: INTENTS.GUILDS, data });
  };
  const tellChannel = (reason: string, channel: Channel): void => {
    const guild = world.guildOf(channel);
    if (guild) tell(reason, guild, json(payloads.channel(channel)), channel);
  };
  const thread = (id: Snowflake): Channel => {
    const channel = world.channel(id);
    if (!channel.thread) throw new Error(`${id} is no thread`);
    return channel;
  };
  const makeGuild = createGuildMaker(realm);
  const addRole = (guild: Guild, role: Omit<Role, 'id' | 'position'>): Role => {
    const made = { id: newId(), position: guild.roles.size, ...role };
    guild.roles.set(made.id, made);
    tell('GUILD_ROLE_CREATE', guild, {
      guild_id: guild.id,
      role: json(payloads.roles(guild).find(({ id }) => id === made.id)),
    });
    return made;
  };

  const addChannel = ({
    guild: guildId,
    name,
    topic,
    ageRestricted = false,
    ...channel
  }: Pick<NewChannel, 'guild' | 'name' | 'topic' | 'ageRestricted'> &
    Partial<Pick<Channel, 'parentId' | 'isCategory'>>): Channel => {
    const made: Channel = {
      id: newId(),
      guildId,
      parentId: null,
      name,
      topic: topic ?? null,
      ageRestricted,
      position: world.channelsOf(guildId).length,
      overwrites: new Map(),
      thread: null,
      recipientId: null,
      lastMessageId: null,
      ...channel,
    };
    const guild = world.guild(guildId);
    world.addChannel(made);
    tell('CHANNEL_CREATE', guild, json(payloads.channel(made)), made);
    return made;
  };

  return {
    world: () => ({
      bot: userPayload(world.bot),
      users: [...world.users.values()].filter(({ isBot }) => !isBot).map(userPayload),
      guilds: [...world.guilds.values()].map((guild) => {
        const channels = world.channelsOf(guild.id);
        return {
          id: guild.id,
          name: guild.name,
          ownerId: guild.ownerId,
          premiumTier: guild.premiumTier,
          roles: payloads.roles(guild),
          members: [...guild.members.values()].map(payloads.memberWithUser),
          channels: channels.filter((one) => !one.thread).map(payloads.channel),
          threads: channels.filter((one) => one.thread).map(payloads.channel),
        };
      }),
      directMessages: [...world.channels.values()].filter((one) => one.recipientId !== null).map(payloads.channel),
    }),
    setCommandPermissions({ guild: guildId, command, permissions }) {
      const all = [...commands.list(null), ...commands.list(guildId)];
      const id = command === undefined ? applicationId : all.find(({ name }) => name === command)?.id;
      if (id === undefined) throw new Error(`No command ${command} is registered`);
      commands.permit(guildId, id, permissions);
      const guild = world.guilds.get(guildId);
      const data = { id, application_id: applicationId, guild_id: guildId, permissions: json(permissions) };
      // No intent is needed for it (GE "Application Command Permissions Update").
      if (guild && world.botIsIn(guild))
        gateway.dispatch({ name: 'APPLICATION_COMMAND_PERMISSIONS_UPDATE', guildId, intent: 0, data });
    },
    createUser({ username, displayName, locale = 'en-GB', uploadLimit = 0 }) {
      const id = newId();
      const user: User = {
        id,
        username,
        displayName: displayName ?? null,
        locale,
        uploadLimit,
        isBot: false,
        takesDirectMessages: true,
      };
      world.users.set(id, user);
      emitter.emit('world', { reason: 'USER_CREATE' });
      return id;
    },
    createGuild: (guild) => makeGuild(guild),
    createRole({ guild, name, permissions = [], mentionable = false }) {
      return addRole(world.guild(guild), {
        name,
        permissions: permissionBits(permissions),
        mentionable,
        managed: false,
      }).id;
    },
    addMember({ guild: guildId, user, roles = [], nickname, permissions = [], by }) {
      const guild = world.guild(guildId);
      const name = world.user(user).username;
      const own =
        permissions.length > 0
          ? [addRole(guild, { name, permissions: permissionBits(permissions), mentionable: false, managed: false }).id]
          : [];
      const known = guild.members.get(user);
      const member: Member = known ?? { userId: user, roles: [], nickname: null, joinedAt: clock.now() };
      member.roles = [...new Set([...member.roles, ...roles, ...own])];
      if (nickname !== undefined) member.nickname = nickname;
      guild.members.set(user, member);
      const isBot = user === world.bot.id;
      if (isBot && !known) guild.botAdded = { entry: newId(), by: by ?? guild.ownerId };
      if (isBot && !known) return tell('GUILD_CREATE', guild, payloads.guildCreate(guild));
      // Other members' events need the members' intent, which the bot has not.
      if (isBot)
        tell('GUILD_MEMBER_UPDATE', guild, { ...(payloads.memberWithUser(member) as object), guild_id: guild.id });
      else emitter.emit('world', { reason: 'GUILD_MEMBER_UPDATE' });
    },
    removeMember(guild, user) {
      world.guild(guild).members.delete(user);
      emitter.emit('world', { reason: 'GUILD_MEMBER_REMOVE' });
    },
    createChannel({ guild, category = null, greets = false, ...channel }) {
      const { id } = addChannel({ ...channel, guild, parentId: category });
      if (greets) world.guild(guild).systemChannelId = id;
      return id;
    },
    createCategory: (category) => addChannel({ ...category, isCategory: true }).id,
    createThread({ channel, name, owner, private: isPrivate = false, members = [], fromMessage }) {
      const message = fromMessage === undefined ? null : messages.get(fromMessage);
      const parent = world.channel(channel);
      return threads.start({ parent, name, owner, private: isPrivate, members, fromMessage: message }).id;
    },
    changeThread: (id, change) => threads.change(thread(id), change),
    addThreadMember: (id, user) => threads.join(thread(id), user),
    deleteChannel(id) {
      const channel = world.channel(id);
      const inside = world.channelsOf(channel.guildId ?? '').filter(({ parentId }) => parentId === id);
      // A category's channels stay, outside of it.
      for (const one of inside.filter(({ thread }) => thread === null)) {
        one.parentId = null;
        tellChannel('CHANNEL_UPDATE', one);
      }
      for (const one of inside.filter(({ thread }) => thread !== null)) {
        messages.forgetChannel(one.id);
        world.removeChannel(one.id);
      }
      messages.forgetChannel(id);
      tellChannel(channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel);
      world.removeChannel(id);
    },
    setPermission({ channel: id, target, allow = [], deny = [] }) {
      const channel = world.channel(id);
      const of = target ?? world.bot.id;
      const before = channel.overwrites.get(of) ?? { allow: '0', deny: '0' };
      const [granted, refused] = [permissionBits(allow), permissionBits(deny)];
      channel.overwrites.set(of, {
        id: of,
        type: world.guildOf(channel)?.roles.has(of) ? 0 : 1,
        allow: ((BigInt(before.allow) | granted) & ~refused).toString(),
        deny: ((BigInt(before.deny) | refused) & ~granted).toString(),
      });
      tellChannel('CHANNEL_UPDATE', channel);
    },
    removeBot(id) {
      const guild = world.guild(id);
      // No `unavailable`: removed, not an outage.
      tell('GUILD_DELETE', guild, { id });
      guild.members.delete(world.bot.id);
    },
    takeAway(id, away = true) {
      const guild = world.guild(id);
      if (away) return tell('GUILD_DELETE', guild, { id, unavailable: true });
      tell('GUILD_CREATE', guild, payloads.guildCreate(guild));
    },
    setPremiumTier(id, tier) {
      const guild = world.guild(id);
      guild.premiumTier = tier;
      tell('GUILD_UPDATE', guild, payloads.guild(guild));
    },
    openDm: (user) => openDirectMessages(realm, user).id,
    closeDm(user, closed = true) {
      world.user(user).takesDirectMessages = !closed;
    },
  };
}
