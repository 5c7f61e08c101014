import type { OptionalWebSocketManagerOptions, RequiredWebSocketManagerOptions } from '@discordjs/ws';
import { GatewayIntentBits } from 'discord.js';

type GatewayOptions = Pick<RequiredWebSocketManagerOptions, 'intents'> &
  Partial<Pick<OptionalWebSocketManagerOptions, 'shardCount' | 'shardIds'>>;

/** What one connection asks Discord for. `shards`: `auto`, or `0-3/16`. */
export function gatewayOptions(shards: string, readsContent: boolean): GatewayOptions {
  const intents =
    GatewayIntentBits.Guilds |
    GatewayIntentBits.GuildMessages |
    GatewayIntentBits.DirectMessages |
    (readsContent ? GatewayIntentBits.MessageContent : 0);
  const [, first, last, total] = /^(\d+)-(\d+)\/(\d+)$/.exec(shards) ?? [];
  if (total === undefined) return { intents };
  const shardIds = Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
  return { intents, shardCount: Number(total), shardIds };
}
