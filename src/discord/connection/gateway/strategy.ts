import { type APIGatewayBotInfo, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import type { Clock } from '../../../ports/clock.ts';
import type { GatewayRelay } from './relay.ts';
import type { Sessions } from './sessions.ts';

/**
 * Shards in this process, as by default, whose manager is told where the gateway is by us: what Discord says is looked at
 * before anything is begun, and behind a proxy another way leads there.
 */
export function createBuildStrategy({
  sessions,
  relay,
  clock,
}: {
  readonly sessions: Sessions;
  /** Null: the gateway is reached directly. */
  readonly relay: GatewayRelay | null;
  readonly clock: Pick<Clock, 'now'>;
}): NonNullable<WebSocketOptions['buildStrategy']> {
  const way = (gateway: string) => (relay === null ? gateway : relay.doorTo(gateway));

  return (manager) => {
    let known: { readonly information: APIGatewayBotInfo; readonly until: number } | null = null;
    const { shardIds, retrieveSessionInfo } = manager.options;
    const shards = Array.isArray(shardIds) ? shardIds.length : undefined;

    // One start asks several times: as long as @discordjs/ws itself believes an answer.
    manager.fetchGatewayInformation = async (force) => {
      if (known !== null && known.until > clock.now() && force !== true) return known.information;
      const asked = await sessions.ask(shards);
      const information = { ...asked, url: await way(asked.url) };
      known = { information, until: clock.now() + Math.max(asked.session_start_limit.reset_after, 5_000) };
      return information;
    };
    // A session that is resumed has an address of its own.
    manager.options.retrieveSessionInfo = async (shard) => {
      const session = await retrieveSessionInfo(shard);
      return session === null ? null : { ...session, resumeURL: await way(session.resumeURL) };
    };
    return new SimpleShardingStrategy(manager);
  };
}
