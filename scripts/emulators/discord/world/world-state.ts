import { refuse } from '../core/discord-error.ts';
import type { Snowflake } from '../face/wire.ts';
import type { Channel, Guild, User } from './entities.ts';

/** Everything that exists besides messages and commands. */
export interface WorldState {
  readonly bot: User;
  readonly users: Map<Snowflake, User>;
  readonly guilds: Map<Snowflake, Guild>;
  readonly channels: ReadonlyMap<Snowflake, Channel>;
  addChannel(channel: Channel): void;
  removeChannel(id: Snowflake): void;
  /** Throw Discord's own refusal where there is no such thing. */
  user(id: Snowflake): User;
  guild(id: Snowflake): Guild;
  channel(id: Snowflake): Channel;
  guildOf(channel: Channel): Guild | null;
  /** In the order in which they were made. */
  channelsOf(guild: Snowflake): readonly Channel[];
  directMessagesWith(user: Snowflake): Channel | null;
  botIsIn(guild: Guild): boolean;
}

export function createWorldState(bot: User): WorldState {
  const users = new Map([[bot.id, bot]]);
  const guilds = new Map<Snowflake, Guild>();
  const channels = new Map<Snowflake, Channel>();
  /** By their guild, of which there may be thousands. */
  const placed = new Map<Snowflake | null, Set<Channel>>();
  const guild = (id: Snowflake): Guild => {
    const found = guilds.get(id);
    if (!found) throw refuse('unknown guild');
    return found;
  };
  return {
    bot,
    users,
    guilds,
    channels,
    addChannel(channel) {
      channels.set(channel.id, channel);
      const together = placed.get(channel.guildId) ?? new Set();
      placed.set(channel.guildId, together.add(channel));
    },
    removeChannel(id) {
      const gone = channels.get(id);
      channels.delete(id);
      if (gone) placed.get(gone.guildId)?.delete(gone);
    },
    user(id) {
      const found = users.get(id);
      if (!found) throw refuse('unknown user');
      return found;
    },
    guild,
    channel(id) {
      const found = channels.get(id);
      if (!found) throw refuse('unknown channel');
      return found;
    },
    guildOf: (channel) => (channel.guildId === null ? null : guild(channel.guildId)),
    channelsOf: (id) => [...(placed.get(id) ?? [])],
    directMessagesWith: (id) => [...channels.values()].find(({ recipientId }) => recipientId === id) ?? null,
    botIsIn: ({ members }) => members.has(bot.id),
  };
}
