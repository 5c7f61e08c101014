import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { type FormPart, multipartBody } from '../../lib/multipart.ts';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { createAgent } from './agents.ts';
import { BrokenBody } from './broken-body.ts';
import { plainPlease } from './compression.ts';
import { jsonBody } from './json-body.ts';
import { type AnswerHead, codeOf, dispose, headOf, piecesOf, unstalled } from './upstream-answer.ts';

export type UpstreamBody =
  /** A `fileText` in it is read as it is sent. */
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'form'; readonly parts: readonly FormPart[] };

export interface UpstreamCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The vendor's base address; the key goes to this origin alone. */
  readonly baseUrl: string;
  /** Begins with a slash; put behind the base. */
  readonly path: string;
  /** The vendor's own, by lower-case name: the key, as the vendor wants it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: UpstreamBody;
  /**
   * Whether it costs money. Such a call gets a connection of its own: one that is kept may just be closing at the other
   * end, and then nobody can say whether the vendor read what was written to it.
   */
  readonly paid: boolean;
  /** How long the vendor may be silent, before its answer and within it. A call that is held open needs minutes. */
  readonly silenceMs: number;
  /** How long all of it may take. */
  readonly totalMs: number;
  /** An answer longer than this, on its way or decoded, is refused: unread where its length is declared, otherwise at that length. */
  readonly maxBytes: number;
  /** Aborting is prompt and leaves no socket. */
  readonly signal: AbortSignal;
}

/** What is made of an answer while it arrives. What it throws is thrown to the caller; a broken body is the outcome. */
export type AnswerReader<Value> = (body: AsyncIterable<Uint8Array>, head: AnswerHead) => Promise<Value>;

/**
 * - `not sent`: not a byte of the request left us.
 * - `lost`: it may have been received; there is no whole answer (reset, silence, an answer cut short, aborted).
 * - `senseless`: the vendor answered, and not in a way that can be read (a coding that nobody knows or that is broken, too
 *   large).
 * - `answered`: whole, whatever its status. Redirects are answers; they are not followed.
 *
 * `reason` is a word for the log.
 */
export type UpstreamOutcome<Value> =
  | { readonly kind: 'not sent'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string; readonly status?: number }
  | { readonly kind: 'senseless'; readonly reason: string; readonly status: number }
  | { readonly kind: 'answered'; readonly head: AnswerHead; readonly value: Value };

/** The one way out to image APIs. */
export interface Upstream {
  send<Value>(call: UpstreamCall, read: AnswerReader<Value>): Promise<UpstreamOutcome<Value>>;
  /** Cuts what is still open. */
  close(): Promise<void>;
}

/**
 * `proxy`: through whom; null: nobody. `stallMs`: how long an answer that has begun may be silent; a call that is still
 * worked on sends nothing, or white space.
 */
export function createUpstream(proxy: OutwardProxy | null = null, { stallMs = 60_000 } = {}): Upstream {
  // HTTP/2 would put calls that are held for minutes on one connection, to be lost together.
  const kept = createAgent(proxy, { allowH2: false });
  const fresh = createAgent(proxy, { allowH2: false, pipelining: 0 });

  return {
    async send(call, read) {
      const body = await encode(call.body);
      using ending = endOf(call);
      if (ending.signal.aborted) return { kind: 'not sent', reason: 'aborted' };
      let hasBegun = false;
      let answer: Dispatcher.ResponseData;
      const noting = noteBeginning(() => {
        hasBegun = true;
      });
      try {
        answer = await (call.paid ? fresh : kept).compose(noting).request({
          ...addressOf(call),
          method: call.method,
          headers: {
            accept: 'application/json',
            ...plainPlease,
            'user-agent': 'retouch',
            ...call.headers,
            ...body.headers,
          },
          // What can be iterated over is a body to undici, though its types name streams alone.
          body: body.content as Readable | string | null,
          headersTimeout: call.silenceMs,
          bodyTimeout: call.silenceMs,
          signal: ending.signal,
        });
      } catch (error) {
        return { kind: hasBegun ? 'lost' : 'not sent', reason: ending.reason() ?? codeOf(error) };
      }
      try {
        const head = headOf(answer);
        return {
          kind: 'answered',
          head,
          value: await read(unstalled(piecesOf(answer, call.maxBytes), head, stallMs), head),
        };
      } catch (error) {
        if (!(error instanceof BrokenBody)) throw error;
        const kind = error.isSenseless && ending.reason() === undefined ? 'senseless' : 'lost';
        return { kind, reason: ending.reason() ?? error.reason, status: answer.statusCode };
      } finally {
        dispose(answer);
      }
    },

    async close() {
      await Promise.all([kept.destroy(), fresh.destroy()]);
    },
  };
}

/** The whole answer as text. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** undici says that a request starts just before its first byte is written, on a connection that stands. */
function noteBeginning(note: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        note();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...step) => handler.onRequestUpgrade?.(...step),
      onResponseStart: (...step) => handler.onResponseStart?.(...step),
      onResponseData: (...step) => handler.onResponseData?.(...step),
      onResponseEnd: (...step) => handler.onResponseEnd?.(...step),
      onResponseError: (...step) => handler.onResponseError?.(...step),
    });
}

/** The caller's signal and the call's own end, whichever comes first. */
function endOf({ signal, totalMs }: UpstreamCall) {
  const controller = new AbortController();
  let reason: string | undefined;
  const end = (word: string) => {
    reason ??= word;
    controller.abort();
  };
  const follow = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), totalMs);
  if (signal.aborted) follow();
  signal.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal.removeEventListener('abort', follow);
    },
  };
}

function addressOf({ baseUrl, path }: UpstreamCall) {
  const base = new URL(baseUrl);
  return { origin: base.origin, path: base.pathname.replace(/\/+$/, '') + path };
}

async function encode(body: UpstreamBody | undefined) {
  if (body === undefined) return { headers: {}, content: null };
  if (body.kind === 'json') return jsonBody(body.value);
  const form = await multipartBody(body.parts);
  return { headers: { 'content-type': form.contentType, 'content-length': String(form.length) }, content: form };
}
