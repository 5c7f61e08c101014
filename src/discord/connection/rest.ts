import type { Readable } from 'node:stream';
import { DefaultRestOptions, REST, type RESTOptions, type RequestData } from 'discord.js';
import { type FormPart, multipartBody } from '../../lib/multipart.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { createOwnAgent } from './own-agent.ts';
import { withSteadyLimits } from './steady-limits.ts';

/** A file to be attached: read from disk while it is sent, never held in memory whole; or a text. */
export type FileToSend = ({ readonly path: string } | { readonly text: string }) & {
  readonly filename: string;
  /** Alternative text, at most 1024 characters. */
  readonly description: string;
};

export interface RestNeeds {
  /** Told what time Discord says it is. */
  readonly clock?: Pick<Clock, 'now' | 'hear'>;
  readonly proxy?: OutwardProxy | null;
}

/**
 * How both of our connections to Discord's REST behave. Retries are off: discord.js repeats at once and does not tell
 * a request that creates something from one that may be repeated (`messenger/calls.ts` does). A rate limit is waited
 * for only briefly, then told: an edit must not wait silently past its token's life.
 */
export const restOptions = (apiUrl: string, { clock, proxy = null }: RestNeeds = {}) =>
  ({
    api: apiUrl.replace(/\/+$/, ''),
    agent: createOwnAgent(proxy),
    retries: 0,
    timeout: uploadTimeoutMs,
    userAgentAppendix: 'Retouch',
    makeRequest: requestTellingTime(clock),
    rejectOnRateLimit: ({ retryAfter, timeToReset, sublimitTimeout }) =>
      Math.max(retryAfter, timeToReset, sublimitTimeout) > longestRateLimitMs,
  }) satisfies Partial<RESTOptions>;

/**
 * For interaction routes (callbacks and webhooks), which carry their own token. Discord exempts them from the bot's
 * 50 requests a second, while discord.js counts them: with a connection of their own they do not take that from
 * everything else, nor wait for it.
 */
export const createInteractionRest = (apiUrl: string, needs?: RestNeeds): REST =>
  withSteadyLimits(new REST({ ...restOptions(apiUrl, needs), globalRequestsPerSecond: Number.POSITIVE_INFINITY }));

/** With the bot's token. */
export const createBotRest = (apiUrl: string, token: string, needs: RestNeeds): REST =>
  withSteadyLimits(new REST(restOptions(apiUrl, needs)).setToken(token));

/**
 * The body of a message with files, to be given to `rest.post` or `rest.patch`. Its `attachments` list these files only,
 * so that an edit replaces what the message had; without files it takes away what was there.
 */
export async function messageBody(
  payload: object,
  files: readonly FileToSend[],
): Promise<Pick<RequestData, 'body' | 'headers' | 'passThroughBody'>> {
  const attachments = files.map(({ filename, description }, index) => ({
    id: String(index),
    filename,
    description,
    // The new way to cover a file; its name is the old one, and what older clients look at.
    ...(filename.startsWith('SPOILER_') ? { is_spoiler: true } : {}),
  }));
  const body = { ...payload, attachments };
  if (files.length === 0) return { body };
  const parts = files.map((file, index): FormPart => {
    const named = { name: `files[${index}]`, filename: file.filename };
    if ('text' in file) return { kind: 'text file', ...named, value: file.text, type: 'text/plain; charset=utf-8' };
    // No claim of what it is.
    return { kind: 'file', ...named, path: file.path, type: 'application/octet-stream' };
  });
  const payloadPart = { kind: 'text', name: 'payload_json', value: JSON.stringify(body) } as const;
  const form = await multipartBody([...parts, payloadPart]);
  const headers = { 'content-type': form.contentType, 'content-length': String(form.length) };
  return { body: form, headers, passThroughBody: true };
}

/**
 * discord.js gathers in memory whatever can be iterated over. So a form goes past it: the request is made without a body,
 * and given it where it is dispatched, by discord.js' own undici. Each try of a request begins the form anew.
 */
const requestWithForm: RESTOptions['makeRequest'] = (url, init) => {
  const { body, dispatcher } = init;
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) {
    return DefaultRestOptions.makeRequest(url, init);
  }
  if (dispatcher === undefined) throw new Error('A form is sent by an agent of our own.');
  // What can be iterated over is a body to undici, though its types name streams alone.
  const form = body as unknown as Readable;
  const giving = dispatcher.compose((dispatch) => (options, handler) => dispatch({ ...options, body: form }, handler));
  return DefaultRestOptions.makeRequest(url, { ...init, body: null, dispatcher: giving });
};

/**
 * discord.js never reads the body of a 429 or a 5xx, and one that does not fit a socket's buffer then keeps its socket
 * (seen: thirty pages of a proxy, thirty open sockets). So it is read here. A 429 that says not how long is Cloudflare's
 * (1015), and discord.js would ask again at once, without an end: it lasts minutes at least.
 */
const requestWithoutLeak: RESTOptions['makeRequest'] = async (url, init) => {
  const response = await requestWithForm(url, init);
  if (response.status === 429 || response.status >= 500) await response.arrayBuffer();
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (response.status === 429 && Number.isNaN(after)) response.headers.set('retry-after', '60');
  return response;
};

/**
 * Each answer of Discord's tells its time, to the second, and it was given after the request was sent: how long a token
 * still lives is Discord's clock's affair, not this machine's (Discord.Net#2900).
 */
function requestTellingTime(clock: Pick<Clock, 'now' | 'hear'> | undefined): RESTOptions['makeRequest'] {
  return async function request(url, init) {
    const sentAt = clock?.now() ?? 0;
    const response = await requestWithoutLeak(url, init);
    const said = Date.parse(response.headers.get('date') ?? '');
    if (clock === undefined || Number.isNaN(said)) return response;
    // Never negative: the clock may have been put right by another answer meanwhile.
    const took = Math.max(0, clock.now() - sentAt);
    clock.hear?.({ earliest: said, latest: said + 1_000 + took });
    return response;
  };
}

/** Covers a whole upload until the answer begins; 20 MiB on a slow line take a minute. */
const uploadTimeoutMs = 120_000;
const longestRateLimitMs = 5_000;
