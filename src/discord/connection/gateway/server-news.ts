import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';
import { type GuildId, guildId } from '../../../domain/ids.ts';
import type { Log } from '../../../ports/log.ts';

/** Who is told where the bot is, and where it is no more. */
export interface Servers {
  left(guild: GuildId): Promise<void>;
  isIn(guild: GuildId): Promise<void>;
  among(guilds: readonly GuildId[], isOurs: (guild: GuildId) => boolean): Promise<void>;
}

/**
 * Reads of each dispatch what it says of the servers that the bot is in; null: nothing. A server that is away for a while is
 * one that it is in: READY lists it all the same, and GUILD_DELETE says so by its `unavailable` (reference, section 8).
 */
export function serverNews(
  { t: event, d: data }: GatewayDispatchPayload,
  servers: Servers,
  log: Log,
): Promise<void> | null {
  switch (event) {
    case GatewayDispatchEvents.Ready: {
      const [index, count] = data.shard ?? [0, 1];
      const isOurs = (guild: GuildId) => Number((BigInt(guild) >> 22n) % BigInt(count)) === index;
      return noted(
        servers.among(
          data.guilds.map(({ id }) => guildId(id)),
          isOurs,
        ),
        log,
      );
    }
    case GatewayDispatchEvents.GuildCreate:
      return noted(servers.isIn(guildId(data.id)), log);
    case GatewayDispatchEvents.GuildDelete:
      return data.unavailable === true ? null : noted(servers.left(guildId(data.id)), log);
    default:
      return null;
  }
}

/** Written down at the next READY where the store failed now. */
const noted = (work: Promise<void>, log: Log): Promise<void> =>
  work.catch((error: unknown) => log.error({ error }, 'that a server was left or joined could not be written down'));
