import { type APIGuild, GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';

/** A server that the bot was just added to. */
export interface JoinedServer {
  readonly guild: string;
  readonly owner: string;
  /** As Discord writes it; another one each time that the bot is added. */
  readonly joinedAt: string;
  readonly locale: string;
  /** Where Discord itself greets; null: nowhere. */
  readonly systemChannel: string | null;
}

/**
 * Tells servers that the bot was added to from those that it is in: READY names those, and one that was away for a while is
 * still one of them. One shard after the other says READY, each with its own.
 */
export function createJoinedServers(): (dispatch: GatewayDispatchPayload) => JoinedServer | null {
  const known = new Set<string>();
  return function joined({ t: event, d: data }) {
    switch (event) {
      case GatewayDispatchEvents.Ready:
        for (const { id } of data.guilds) known.add(id);
        return null;
      case GatewayDispatchEvents.GuildDelete:
        if (data.unavailable !== true) known.delete(data.id);
        return null;
      case GatewayDispatchEvents.GuildCreate: {
        if (data.unavailable === true || known.has(data.id)) return null;
        known.add(data.id);
        return joinedServer(data, data.joined_at);
      }
      default:
        return null;
    }
  };
}

const joinedServer = (guild: APIGuild, joinedAt: string): JoinedServer => ({
  guild: guild.id,
  owner: guild.owner_id,
  joinedAt,
  locale: guild.preferred_locale,
  systemChannel: guild.system_channel_id,
});
