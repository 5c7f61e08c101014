import type { HttpServer } from '../http/server.ts';
import type { OpenPictures } from '../pictures/pictures.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Discord } from './build-discord.ts';
import type { Jobs } from './build-jobs.ts';
import type { Settings } from './config.ts';
import { graceOf } from './derived-settings.ts';
import type { Providers } from './open-providers.ts';
import type { Store } from './open-store.ts';
import type { WaysIn } from './ways-in.ts';

export interface App {
  /** Resolves once the gateway is up, the commands are registered and work is taken. Throws a {@link StartError}. */
  start(): Promise<void>;
  /** Takes no more work, lets running steps finish within the grace, and closes everything. Asked twice, it is done once. */
  stop(): Promise<void>;
  /** The HTTP server's port, once started. */
  readonly httpPort: number;
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
  let server: HttpServer | null = null;
  let stopped: Promise<void> | null = null;

  return {
    get httpPort() {
      return server?.port ?? 0;
    },

    async start() {
      server = await waysIn.listen();
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
      log.info({ commands: registered, providers: providers.inOrder, readsContent, http: server.port }, 'ready');
    },

    stop: () => (stopped ??= stop()),
  };

  async function stop(): Promise<void> {
    waitingFor.add('stopping');
    waysIn.gateway.stop();
    using grace = clock.deadline(graceOf(settings, providers.byName.values()) * 1_000);
    grace.signal.addEventListener('abort', cut, { once: true });
    await Promise.all([waysIn.gateway.idle(), jobs.worker.stop()]);
    await pictures.close();
    await server?.close();
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
