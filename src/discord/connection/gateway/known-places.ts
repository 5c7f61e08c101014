import {
  type APIGuild,
  type APIRole,
  ChannelType,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayGuildCreateDispatchData,
  GuildPremiumTier,
  PermissionFlagsBits,
} from 'discord.js';

/** What the gateway told of a server, as far as anybody asks for it. */
export interface KnownGuild {
  readonly owner: string;
  readonly premiumTier: GuildPremiumTier;
  readonly locale: string;
  /** Roles that may do everything. */
  readonly administrators: ReadonlySet<string>;
  /** The role that Discord manages for the bot. */
  readonly ownRole: string | undefined;
}

/**
 * Servers and threads as the gateway tells of them, in a few hundred bytes for each: discord.js keeps hundreds of
 * kilobytes, which are hundreds of megabytes at five thousand servers.
 */
export interface KnownPlaces {
  guild(id: string): KnownGuild | undefined;
  /** The channel of a thread that is open; undefined for what is no thread, and for one that was not told of. */
  parentOf(thread: string): string | undefined;
}

interface Entry {
  owner: string;
  premiumTier: GuildPremiumTier;
  locale: string;
  administrators: Set<string>;
  ownRole: string | undefined;
  readonly threads: Set<string>;
}

/** `self`: the bot's own user, once it is known. */
export function createKnownPlaces(self: () => string | undefined) {
  const guilds = new Map<string, Entry>();
  const parents = new Map<string, string>();

  const places: KnownPlaces = { guild: (id) => guilds.get(id), parentOf: (thread) => parents.get(thread) };
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
        forgetGuild(data.id);
        break;
      case GatewayDispatchEvents.GuildRoleCreate:
      case GatewayDispatchEvents.GuildRoleUpdate:
        learnRole(guilds.get(data.guild_id), data.role);
        break;
      case GatewayDispatchEvents.GuildRoleDelete:
        forgetRole(guilds.get(data.guild_id), data.role_id);
        break;
      case GatewayDispatchEvents.ThreadCreate:
      case GatewayDispatchEvents.ThreadUpdate:
        learnThread(data);
        break;
      case GatewayDispatchEvents.ThreadDelete:
        forgetThread(data.guild_id, data.id);
        break;
      case GatewayDispatchEvents.ThreadListSync:
        for (const thread of data.threads) learnThread({ ...thread, guild_id: data.guild_id });
        break;
      default:
    }
  }

  function learnGuild(data: GatewayGuildCreateDispatchData): void {
    if (data.unavailable === true) return;
    forgetGuild(data.id);
    const entry: Entry = { ...unknown, threads: new Set() };
    guilds.set(data.id, entry);
    describe(entry, data);
    for (const thread of data.threads) learnThread({ ...thread, guild_id: data.id });
  }

  function describe(entry: Entry | undefined, data: APIGuild): void {
    if (entry === undefined) return;
    entry.owner = data.owner_id;
    entry.premiumTier = data.premium_tier;
    entry.locale = data.preferred_locale;
    entry.administrators = new Set(data.roles.filter(mayEverything).map(({ id }) => id));
    entry.ownRole = data.roles.find(isOwn)?.id;
  }

  function learnRole(entry: Entry | undefined, role: APIRole): void {
    if (mayEverything(role)) entry?.administrators.add(role.id);
    else entry?.administrators.delete(role.id);
    if (entry !== undefined && isOwn(role)) entry.ownRole = role.id;
  }

  function forgetRole(entry: Entry | undefined, role: string): void {
    entry?.administrators.delete(role);
    if (entry?.ownRole === role) entry.ownRole = undefined;
  }

  function isOwn({ tags }: APIRole): boolean {
    const user = self();
    return user !== undefined && tags?.bot_id === user;
  }

  function learnThread(thread: ToldThread): void {
    if (!threadTypes.has(thread.type) || typeof thread.parent_id !== 'string') return;
    forgetThread(thread.guild_id, thread.id);
    if (thread.thread_metadata?.archived === true) return;
    parents.set(thread.id, thread.parent_id);
    if (thread.guild_id !== undefined) guilds.get(thread.guild_id)?.threads.add(thread.id);
  }

  function forgetThread(guild: string | undefined, thread: string): void {
    parents.delete(thread);
    if (guild !== undefined) guilds.get(guild)?.threads.delete(thread);
  }

  function forgetGuild(id: string): void {
    for (const thread of guilds.get(id)?.threads ?? []) parents.delete(thread);
    guilds.delete(id);
  }
}

const unknown = {
  owner: '',
  premiumTier: GuildPremiumTier.None,
  locale: 'en-US',
  administrators: new Set<string>(),
  ownRole: undefined,
} as const;

/** A channel as a dispatch tells of it; one that is no thread has no parent of its own that matters here. */
interface ToldThread {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild_id?: string | undefined;
  readonly parent_id?: string | null | undefined;
  readonly thread_metadata?: { readonly archived: boolean } | undefined;
}

const mayEverything = ({ permissions }: APIRole) =>
  (BigInt(permissions) & PermissionFlagsBits.Administrator) === PermissionFlagsBits.Administrator;

const threadTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);
