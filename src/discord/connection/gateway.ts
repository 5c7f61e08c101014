import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayCloseCodes, type GatewayDispatchPayload, type REST } from 'discord.js';
import { type ApplicationId, applicationId, type UserId, userId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { type DiscordTrouble, readDiscordError } from '../kit/discord-error.ts';
import { closings, DiscordStartError, refusalOf } from './discord-start-error.ts';
import { createKnownPlaces, type KnownPlaces } from './gateway/known-places.ts';
import { gatewayOptions } from './gateway/options.ts';
import { createGatewayRelay } from './gateway/relay.ts';
import { createSessionStore } from './gateway/session-store.ts';
import { createSessions, NoSessionsLeft, NotDiscord, tellWait } from './gateway/sessions.ts';
import { createBuildStrategy } from './gateway/strategy.ts';
import { createOwnAgent } from './own-agent.ts';
import { createBotRest } from './rest.ts';
import { type Unreachable, whyUnreachable } from './why-unreachable.ts';

/** As whom the bot is there. */
export interface Self {
  readonly user: UserId;
  readonly application: ApplicationId;
}

/** What Discord tells over one connection of all its shards. */
export interface GatewayConnection {
  /** Whether it tells what messages say. */
  readonly readsContent: boolean;
  /** Known from READY on, which comes before anything else; null: not yet. */
  self(): Self | null;
  /** Up to date with whatever a handler is told. */
  readonly places: KnownPlaces;
  /** Calls this with every event from now on, as Discord's own JSON. */
  onDispatch(handle: (dispatch: GatewayDispatchPayload) => void): void;
}

export interface Gateway {
  /** The routes that need the bot's token; usable before and beside the gateway. */
  readonly rest: REST;
  /**
   * Connects, and resolves once every shard is ready. `listen` is called before, so that no event is missed, and a
   * second time with another connection when Discord refused the content intent. Throws {@link DiscordStartError}.
   */
  start(
    listen: (connection: GatewayConnection) => void,
  ): Promise<{ readonly self: Self; readonly readsContent: boolean }>;
  /** Closes the gateway and lets go of every timer. Ends an attempt to start, too. */
  destroy(): Promise<void>;
}

export function createGateway({
  token,
  apiUrl,
  messageContent,
  shards,
  proxy = null,
  clock,
  log,
  onLost,
}: {
  readonly token: string;
  readonly apiUrl: string;
  readonly messageContent: 'on' | 'off' | 'auto';
  /** `auto`, or `0-3/16`. */
  readonly shards: string;
  /** Through whom Discord is reached; null or left out: nobody. */
  readonly proxy?: OutwardProxy | null;
  readonly clock: Clock;
  readonly log: Log;
  /** A running connection was closed for good (the token was changed, an intent was withdrawn). */
  readonly onLost?: (error: DiscordStartError) => void;
}): Gateway {
  const rest = createBotRest(apiUrl, token, { clock, proxy });
  const relay = proxy === null ? null : createGatewayRelay({ agent: createOwnAgent(proxy), clock, log });
  const stopping = new AbortController();
  const sessions = createSessions({ rest, clock, log });
  const { buildIdentifyThrottler } = sessions;
  const ways = { buildIdentifyThrottler, buildStrategy: createBuildStrategy({ sessions, relay, clock }) };
  let current: WebSocketManager | null = null;

  return { rest, start, destroy };

  async function start(listen: (connection: GatewayConnection) => void) {
    if (messageContent === 'off') return { self: await connect(listen, false), readsContent: false };
    try {
      return { self: await connect(listen, true), readsContent: true };
    } catch (error) {
      const refused = error instanceof DiscordStartError && error.reason === 'intent refused';
      if (!refused || messageContent === 'on') throw error;
    }
    log.warn(
      { code: GatewayCloseCodes.DisallowedIntents },
      'Discord refuses the message content intent: on without it',
    );
    return { self: await connect(listen, false), readsContent: false };
  }

  /** Discord may be away for a while; it is asked again, in growing distance. */
  async function connect(listen: (connection: GatewayConnection) => void, readsContent: boolean): Promise<Self> {
    let why: Unreachable = 'unreachable';
    for (const least of pausesMs) {
      const connected = await attemptWithSessions(listen, readsContent);
      if ('user' in connected) return connected;
      why = connected.why;
      // Whoever keeps us out would do so for longer if we came sooner.
      const pause = why === 'kept out' ? Math.max(least, connected.trouble.afterMs) : least;
      const fields = { code: connected.trouble.code, seconds: pause / 1000, why: new DiscordStartError(why).message };
      log.warn(fields, 'Discord cannot be reached yet');
      await clock.sleep(pause, stopping.signal);
    }
    throw new DiscordStartError(why);
  }

  /** Waits, for as long as it takes, until a session may be begun. */
  async function attemptWithSessions(listen: (connection: GatewayConnection) => void, readsContent: boolean) {
    while (true) {
      const attempted = await attempt(listen, readsContent);
      if (!(attempted instanceof NoSessionsLeft)) return attempted;
      tellWait(log, attempted);
      await clock.sleep(attempted.afterMs, stopping.signal);
    }
  }

  async function attempt(listen: (connection: GatewayConnection) => void, readsContent: boolean) {
    stopping.signal.throwIfAborted();
    const manager = new WebSocketManager({
      ...{ token, rest },
      ...gatewayOptions(shards, readsContent),
      ...ways,
      ...createSessionStore(),
    });
    current = manager;
    const connection = connectionOver(manager, readsContent);
    listen(connection);
    const watched = watch(manager);
    try {
      await Promise.race([manager.connect(), watched.closedForGood]);
    } catch (error) {
      await manager.destroy();
      return afterFailing(error);
    }
    watched.ready();
    const self = connection.self();
    if (self === null) throw new Error('the gateway is ready, and nobody was told who the bot is');
    return self;
  }

  /** What may be tried again; throws what may not. */
  function afterFailing(error: unknown) {
    const refusal = refusalOf(error);
    if (refusal !== null) throw new DiscordStartError(refusal);
    if (error instanceof NoSessionsLeft) return error;
    const trouble = error instanceof NotDiscord ? nonsense : readDiscordError(error);
    // Nothing of Discord's is where the gateway's address should be.
    if (trouble?.kind === 'refused' && trouble.status === 404) throw new DiscordStartError('not Discord');
    if (trouble?.kind !== 'busy') throw error;
    const why = whyUnreachable(error, proxy);
    // No patience helps here.
    if (why === 'certificate') throw new DiscordStartError(why);
    return { trouble, why };
  }

  /** From when it is ready its shards reconnect by themselves, unless Discord closes one for good. */
  function watch(manager: WebSocketManager) {
    const { promise: closedForGood, reject } = Promise.withResolvers<never>();
    // Where connecting fails first, nobody waits for this.
    closedForGood.catch(() => undefined);
    let [isReady, isTold] = [false, false];
    manager.on(WebSocketShardEvents.Error, ({ error, shardId: shard }) => {
      // One that was closed for good is told below.
      if (isReady && refusalOf(error) === null) log.warn({ shard, name: error.name }, 'a gateway connection failed');
    });
    manager.on(WebSocketShardEvents.Closed, ({ code, shardId: shard }) => {
      const reason = closings[code];
      if (reason !== undefined) {
        const error = new DiscordStartError(reason);
        reject(error);
        if (!isReady) return;
        log.error({ shard, code }, error.message);
        onLost?.(error);
        return;
      }
      // @discordjs/ws tries for ever where its gateway refuses, and tells nobody why.
      if (isReady || isTold || stopping.signal.aborted) return;
      isTold = true;
      log.warn({ shard }, 'the gateway breaks off before it is ready: it is tried again and again');
    });
    return {
      closedForGood,
      ready: () => {
        isReady = true;
      },
    };
  }

  async function destroy(): Promise<void> {
    stopping.abort(new DOMException('the gateway was destroyed', 'AbortError'));
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
    await current?.destroy();
    await relay?.close();
  }
}

function connectionOver(manager: WebSocketManager, readsContent: boolean): GatewayConnection {
  let self: Self | null = null;
  const { places, learn } = createKnownPlaces(() => self?.user);
  manager.on(WebSocketShardEvents.Ready, ({ data }) => {
    self = { user: userId(data.user.id), application: applicationId(data.application.id) };
  });
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => learn(data));
  return {
    readsContent,
    self: () => self,
    places,
    onDispatch: (handle) => void manager.on(WebSocketShardEvents.Dispatch, ({ data }) => handle(data)),
  };
}

/** As a Discord that is away: whoever answers may be in its place for a while only. */
const nonsense = { kind: 'busy', afterMs: 0, taken: 'no', code: 0 } as const satisfies DiscordTrouble;

/** About four minutes in all. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 60_000, 60_000] as const;
