/** The list of every part and who gets which: as long as the program has parts, and read from top to bottom. */
import { actions, commands } from '../../commands/index.ts';
import { createFetchSource } from '../application/chain/fetch-source.ts';
import { createPrepareSources } from '../application/chain/prepare-sources.ts';
import { createRecordVersions } from '../application/chain/record-versions.ts';
import { createFetchShownCopy } from '../application/chain/shown-copy.ts';
import { createServices } from '../application/create-services.ts';
import type { CurrentRules } from '../application/current-rules.ts';
import { createAccepting } from '../application/jobs/accept-job.ts';
import { createAdvanceJob } from '../application/jobs/advance-job.ts';
import { createAfterBug } from '../application/jobs/after-bug.ts';
import { createComposeAnswer } from '../application/jobs/compose-answer.ts';
import { createDeliver } from '../application/jobs/deliver.ts';
import { createLinePlaces } from '../application/jobs/line-places.ts';
import { createPreviews } from '../application/jobs/previews.ts';
import { createAdmission } from '../application/money/admission.ts';
import { createLimitNotices } from '../application/money/limit-notices.ts';
import { createLimits } from '../application/money/limits.ts';
import { createAdvanceRequest } from '../application/requests/advance-request.ts';
import { createCollect } from '../application/requests/collect.ts';
import { createFailover } from '../application/requests/failover.ts';
import { createCallPreparation } from '../application/requests/prepare-call.ts';
import { createPrepareMask } from '../application/requests/prepare-mask.ts';
import { createProviderHealth } from '../application/requests/provider-health.ts';
import { createMaintenance } from '../application/upkeep/maintenance.ts';
import { createRetention } from '../application/upkeep/retention.ts';
import { createShutDownNotices } from '../application/upkeep/shut-down-notices.ts';
import { createDiscordClient } from '../discord/connection/client.ts';
import { DiscordStartError } from '../discord/connection/discord-start-error.ts';
import { registerAtStart } from '../discord/connection/register-at-start.ts';
import { createInteractionRest } from '../discord/connection/rest.ts';
import { createGatewayListener } from '../discord/incoming/gateway-listener.ts';
import { createMessenger } from '../discord/outgoing/messenger.ts';
import { type ApplicationId, applicationId, guildId } from '../domain/ids.ts';
import { defaultPace, type Pace } from '../domain/jobs/pace.ts';
import { createSignedAddresses } from '../http/addresses.ts';
import { createHttpApp } from '../http/app.ts';
import { type HttpServer, startHttpServer } from '../http/server.ts';
import { createMachineRoom } from '../lib/machine-room.ts';
import { sign } from '../lib/signature.ts';
import { createSystemClock } from '../lib/system-clock.ts';
import { createPictures } from '../pictures/pictures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Room } from '../ports/room.ts';
import { createDownloader } from '../providers/http/download.ts';
import { createUpstream } from '../providers/http/upstream.ts';
import { createWorker } from '../queue/worker.ts';
import type { Settings } from './config.ts';
import { graceOf, pictureOrigins, secretsOf, trustedOrigins } from './derived-settings.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { createLog } from './log.ts';
import { openProviders } from './open-providers.ts';
import { openStore } from './open-store.ts';
import { StartError } from './start-error.ts';

export interface App {
  /** Resolves once the gateway is up, the commands are registered and work is taken. Throws a {@link StartError}. */
  start(): Promise<void>;
  /** Takes no more work, lets running steps finish within the grace, and closes everything. Asked twice, it is done once. */
  stop(): Promise<void>;
  /** The HTTP server's port, once started. */
  readonly httpPort: number;
}

export interface Overrides {
  readonly clock?: Clock;
  readonly pace?: Pace;
  readonly log?: Log;
  /** What the machine has left. */
  readonly room?: Room;
  /** Discord closed the connection for good: the token was changed, an intent withdrawn. */
  readonly onLost?: (error: StartError) => void;
}

/** The composition root: reads top to bottom. Nothing is connected before `start`. */
export async function compose(settings: Settings, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? createSystemClock();
  const pace = overrides.pace ?? defaultPace;
  const log = overrides.log ?? createLog({ level: settings.LOG_LEVEL, secrets: secretsOf(settings) });

  // What is known before anything is opened.
  const catalogue = await loadCatalogue(settings);
  const publicUrl = settings.PUBLIC_URL ?? null;

  // The store: one process at a time.
  const store = await openStore(settings, { clock, pace, log });
  const { journal, index, notes, versions, images, scratch, guildSettings, ledger } = store;
  const pictures = createPictures();
  const secret = settings.SIGNING_SECRET ?? (await notes.secret(() => `${clock.uuid()}${clock.uuid()}`));
  const addresses = createSignedAddresses({ publicUrl, secret, clock });

  // The image APIs.
  const downloader = createDownloader({ clock, origins: trustedOrigins(settings) });
  const upstream = createUpstream();
  const providers = openProviders(settings, { upstream, pictures, clock, pace });
  const providersInOrder = settings.PROVIDER_ORDER.filter((name) => providers.has(name));
  const health = createProviderHealth({ clock, rule: pace.health, log });
  const market = () => ({ providers: providersInOrder, resting: health.resting(), now: clock.now() });
  const rules: CurrentRules = {
    catalogue,
    defaultModel: settings.DEFAULT_MODEL,
    market,
    services: settings.vendors,
  };
  const failover = createFailover({ journal, catalogue, market, clock, log });

  // Discord.
  const discord = createDiscordClient({
    token: settings.DISCORD_TOKEN,
    apiUrl: settings.DISCORD_API_URL,
    messageContent: settings.MESSAGE_CONTENT,
    shards: settings.DISCORD_SHARDS,
    clock,
    log,
    onLost: ({ message }) => overrides.onLost?.(new StartError(message)),
  });
  const interactionRest = createInteractionRest(settings.DISCORD_API_URL);
  /** Ends what still runs when the grace of a shutdown is over. */
  const cutting = new AbortController();
  const cut = cutting.signal;
  const messenger = createMessenger({ rest: discord.rest, interactionRest, clock, log, cut });

  // A job's life.
  const wake = () => worker.wake();
  const deliver = createDeliver({
    journal,
    index,
    messenger,
    recordVersions: createRecordVersions({ versions, index, clock }),
    composeAnswer: createComposeAnswer({ versions, index, images, scratch, pictures, addresses }),
    clock,
    pace,
    log,
  });
  const fetchSource = createFetchSource({ downloader, origins: pictureOrigins(settings), messenger });
  const prepareSources = createPrepareSources({
    versions,
    index,
    images,
    scratch,
    pictures,
    fetchSource,
    fetchShownCopy: createFetchShownCopy({ index, images, scratch, pictures, messenger, fetchSource }),
    prepareMask: createPrepareMask({ images, scratch, pictures, fetchSource }),
    clock,
  });
  const previews = createPreviews({ journal, messenger, scratch, pictures, clock, pace, log, wake });
  const retention = createRetention({
    images,
    needed: store.neededOriginals,
    rule: { maxBytes: settings.IMAGE_STORE_MAX_GB * 1e9, maxAgeMs: settings.IMAGE_STORE_MAX_DAYS * 86_400_000 },
    log,
  });
  const worker = createWorker({
    journal,
    owner: `${process.pid}-${clock.uuid()}`,
    limits: {
      provider: settings.CONCURRENCY,
      guild: settings.GUILD_CONCURRENCY,
      member: settings.MEMBER_CONCURRENCY,
    },
    clock,
    log,
    cut,
    steps: {
      job: createAdvanceJob({
        journal,
        messenger,
        prepareSources,
        deliver,
        places: createLinePlaces({ journal, clock }),
        previews,
        failover,
        clock,
        pace,
        log,
      }),
      request: createAdvanceRequest({
        journal,
        catalogue,
        providers,
        prepareCall: createCallPreparation({
          catalogue,
          versions,
          images,
          scratch,
          pictures,
          addresses,
          nameOf: (member) => sign(secret, ['member', member]),
        }),
        collect: createCollect({ images, scratch, downloader, pictures }),
        health,
        failover,
        scratch: scratch.directory,
        clock,
        pace,
        log,
        preview: previews.arrived,
      }),
      afterBug: createAfterBug({ journal, clock, pace, log }),
      maintenance: createMaintenance({
        notes,
        messenger,
        retention,
        tellShutDowns: createShutDownNotices({ catalogue, providers: providersInOrder, log }),
      }),
    },
  });
  const limits = createLimits({
    settings: guildSettings,
    ledger,
    defaults: settings.DEFAULT_LIMITS,
    ceilings: settings.MAX_LIMITS,
    clock,
  });
  const accepting = createAccepting({
    journal,
    versions,
    messenger,
    rules,
    limits,
    afterAsking: createLimitNotices({ ledger, settings: guildSettings, messenger, clock, log }),
    mayAccept: createAdmission({
      room: overrides.room ?? createMachineRoom(settings.IMAGE_STORE_URL),
      journal,
      keptBytes: retention.keptBytes,
      maxBytes: settings.IMAGE_STORE_MAX_GB * 1e9,
      clock,
      log,
    }),
    queueMax: settings.QUEUE_MAX,
    clock,
    pace,
    log,
    wake,
  });
  const services = createServices({
    limits,
    settings: guildSettings,
    accepting,
    journal,
    versions,
    index,
    notes,
    images,
    scratch,
    pictures,
    rules,
    clock,
    pace,
    log,
    wake,
  });

  // The two ways in.
  const listener = createGatewayListener({
    rest: discord.rest,
    interactionRest,
    commands,
    actions,
    services,
    clock,
    log,
    cut,
  });
  const waitingFor = new Set(['gateway', 'commands']);
  const http = createHttpApp({
    addresses,
    versions,
    images,
    health: {
      missing: () => [...waitingFor],
      gauges: async () => [
        { name: 'retouch_ready', help: 'Whether members are served.', value: waitingFor.size === 0 ? 1 : 0 },
        { name: 'retouch_waiting', help: 'Paid requests not sent yet.', value: await journal.unsent() },
        { name: 'retouch_memory_bytes', help: 'Resident memory.', value: process.memoryUsage.rss() },
      ],
    },
    async calledBack(request) {
      await journal.wake({ kind: 'request', id: request }, clock.now());
      wake();
    },
  });
  let server: HttpServer | null = null;
  let stopped: Promise<void> | null = null;

  const listen = async () => {
    const { HTTP_HOST: host, HTTP_PORT: port } = settings;
    try {
      return await startHttpServer(http, { host, port });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
      throw new StartError(`HTTP_HOST and HTTP_PORT: cannot listen on ${host}:${port}${code}`, 1, { cause: error });
    }
  };
  const asStartError = (error: unknown) => {
    throw error instanceof DiscordStartError ? new StartError(error.message) : error;
  };
  const connect = () => discord.start((client) => listener.listen(client)).catch(asStartError);
  const register = (application: ApplicationId) => {
    const guild = settings.DEV_GUILD_ID === undefined ? null : guildId(settings.DEV_GUILD_ID);
    const wanted = { rest: discord.rest, application, guild, commands };
    return registerAtStart({ ...wanted, clock, log, signal: cut }).catch(asStartError);
  };

  const stop = async () => {
    waitingFor.add('stopping');
    listener.stop();
    using grace = clock.deadline(graceOf(settings, providers.values()) * 1_000);
    grace.signal.addEventListener('abort', () => cutting.abort(new Error('stopping')), { once: true });
    await Promise.all([listener.idle(), worker.stop()]);
    await server?.close();
    await discord.destroy();
    await upstream.close();
    await store.close();
  };

  return {
    get httpPort() {
      return server?.port ?? 0;
    },

    async start() {
      server = await listen();
      for (const job of await journal.unacknowledged()) await journal.wake({ kind: 'job', id: job.id }, clock.now());
      const { client, readsContent } = await connect();
      waitingFor.delete('gateway');
      const registered = await register(applicationId(client.application.id));
      waitingFor.delete('commands');
      worker.start();
      log.info({ commands: registered, providers: providersInOrder, readsContent, http: server.port }, 'ready');
    },

    stop: () => (stopped ??= stop()),
  };
}
