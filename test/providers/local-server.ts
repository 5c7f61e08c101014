import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface LocalServer {
  readonly origin: string;
  readonly port: number;
  /** Those whose body was read to its end. */
  readonly received: readonly Received[];
  /** Connections that stand now. */
  readonly sockets: ReadonlySet<Socket>;
  /** Connections ever made. */
  readonly connections: number;
  /** Resolves when no connection stands any more. */
  readonly quiet: () => Promise<void>;
}

export type Answering = (request: Received, response: ServerResponse, socket: Socket) => void;

/** A plain HTTP server on loopback, gone after the test. `early` runs before the body is read; true: it has dealt with it. */
export async function startLocalServer(
  answer: Answering,
  early?: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<LocalServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    if (early?.(request, response) === true) return;
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const whole = { method, url, headers, body: Buffer.concat(pieces) };
      received.push(whole);
      answer(whole, response, request.socket);
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    sockets,
    get connections() {
      return connections;
    },
    async quiet() {
      while (sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

export function json(response: ServerResponse, status: number, value: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
