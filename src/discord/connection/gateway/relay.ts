import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';
import type { Upgrading } from '../own-agent.ts';

/**
 * The gateway through a proxy. @discordjs/ws opens its sockets without an agent, and no option of its own gives it one; what
 * it can be told is where the gateway is. So it is told of doors on loopback, each with a name that nobody can guess, and
 * behind a door stands the real gateway, reached as everything else of Discord is.
 */
export interface GatewayRelay {
  /** Where to go instead. Plain sockets, which only an emulator has, go directly, as plain HTTP does. */
  doorTo(gateway: string): Promise<string>;
  close(): Promise<void>;
}

export function createGatewayRelay({
  agent,
  clock,
  log,
}: {
  readonly agent: Upgrading;
  readonly clock: Pick<Clock, 'uuid'>;
  readonly log: Pick<Log, 'warn'>;
}): GatewayRelay {
  /** Gateways by the path of their door. */
  const doors = new Map<string, URL>();
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket: Duplex, head) => {
    pass(request, socket, head).catch((error: unknown) => {
      log.warn({ error }, 'the gateway cannot be reached through HTTPS_PROXY');
      socket.destroy();
    });
  });
  let listening: Promise<void> | null = null;

  return {
    doorTo,

    async close() {
      server.close();
      server.closeAllConnections();
    },
  };

  async function doorTo(gateway: string): Promise<string> {
    const url = URL.parse(gateway);
    if (url?.protocol !== 'wss:') return gateway;
    listening ??= new Promise((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', () => resolve());
    });
    await listening;
    const [known] = [...doors].find(([, { href }]) => href === url.href) ?? [];
    const path = known ?? `/${clock.uuid()}`;
    doors.set(path, url);
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  }

  async function pass(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://door');
    const gateway = doors.get(pathname);
    if (gateway === undefined) return void socket.destroy();
    // Until it is joined to the other: what breaks is closed by Node.
    socket.on('error', () => undefined);
    const { headers, socket: far } = await agent.upgrade({
      origin: `https://${gateway.host}`,
      path: `${gateway.pathname}${search}`,
      protocol: 'websocket',
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => name.startsWith('sec-websocket-')),
      ) as Record<string, string>,
    });
    // Whoever left meanwhile would never end it.
    if (socket.destroyed) return void far.destroy();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
    socket.write(['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n'));
    if (head.byteLength > 0) far.write(head);
    join(socket, far);
  }
}

/** What one end says the other hears, and neither outlives the other. */
function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy()).once('close', () => to.destroy());
    from.pipe(to);
  }
}
