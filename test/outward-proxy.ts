import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures/tls', name);

/** What a program of ours is started with so that it believes the certificate of the hosts behind the proxy. */
export const trust = { NODE_EXTRA_CA_CERTS: fixture('certificate.pem') };

/** A proxy as companies have them: it takes CONNECT alone, asks for a name and a password, and knows these hosts. */
export interface EmulatedProxy extends AsyncDisposable {
  readonly url: string;
  /** What was asked for, `host:port`, in the order in which it was. */
  readonly asked: readonly string[];
}

/** `hosts`: names, and the local port where each is spoken to in plain words; the proxy's side speaks TLS for them. */
export async function startProxy(hosts: Readonly<Record<string, number>>): Promise<EmulatedProxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  const front = createTlsServer(
    { cert: readFileSync(fixture('certificate.pem')), key: readFileSync(fixture('key.pem')) },
    (socket) => bridge(socket, hosts[String((socket as TLSSocket & { servername?: string }).servername)] ?? 0, open),
  );
  // Who does not believe the certificate breaks off.
  front.on('tlsClientError', () => undefined);
  const proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', (request: IncomingMessage, socket: Duplex) => {
    const target = request.url ?? '';
    asked.push(target);
    const isKnown = hosts[target.split(':')[0] ?? ''] !== undefined;
    const isAllowed = request.headers['proxy-authorization'] === `Basic ${btoa('ada:secret')}`;
    if (!isKnown || !isAllowed) return void socket.end(`HTTP/1.1 ${isAllowed ? 502 : 407} Refused\r\n\r\n`);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    bridge(socket, portOf(front), open);
  });
  front.listen(0, '127.0.0.1');
  proxy.listen(0, '127.0.0.1');
  await Promise.all([once(front, 'listening'), once(proxy, 'listening')]);

  return {
    url: `http://ada:secret@127.0.0.1:${portOf(proxy)}`,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      const closed = [front, proxy].map((server) => new Promise((resolve) => server.close(resolve)));
      proxy.closeAllConnections();
      await Promise.all(closed);
    },
  };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function bridge(socket: Duplex, port: number, open: Set<Duplex>): void {
  const far = connect(port, '127.0.0.1');
  for (const each of [socket, far]) {
    open.add(each);
    each.once('close', () => open.delete(each));
  }
  socket.on('error', () => far.destroy()).once('close', () => far.destroy());
  far.on('error', () => socket.destroy()).once('close', () => socket.destroy());
  socket.pipe(far).pipe(socket);
}
