import { type ClientOptions, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { Clock } from '../../ports/clock.ts';
import { restOptions } from './rest.ts';

/** What discord.js needs for one connection, and the little that it is to remember. `shards`: `auto`, or `0-3/16`. */
export function clientOptions({
  apiUrl,
  shards,
  readsContent,
  clock,
}: {
  readonly apiUrl: string;
  readonly shards: string;
  readonly readsContent: boolean;
  readonly clock: Pick<Clock, 'now' | 'hear'>;
}): ClientOptions {
  const [, first, last, total] = /^(\d+)-(\d+)\/(\d+)$/.exec(shards) ?? [];
  const from = Number(first);
  return {
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without these discord.js drops messages of direct messages and of threads that it does not hold.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    // Its first answer, the gateway's address, tells the time before anything is done.
    rest: restOptions(apiUrl, clock),
    ...(total === undefined
      ? { shards: 'auto' }
      : {
          shards: Array.from({ length: Number(last) - from + 1 }, (_, index) => from + index),
          shardCount: Number(total),
        }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ...nothingOf,
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  };
}

/** What we never look at. Guilds, channels, roles and overwrites stay: permissions come from them. */
const nothingOf = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
} as const;
