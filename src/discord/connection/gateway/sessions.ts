import { type APIGatewayBotInfo, type REST, Routes, SimpleIdentifyThrottler, type WebSocketOptions } from 'discord.js';
import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';

/** What answers in Discord's place makes no sense: a page, or another program's JSON. */
export class NotDiscord extends Error {
  override readonly name = 'NotDiscord';
}

/** Discord lets this bot begin no session for so long. */
export class NoSessionsLeft extends Error {
  override readonly name = 'NoSessionsLeft';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super('no sessions are left');
    this.afterMs = afterMs;
  }
}

interface Needs {
  readonly rest: Pick<REST, 'get'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly log: Pick<Log, 'warn'>;
}

/** How many sessions may still be begun, which are a thousand a day; who begins more loses the token (reference, section 8). */
export interface Sessions {
  /** Asks Discord. Throws {@link NotDiscord}, {@link NoSessionsLeft} where so many cannot be begun, and discord.js' errors. */
  ask(shards?: number): Promise<APIGatewayBotInfo>;
  /** Waits before each session: as Discord wants it, and until one may be begun. */
  readonly buildIdentifyThrottler: NonNullable<WebSocketOptions['buildIdentifyThrottler']>;
}

export function createSessions({ rest, clock, log }: Needs): Sessions {
  /** By what Discord said last, less what was begun since. */
  let left = 0;

  async function ask(shards?: number): Promise<APIGatewayBotInfo> {
    const information = readInformation(await rest.get(Routes.gatewayBot()));
    const { remaining, reset_after: after } = information.session_start_limit;
    left = remaining;
    if (remaining < (shards ?? information.shards))
      throw new NoSessionsLeft(Math.min(Math.max(after, shortestWait), longestWait));
    return information;
  }

  /**
   * Throws where the shard's connection has gone, and never else: @discordjs/ws would begin a session all the same, and
   * twice.
   */
  async function untilSome(shard: number, signal: AbortSignal): Promise<void> {
    try {
      await ask(1);
    } catch (error) {
      if (error instanceof NoSessionsLeft) tellWait(log, error, { shard });
      else log.warn({ shard, error }, 'Discord does not say whether another session may be begun');
      await clock.sleep(error instanceof NoSessionsLeft ? error.afterMs : shortestWait, signal);
    }
  }

  return {
    ask,
    async buildIdentifyThrottler(manager) {
      const { session_start_limit: limit } = await manager.fetchGatewayInformation();
      const inTurn = new SimpleIdentifyThrottler(limit.max_concurrency);
      return {
        async waitForIdentify(shard, signal) {
          await inTurn.waitForIdentify(shard, signal);
          while (left <= 0) await untilSome(shard, signal);
          left -= 1;
        },
      };
    },
  };
}

/** The one line of it. */
export function tellWait(log: Pick<Log, 'warn'>, { afterMs }: NoSessionsLeft, fields: object = {}): void {
  const seconds = Math.ceil(afterMs / 1000);
  log.warn(
    { ...fields, seconds },
    'Discord lets this bot begin no more sessions for now: it waits, or loses its token',
  );
}

/** A reset that is just over is not asked for in a loop. */
const shortestWait = 5_000;
/** Sessions are counted by the day; and what is longer than a timer can be ends at once. */
const longestWait = 86_400_000;

/** The whole of what is read of it, here and by @discordjs/ws. */
function readInformation(answer: unknown): APIGatewayBotInfo {
  if (isRecord(answer) && isRecord(answer['session_start_limit'])) {
    const { url, shards, session_start_limit: limit } = answer;
    const counts = [limit['remaining'], limit['reset_after']];
    const some = [shards, limit['max_concurrency']];
    const isGateway = typeof url === 'string' && /^wss?:$/.test(URL.parse(url)?.protocol ?? '');
    // What was looked at, field by field.
    const isCounted = [...counts, ...some].every(Number.isInteger) && some.every((count) => Number(count) > 0);
    if (isGateway && isCounted) return answer as unknown as APIGatewayBotInfo;
  }
  throw new NotDiscord();
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
