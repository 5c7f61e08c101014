import { GatewayCloseCodes } from 'discord.js';
import { english } from '../../words/words.ts';

/** Discord lets this program not in, and another attempt would end alike: one line for the operator. */
export class DiscordStartError extends Error {
  override readonly name = 'DiscordStartError';
  readonly reason: StartRefusal;

  constructor(reason: StartRefusal, options?: ErrorOptions) {
    super(english().say(refusals[reason]), options);
    this.reason = reason;
  }
}

export type StartRefusal = keyof typeof refusals;

/** Why a login failed for good; null where it may be tried again, or is a bug. */
export function refusalOf(error: unknown): StartRefusal | null {
  if (error instanceof DiscordStartError) return error.reason;
  if (!(error instanceof Error)) return null;
  if ('status' in error && error.status === 401) return 'wrong token';
  // A token with a character that no header can carry.
  if ('code' in error && error.code === 'UND_ERR_INVALID_ARG') return 'wrong token';
  // What the gateway's shards reject with has no code: these are its words in @discordjs/ws 1.2.3.
  return gatewayWords[error.message] ?? null;
}

const refusals = {
  'wrong token': 'start.wrong-token',
  'intent refused': 'start.intent-refused',
  'bad shards': 'start.bad-shards',
  'no commands': 'start.no-commands',
  refused: 'start.refused',
  unreachable: 'start.unreachable',
  'no name': 'start.no-name',
  'connection refused': 'start.connection-refused',
  'no answer': 'start.no-answer',
  proxy: 'start.proxy',
  certificate: 'start.certificate',
  'not Discord': 'start.not-discord',
  'kept out': 'start.kept-out',
  down: 'start.down',
} as const;

/** Close codes after which the gateway takes no reconnect (reference, section 8). */
export const closings: Readonly<Partial<Record<number, StartRefusal>>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'wrong token',
  [GatewayCloseCodes.InvalidShard]: 'bad shards',
  [GatewayCloseCodes.ShardingRequired]: 'bad shards',
  [GatewayCloseCodes.InvalidAPIVersion]: 'refused',
  [GatewayCloseCodes.InvalidIntents]: 'refused',
  [GatewayCloseCodes.DisallowedIntents]: 'intent refused',
};

const gatewayWords: Readonly<Partial<Record<string, StartRefusal>>> = {
  'Authentication failed': 'wrong token',
  'Invalid shard': 'bad shards',
  'Sharding is required': 'bad shards',
  'Used an invalid API version': 'refused',
  'Used invalid intents': 'refused',
  'Used disallowed intents': 'intent refused',
};
