import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import { DiscordError, refuse } from '../core/discord-error.ts';
import type { Mishap } from '../face/faults.ts';
import type { Json } from '../face/wire.ts';
import type { FaultList } from './fault-list.ts';
import { readBody } from './multipart.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Recorder } from './recorder.ts';
import type { Answer, Handlers, RestRequest } from './rest-request.ts';
import { matchRoute } from './route-table.ts';

export interface RestParts {
  readonly handlers: Handlers;
  readonly faults: FaultList;
  readonly rateLimits: RateLimits;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly token: string;
}

/** What no upload may exceed in all, so that a broken client cannot fill the memory. */
const HARD_LIMIT = 600 * 1024 * 1024;

/** Routes that carry their own right: a token in the path, a signature, or nothing to protect. */
const WITHOUT_TOKEN = /^(GET \/gateway$|POST \/interactions\/|\w+ \/webhooks\/|GET \/(ephemeral-)?attachments\/)/;

export function createRestServer(parts: RestParts): Server {
  const server = createServer((incoming, outgoing) => {
    serve(parts, incoming, outgoing).catch((error: unknown) => {
      // The client went away while it was sending: nobody is left to answer.
      if (incoming.destroyed || outgoing.destroyed) return;
      parts.recorder.reportBug(error);
      outgoing.destroy();
    });
  });
  // Longer than any client's, or a connection is closed just as it is used again.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function serve(parts: RestParts, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { recorder, clock, faults, rateLimits } = parts;
  const sequence = recorder.nextSequence();
  const startedAt = clock.now();
  const began = performance.now();
  const read = await readRequest(parts, incoming);
  const { request } = read;
  const finish = (answer: Answer | null, faulted: boolean): void =>
    recorder.record({ sequence, request, answer, startedAt, durationMs: performance.now() - began, faulted });

  const mishap = faults.strike(request);
  const limits = rateLimits.take(request);
  const take = (): Answer => {
    if (read.refusal) return refusalAnswer(read.refusal);
    if (limits.retryAfter !== null) return limited(limits.retryAfter, limits.isGlobal, undefined);
    return handle(parts, request);
  };
  const send = (answer: Answer, scope?: string): void => {
    // Node's own would be this machine's time.
    outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    write(outgoing, answer, limits.headers, scope);
  };

  if (!mishap) {
    const answer = take();
    finish(answer, false);
    return send(answer, limits.retryAfter === null ? undefined : limits.isGlobal ? 'global' : 'user');
  }
  if (mishap.kind === 'delay') {
    const answer = take();
    await sleep(mishap.ms, undefined, { ref: false });
    finish(answer, true);
    return send(answer);
  }
  const taken = mishap.afterTakingIt ? take() : null;
  // What Discord refuses, it does not take: the refusal arrives.
  if (taken && taken.status >= 400) {
    finish(taken, false);
    return send(taken);
  }
  if (mishap.kind === 'status') {
    const answer = mishapAnswer(mishap);
    finish(answer, true);
    return send(answer, mishap.scope);
  }
  finish(null, true);
  if (mishap.kind === 'drop') incoming.socket.destroy();
  return undefined;
}

async function readRequest(
  { token }: RestParts,
  incoming: IncomingMessage,
): Promise<{ readonly request: RestRequest; readonly refusal: DiscordError | null }> {
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const method = incoming.method ?? 'GET';
  const { authorization } = incoming.headers;
  const head = {
    method,
    ...matchRoute(method, url.pathname),
    query: url.searchParams,
    authorization: authorization === undefined ? 'none' : authorization === `Bot ${token}` ? 'bot' : 'wrong',
    userAgent: incoming.headers['user-agent'] ?? '',
  } as const;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= HARD_LIMIT) chunks.push(chunk);
  }
  const empty = { ...head, body: undefined, uploads: [], size };
  if (size > HARD_LIMIT) return { request: empty, refusal: refuse('too large') };
  try {
    const { body, uploads } = readBody(Buffer.concat(chunks), incoming.headers['content-type'] ?? '');
    return { request: { ...head, body, uploads, size }, refusal: null };
  } catch (error) {
    if (error instanceof DiscordError) return { request: empty, refusal: error };
    throw error;
  }
}

function handle({ handlers, recorder }: RestParts, request: RestRequest): Answer {
  const { route, method, path, authorization, userAgent } = request;
  const named = `${method} ${path}`;
  if (route === null) {
    const message = `The emulated Discord does not implement ${named}`;
    return { kind: 'json', status: 501, body: { message, code: 0 } };
  }
  try {
    const isCdn = route.startsWith('GET /attachments') || route.startsWith('GET /ephemeral-attachments');
    if (!isCdn && !/^DiscordBot \([^,]+, [^)]+\)/.test(userAgent)) throw refuse('bad user agent');
    if (authorization !== 'bot' && !WITHOUT_TOKEN.test(route)) throw refuse('unauthorized');
    return handlers[route](request);
  } catch (error) {
    if (error instanceof DiscordError) return refusalAnswer(error);
    recorder.reportBug(error);
    return { kind: 'json', status: 500, body: { message: `The emulated Discord failed: ${String(error)}`, code: 0 } };
  }
}

function refusalAnswer({ status, code, message, errors }: DiscordError): Answer {
  return { kind: 'json', status, body: { message, code, ...(errors === undefined ? {} : { errors }) } };
}

function mishapAnswer(mishap: Extract<Mishap, { kind: 'status' }>): Answer {
  const { status, code, message, html, retryAfter, global } = mishap;
  if (html) {
    const bytes = Buffer.from(
      `<html><head><title>${status}</title></head><body>${message ?? 'cloudflare'}</body></html>`,
    );
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return { kind: 'raw', status, contentType: 'text/html', bytes, headers };
  }
  if (status === 429) return limited(retryAfter ?? 1, global ?? false, code);
  const body: Json = { message: message ?? `${status}: injected`, code: code ?? 0 };
  return { kind: 'json', status, body };
}

function limited(retryAfter: number, isGlobal: boolean, code: number | undefined): Answer {
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global: isGlobal };
  return { kind: 'json', status: 429, body: { ...body, ...(code === undefined ? {} : { code }) } };
}

function write(
  outgoing: ServerResponse,
  answer: Answer,
  rateHeaders: Readonly<Record<string, string>>,
  scope?: string,
): void {
  if (outgoing.destroyed) return;
  // A page is a proxy's, which knows nothing of Discord's limits.
  const isApi = answer.kind === 'json';
  const retry = answer.kind === 'json' && answer.status === 429 ? retryHeaders(answer.body, scope) : {};
  const headers: Record<string, string> = { ...(isApi ? rateHeaders : {}), ...retry };
  if (answer.kind === 'raw') {
    const length = { 'content-type': answer.contentType, 'content-length': String(answer.bytes.byteLength) };
    outgoing.writeHead(answer.status, { ...headers, ...length, ...answer.headers });
    outgoing.end(answer.bytes);
  } else if (answer.body === undefined) {
    outgoing.writeHead(answer.status, headers).end();
  } else {
    outgoing.writeHead(answer.status, { ...headers, 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(answer.body));
  }
}

function retryHeaders(body: Json | undefined, scope = 'user'): Record<string, string> {
  const { retry_after: after, global } = body as { retry_after: number; global: boolean };
  // Discord rounds the header up to seconds; a fraction is kept so that tests of waiting can be short.
  return {
    'retry-after': String(after),
    'x-ratelimit-scope': global ? 'global' : scope,
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(after),
    ...(global ? { 'x-ratelimit-global': 'true' } : {}),
  };
}
