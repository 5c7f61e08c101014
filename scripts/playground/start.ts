import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EmulatedDiscord, startEmulatedDiscord } from '../emulators/discord/index.ts';
import { apiRoutes } from './api-routes.ts';
import type { PlaygroundArguments } from './arguments.ts';
import { botEnvironment } from './bot-environment.ts';
import { type BotProcess, createBotProcess } from './bot-process.ts';
import { createBroadcast } from './broadcast.ts';
import { createControls } from './controls.ts';
import { findFreePort } from './free-port.ts';
import { bundlePage } from './page-bundle.ts';
import { pageRoutes } from './page-routes.ts';
import { viewWorld } from './playground-world.ts';
import type { BotStatus, Snapshot } from './protocol.ts';
import { createRequestLog } from './request-log.ts';
import { type Emulators, startUpstreams } from './upstreams/start-upstreams.ts';
import { watchDecoder } from './watch-decoder.ts';
import { watchEmulators, withoutToken } from './watch-emulators.ts';
import { serveOnLoopback } from './web-server.ts';

export interface PlaygroundOptions extends PlaygroundArguments {
  /** The bot's program. Default: the one that production runs. */
  readonly program?: string;
  readonly onBotStatus?: (status: BotStatus) => void;
}

export interface Playground {
  /** Where the page is. */
  readonly url: string;
  readonly discord: EmulatedDiscord;
  readonly images: Emulators;
  readonly bot: BotProcess;
  /** Stops the bot properly, then everything else; nothing is left running or lying about. */
  close(): Promise<void>;
}

/** Starts the emulated world, the real bot in it and the page. Resolves once the page can be opened. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  // Ends what was begun, last first, when a later step fails; handed over to `close` when all of it stands.
  await using begun = new AsyncDisposableStack();
  const script = bundlePage();
  const directory = await storeDirectory(options.keep);
  if (options.keep === null) begun.defer(() => rm(directory, { recursive: true, force: true }));
  const discord = await startEmulatedDiscord({
    world: 'demo',
    botName: 'retouch',
    messageContentIntent: options.contentIntent,
    pingReplyToInteractionResponse: options.pingReplies,
  });
  begun.defer(() => discord.close());
  const { upstreams, emulators } = await startUpstreams(options.providers, options, (close) => begun.defer(close));
  const broadcast = createBroadcast();
  // What answers on the connection alone would be lost with it.
  const graceSeconds = upstreams.some(({ holdsConnection }) => holdsConnection)
    ? Math.max(3, Math.min(10, Math.ceil(options.speed.max / 1000) + 2))
    : 3;
  const httpPort = await findFreePort();
  const bot = createBotProcess({
    program: options.program ?? fileURLToPath(new URL('../../src/main.ts', import.meta.url)),
    environment: botEnvironment({
      discord,
      upstreams,
      providers: options.providers,
      mode: options.mode,
      directory,
      httpPort,
      graceSeconds,
    }),
    directory,
    graceMs: (graceSeconds + 5) * 1000,
    onStatus(status) {
      broadcast.publish({ kind: 'bot', bot: status });
      options.onBotStatus?.(status);
    },
    onLine: (line) => broadcast.publish({ kind: 'log', line }),
  });
  const controls = createControls({ discord, upstreams, bot });
  const requests = createRequestLog({
    discord,
    upstreams,
    onRequest: (request) => broadcast.publish({ kind: 'request', request }),
  });
  begun.defer(watchEmulators({ discord, upstreams, controls, broadcast }));
  const decoder = watchDecoder({ httpPort, bot, broadcast });
  begun.defer(decoder.stop);
  const snapshot = (): Snapshot => ({
    now: discord.now(),
    start: { user: discord.demo?.ada ?? '', channel: discord.demo?.studio.pictures ?? '' },
    world: viewWorld(discord),
    bot: bot.status(),
    decoder: decoder.status(),
    settings: {
      providers: options.providers,
      mode: options.mode,
      contentIntent: options.contentIntent,
      pingReplies: options.pingReplies,
    },
    interactions: discord.interactions().slice(-100).map(withoutToken),
    requests: requests.summaries(),
    log: bot.log(),
    controls: controls.views(),
  });
  const code = await script;
  const web = await serveOnLoopback(options.port, {
    page: pageRoutes({ script: code, discord }),
    api: apiRoutes({ discord, requests, controls, broadcast, snapshot }),
  });
  begun.defer(() => web.close());
  begun.defer(() => bot.stop());
  bot.start();
  const running = begun.move();
  return { url: web.url, discord, images: emulators, bot, close: () => running.disposeAsync() };
}

async function storeDirectory(keep: string | null): Promise<string> {
  if (keep === null) return mkdtemp(join(tmpdir(), 'retouch-playground-'));
  await mkdir(keep, { recursive: true });
  return resolve(keep);
}
