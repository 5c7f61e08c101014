import { refuse } from '../core/discord-error.ts';
import type { Snowflake } from '../face/wire.ts';
import type { Channel, Guild, User } from './entities.ts';

/** Everything that exists besides messages and commands. */
export interface WorldState {
  readonly bot: User;
  readonly users: Map<Snowflake, User>;
  readonly guilds: Map<Snowflake, Guild>;
  readonly channels: Map<Snowflake, Channel>;
  /** Throw Discord's own refusal where there is no such thing. */
  user(id: Snowflake): User;
  guild(id: Snowflake): Guild;
  channel(id: Snowflake): Channel;
  guildOf(channel: Channel): Guild | null;
  channelsOf(guild: Snowflake): readonly Channel[];
  directMessagesWith(user: Snowflake): Channel | null;
  botIsIn(guild: Guild): boolean;
}

export function createWorldState(bot: User): WorldState {
  const users = new Map([[bot.id, bot]]);
  const guilds = new Map<Snowflake, Guild>();
  const channels = new Map<Snowflake, Channel>();
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
    channelsOf: (id) => [...channels.values()].filter(({ guildId }) => guildId === id),
    directMessagesWith: (id) => [...channels.values()].find(({ recipientId }) => recipientId === id) ?? null,
    botIsIn: ({ members }) => members.has(bot.id),
  };
}
