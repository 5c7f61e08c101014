import { Client, Events, GatewayCloseCodes, type REST } from 'discord.js';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { readDiscordError } from '../kit/discord-error.ts';
import { clientOptions } from './client-options.ts';
import { closings, DiscordStartError, refusalOf } from './discord-start-error.ts';
import { createBotRest } from './rest.ts';

export interface DiscordClient {
  /** The routes that need the bot's token; usable before and beside the gateway. */
  readonly rest: REST;
  /**
   * Connects, and resolves once every shard is ready. `listen` is called before, so that no event is missed, and a
   * second time with another client when Discord refused the content intent. Throws {@link DiscordStartError}.
   */
  start(listen: (client: Client) => void): Promise<{ readonly client: Client<true>; readonly readsContent: boolean }>;
  /** Closes the gateway and lets go of every timer. Ends an attempt to start, too. */
  destroy(): Promise<void>;
}

export function createDiscordClient({
  token,
  apiUrl,
  messageContent,
  shards,
  clock,
  log,
  onLost,
}: {
  readonly token: string;
  readonly apiUrl: string;
  readonly messageContent: 'on' | 'off' | 'auto';
  /** `auto`, or `0-3/16`. */
  readonly shards: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A running connection was closed for good (the token was changed, an intent was withdrawn). */
  readonly onLost?: (error: DiscordStartError) => void;
}): DiscordClient {
  const rest = createBotRest(apiUrl, token, clock);
  const stopping = new AbortController();
  let current: Client | null = null;

  return { rest, start, destroy };

  async function start(listen: (client: Client) => void) {
    if (messageContent === 'off') return { client: await connect(listen, false), readsContent: false };
    try {
      return { client: await connect(listen, true), readsContent: true };
    } catch (error) {
      const refused = error instanceof DiscordStartError && error.reason === 'intent refused';
      if (!refused || messageContent === 'on') throw error;
    }
    log.warn(
      { code: GatewayCloseCodes.DisallowedIntents },
      'Discord refuses the message content intent: on without it',
    );
    return { client: await connect(listen, false), readsContent: false };
  }

  /** Discord may be away for a while; it is asked again, in growing distance. */
  async function connect(listen: (client: Client) => void, readsContent: boolean): Promise<Client<true>> {
    for (const pause of pausesMs) {
      const connected = await attempt(listen, readsContent);
      if (connected instanceof Client) return connected;
      log.warn({ code: connected.code, seconds: pause / 1000 }, 'Discord cannot be reached yet');
      await clock.sleep(pause, stopping.signal);
    }
    throw new DiscordStartError('unreachable');
  }

  async function attempt(listen: (client: Client) => void, readsContent: boolean) {
    stopping.signal.throwIfAborted();
    const client = new Client(clientOptions({ apiUrl, shards, readsContent, clock }));
    current = client;
    client.on(Events.Error, (error) => log.error({ name: error.name }, 'the Discord client reports an error'));
    listen(client);
    const ready = readiness(client);
    try {
      await client.login(token);
      await ready.wait;
    } catch (error) {
      await client.destroy();
      const refusal = refusalOf(error);
      if (refusal !== null) throw new DiscordStartError(refusal);
      const trouble = readDiscordError(error);
      if (trouble?.kind === 'busy') return trouble;
      throw error;
    } finally {
      ready.forget();
    }
    watch(client);
    if (!client.isReady()) throw new Error('the Discord client is not ready after its ready event');
    return client;
  }

  /** From now on its shards reconnect by themselves, unless Discord closes one for good. */
  function watch(client: Client): void {
    client.on(Events.ShardError, (error, shard) => {
      // One that was closed for good is told below.
      if (refusalOf(error) === null) log.warn({ shard, name: error.name }, 'a gateway connection failed');
    });
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      const reason = closings[code];
      if (reason === undefined) return;
      const error = new DiscordStartError(reason);
      log.error({ shard, code }, error.message);
      onLost?.(error);
    });
  }

  async function destroy(): Promise<void> {
    stopping.abort(new DOMException('the Discord client was destroyed', 'AbortError'));
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
    await current?.destroy();
  }
}

/** Ready, or closed for good before that. */
function readiness(client: Client) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const close = ({ code }: { readonly code: number }) => {
    const reason = closings[code];
    if (reason !== undefined) reject(new DiscordStartError(reason));
  };
  client.once(Events.ClientReady, () => resolve());
  client.on(Events.ShardDisconnect, close);
  // Where `login` fails first, nobody waits for this.
  promise.catch(() => undefined);
  return { wait: promise, forget: () => client.off(Events.ShardDisconnect, close) };
}

/** About four minutes in all. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 60_000, 60_000] as const;
