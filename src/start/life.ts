import type { OpenPictures } from '../pictures/pictures.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Discord } from './build-discord.ts';
import type { Jobs } from './build-jobs.ts';
import type { Settings } from './config.ts';
import { graceOf } from './derived-settings.ts';
import type { Providers } from './open-providers.ts';
import type { Store } from './open-store.ts';
import type { Listening } from './serving/listen.ts';
import type { WaysIn } from './ways-in.ts';

export interface App {
  /** Resolves once the gateway is up, the commands are registered and work is taken. Throws a {@link StartError}. */
  start(): Promise<void>;
  /** Takes no more work, lets running steps finish within the grace, and closes everything. Asked twice, it is done once. */
  stop(): Promise<void>;
  /** The HTTP server's port, once started. */
  readonly httpPort: number;
  /** Of `METRICS_PORT`, once started; null: the numbers have no port of their own. */
  readonly metricsPort: number | null;
}

interface Needs {
  readonly store: Store;
  readonly pictures: OpenPictures;
  readonly providers: Providers;
  readonly discord: Discord;
  readonly jobs: Jobs;
  readonly waysIn: WaysIn;
  readonly waitingFor: Set<string>;
  readonly runtime: Runtime;
  readonly cutting: AbortController;
}

/** In which order everything begins, and ends. */
export function createLife(settings: Settings, needs: Needs): App {
  const { store, pictures, providers, discord, jobs, waysIn, waitingFor, cutting } = needs;
  const { journal } = store;
  const { clock, pace, log } = needs.runtime;
  let opening: Promise<Listening> | null = null;
  let listening: Listening | null = null;
  let stopped: Promise<void> | null = null;

  return {
    get httpPort() {
      return listening?.http.port ?? 0;
    },

    get metricsPort() {
      return listening?.metrics?.port ?? null;
    },

    async start() {
      opening = waysIn.listen();
      listening = await opening;
      const { http, metrics } = listening;
      // Which jobs those are is found before any new one may come; what time it is, Discord tells.
      const unacknowledged = await journal.unacknowledged();
      const { self, readsContent } = await discord.connect(waysIn.gateway.listen);
      await journal.bringNear(clock.now(), longestWait);
      await journal.spreadLooks(clock.now(), pace.looksApart);
      for (const { id } of unacknowledged) await journal.wake({ kind: 'job', id }, clock.now());
      waitingFor.delete('gateway');
      const registered = await discord.register(self.application);
      waitingFor.delete('commands');
      jobs.worker.start();
      const ports = { http: http.port, ...(metrics === null ? {} : { metrics: metrics.port }) };
      log.info({ commands: registered, providers: providers.inOrder, readsContent, ...ports }, 'ready');
    },

    stop: () => (stopped ??= stop()),
  };

  async function stop(): Promise<void> {
    waitingFor.add('stopping');
    waysIn.gateway.stop();
    using grace = clock.deadline(graceOf(settings, providers.byName.values()) * 1_000);
    grace.signal.addEventListener('abort', cut, { once: true });
    // First, and at once: nothing of ours is to wait for who is connected. What a vendor would call back about is asked for
    // by the next process.
    const shut = opening?.then(
      ({ close }) => close(),
      () => undefined,
    );
    await Promise.all([shut, waysIn.gateway.idle(), jobs.worker.stop()]);
    await pictures.close();
    await discord.close();
    await providers.close();
    await store.close();
  }

  /** What still runs ends now; nobody waits for a picture either. */
  function cut(): void {
    cutting.abort(new Error('stopping'));
    pictures.close().catch((error: unknown) => log.warn({ error }, 'pictures were not closed'));
  }
}

/** Beyond this no row waits for a time; only one whose time was written by a clock that was wrong. */
const longestWait = 15 * 60_000;
