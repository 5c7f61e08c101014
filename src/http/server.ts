import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Clock } from '../ports/clock.ts';

/** What answers: a Hono app. */
export interface HttpApp {
  readonly fetch: Parameters<typeof serve>[0]['fetch'];
}

export interface HttpServer {
  readonly port: number;
  /** Takes no more connections and ends all there are, whatever they are in the middle of. Asked twice, it is done once. */
  close(): Promise<void>;
}

/**
 * What strangers are given, in milliseconds: until a request's head is there, and all of it; how long they may neither send
 * nor take anything; until they have taken the whole answer. And how many connections there may be: who comes beyond is
 * hung up on, and comes again.
 */
export interface Patience {
  readonly head: number;
  readonly request: number;
  readonly silence: number;
  readonly answer: number;
  readonly connections: number;
}

/** The largest picture (64 MB) within ten minutes is 1 Mbit/s. Each connection may have a socket and a file open. */
const usual: Patience = { head: 10_000, request: 30_000, silence: 30_000, answer: 600_000, connections: 512 };

export interface Listen {
  readonly host: string;
  readonly port: number;
  readonly clock: Pick<Clock, 'deadline'>;
  readonly patience?: Patience;
}

/** Listens; rejects where it cannot (the port is taken). */
export function startHttpServer(
  app: HttpApp,
  { host, port: wanted, clock, patience = usual }: Listen,
): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        hostname: host,
        port: wanted,
        serverOptions: {
          headersTimeout: patience.head,
          requestTimeout: patience.request,
          connectionsCheckingInterval: Math.min(1_000, patience.head),
        },
      },
      ({ port }: AddressInfo) => {
        let closed: Promise<void> | null = null;
        resolve({ port, close: () => (closed ??= close(server)) });
      },
    );
    if (isPlain(server)) limit(server, patience, clock);
    server.once('error', reject);
  });
}

function limit(server: Server, { silence, answer, connections }: Patience, clock: Listen['clock']): void {
  server.maxConnections = connections;
  server.timeout = silence;
  server.on('request', ({ socket }, response) => {
    const deadline = clock.deadline(answer);
    deadline.signal.addEventListener('abort', () => socket.destroy(), { once: true });
    response.once('close', () => deadline[Symbol.dispose]());
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if (isPlain(server)) server.closeAllConnections();
  });
}

/** HTTP/1, as we start it: Hono's type knows others. */
const isPlain = (server: ServerType): server is Server => 'closeAllConnections' in server;
