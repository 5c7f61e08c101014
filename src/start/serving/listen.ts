import { type HttpApp, type HttpServer, type Listen, startHttpServer } from '../../http/server.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Settings } from '../config.ts';
import { StartError } from '../start-error.ts';

export interface Listening {
  readonly http: HttpServer;
  /** Null: the numbers have no port of their own. */
  readonly metrics: HttpServer | null;
  /** Both. */
  close(): Promise<void>;
}

/** Opens the port to the world and, with `METRICS_PORT`, the one to watchers. Throws a {@link StartError} where it cannot. */
export async function listen(
  { HTTP_HOST: host, HTTP_PORT, METRICS_PORT }: Settings,
  { world, watchers, clock }: { readonly world: HttpApp; readonly watchers: HttpApp; readonly clock: Runtime['clock'] },
): Promise<Listening> {
  const http = await open('HTTP_PORT', world, { host, port: HTTP_PORT, clock });
  try {
    const metrics =
      METRICS_PORT === undefined ? null : await open('METRICS_PORT', watchers, { host, port: METRICS_PORT, clock });
    return { http, metrics, close: async () => void (await Promise.all([http.close(), metrics?.close()])) };
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function open(setting: string, app: HttpApp, how: Listen) {
  try {
    return await startHttpServer(app, how);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    const place = `${how.host}:${how.port}`;
    throw new StartError(`HTTP_HOST and ${setting}: cannot listen on ${place}${code}`, 1, { cause: error });
  }
}
