import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

export interface WebServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves these routes on loopback, to this machine's own pages only. */
export async function serveOnLoopback(port: number, routes: { page: Hono; api: Hono }): Promise<WebServer> {
  const app = new Hono();
  app.use(async (c, next) => {
    // Another site's page must not act here, neither by its own name that resolves to us nor by a form.
    if (!LOOPBACK.test(c.req.header('host') ?? '')) return c.text('Only on loopback.', 403);
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${c.req.header('host')}`) return c.text('Only from our page.', 403);
    return next();
  });
  app.route('/api', routes.api);
  app.route('/', routes.page);
  const server = createServer(getRequestListener(app.fetch));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port.');
  return address.port;
}
