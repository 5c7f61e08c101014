import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAnswer } from '../kit/answers/packing.ts';
import { readBody } from '../kit/read-body.ts';
import { createRecorder, type Recording } from '../kit/recorder.ts';
import { createScript } from '../kit/script.ts';
import { answerCall, drop, refuse } from './answer-call.ts';
import type { OpenAiBehaviour } from './behaviour.ts';
import { createCalls } from './calls.ts';
import type { EmulatedOpenAi, EmulatedOpenAiOptions, OpenAiEvents } from './emulated.ts';
import type { Operation } from './fields.ts';
import { readCall } from './read-call.ts';
import { isRefusal, refusals, unknownPath } from './refusal.ts';

/**
 * Starts an emulated OpenAI (or AGCloud) on loopback and resolves once it listens. Here a request meets what was scripted for it,
 * step by step.
 */
export async function startEmulatedOpenAi(options: EmulatedOpenAiOptions = {}): Promise<EmulatedOpenAi> {
  const vendor = options.vendor ?? 'openai';
  const key = options.key ?? `sk-${vendor}-test-key-not-a-secret`;
  const paths = new Map<string, Operation>([
    ['/v1/images/generations', 'generations'],
    [`/v1${options.editsPath ?? '/images/edits'}`, 'edits'],
  ]);
  const scratch = await mkdtemp(join(tmpdir(), 'emulated-openai-'));
  const closing = new AbortController();
  const listeners = new Set<{ readonly name: string; readonly tell: (event: never) => void }>();
  const emit = <Name extends keyof OpenAiEvents>(name: Name, event: OpenAiEvents[Name]) => {
    for (const listener of listeners) if (listener.name === name) listener.tell(event as never);
  };
  const book = createScript<OpenAiBehaviour>();
  const recorder = createRecorder(key, (request) => emit('request', request));
  const calls = createCalls({
    scratch,
    processingMs: options.processingMs ?? 0,
    pictures: options.pictures ?? 'drawn',
    longestEdge: options.longestEdge,
    idOf: options.idOf ?? (() => `req_${randomUUID().replaceAll('-', '')}`),
    resultAddress: (call, index, name) => `http://127.0.0.1:${port}/files/${call}/${index}.${name}`,
    changed: (call) => emit('call', call),
    closed: closing.signal,
  });
  let outOfQuota = false;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, '127.0.0.1', () => resolve()));
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    key,
    requests: recorder.requests,
    get paidRequests() {
      return recorder.requests.filter(({ path }) => paths.has(path));
    },
    calls: calls.list,
    script: book.script,
    get outOfQuota() {
      return outOfQuota;
    },
    set outOfQuota(value: boolean) {
      outOfQuota = value;
    },
    get busiest() {
      return calls.busiest;
    },
    on(name, listener) {
      const entry = { name, tell: listener as (event: never) => void };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    async idle() {
      await Promise.all(calls.list.map(({ done }) => done));
    },
    goOffline: stopListening,
    comeBack: () => listen(port),
    reset() {
      recorder.forget();
      calls.forgetFinished();
      book.script.clear();
    },
    async close() {
      closing.abort();
      if (server.listening) await stopListening();
      await Promise.all(calls.list.map(({ done }) => done));
      await rm(scratch, { recursive: true, force: true });
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = recorder.arrive(request, response);
    const { path, method } = recorded;
    if (path.startsWith('/files/')) return answerFile(recorded, response);
    const operation = method === 'POST' ? paths.get(path) : undefined;
    const isCutAtOnce = ({ drop: when }: OpenAiBehaviour) => when === 'uploading';
    if (operation !== undefined && book.take(operation, undefined, isCutAtOnce) !== undefined) {
      return drop(recorded, response);
    }
    const raw = await readAll(request);
    if (raw === null) return;
    recorded.bodyBytes = raw.length;
    const body = await readBody(raw, request.headers['content-type'] ?? '', scratch);
    Object.assign(recorded, { json: body.json, fields: body.fields, files: body.files });
    if (recorded.authorization === 'missing') return refuse(response, refusals.noKey);
    if (recorded.authorization === 'wrong') return refuse(response, refusals.wrongKey);
    // OpenAI alone documents it.
    if (method === 'GET' && path === '/v1/models' && vendor === 'openai') return answerModels(response);
    if (operation === undefined) return refuse(response, unknownPath(method, path));
    const call = await readCall(body, { vendor, operation });
    if (isRefusal(call)) return refuse(response, call);
    if (outOfQuota) return refuse(response, refusals.noQuota);
    const behaviour = book.take(operation, call.prompt) ?? {};
    return answerCall({ call, behaviour, calls, recorded, response, closed: closing.signal });
  }

  function answerModels(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        object: 'list',
        data: [{ id: 'gpt-image-2', object: 'model', created: 0, owned_by: 'openai' }],
      }),
    );
  }

  /** Where relays put pictures that they hand over as addresses. */
  async function answerFile({ path }: Recording, response: ServerResponse): Promise<void> {
    const made = calls.list.flatMap(({ partials, results }) => [...partials, ...results]);
    const picture = made.find(({ url }) => new URL(url).pathname === path);
    if (picture === undefined) return void response.writeHead(404).end();
    packAnswer(response, book.take('results')?.packed);
    response.writeHead(200, { 'content-type': picture.contentType, 'content-length': picture.size });
    response.end(await picture.bytes());
  }
}

/** Null: the client went away in the middle. */
async function readAll(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(piece as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(pieces);
}
