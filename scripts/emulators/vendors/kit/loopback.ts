import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Recording } from './recorder.ts';

/** A server on 127.0.0.1 that can go away and come back on the same port. */
export async function listenOnLoopback(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, '127.0.0.1', () => resolve()));
  await listen(port);
  const taken = (server.address() as AddressInfo).port;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    baseUrl: `http://127.0.0.1:${taken}`,
    goOffline: stop,
    comeBack: () => listen(taken),
    close: async () => {
      if (server.listening) await stop();
    },
  };
}

/** The whole body. Null: the client went away in the middle. */
export async function readAll(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(piece as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(pieces);
}

/** Cuts the connection. */
export function drop(recorded: Recording, response: ServerResponse): void {
  recorded.ended = 'dropped';
  response.destroy();
}

/** An answer byte for byte. `taken`: the paid call was taken, whatever the answer says. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly taken?: boolean;
}

export function sendRaw({ status, headers, body }: RawAnswer, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

export function sendJson(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** Only the first half of it, then the end (`end`) or a cut (`cut`). */
export function sendHalf(how: 'end' | 'cut', body: string, recorded: Recording, response: ServerResponse): void {
  const half = body.slice(0, body.length >> 1);
  if (how === 'end') return void sendJson(response, 200, half);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(half, () => drop(recorded, response));
}

/** A number, or one from a range. */
export function between(range: number | { readonly min: number; readonly max: number }): number {
  return typeof range === 'number' ? range : range.min + Math.random() * (range.max - range.min);
}
