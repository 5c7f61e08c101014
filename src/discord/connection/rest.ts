import { openAsBlob } from 'node:fs';
import { DefaultRestOptions, REST, type RESTOptions, type RequestData } from 'discord.js';
import type { Clock } from '../../ports/clock.ts';
import { createOwnAgent } from './own-agent.ts';
import { withSteadyLimits } from './steady-limits.ts';

/** A file to be attached: read from disk while it is sent, never held in memory whole. */
export interface FileToSend {
  readonly path: string;
  readonly filename: string;
  /** Alternative text, at most 1024 characters. */
  readonly description: string;
}

/**
 * How both of our connections to Discord's REST behave. Retries are off: discord.js repeats at once and does not tell
 * a request that creates something from one that may be repeated (`messenger/calls.ts` does). A rate limit is waited
 * for only briefly, then told: an edit must not wait silently past its token's life.
 */
export const restOptions = (apiUrl: string, clock?: Pick<Clock, 'now' | 'hear'>) =>
  ({
    api: apiUrl.replace(/\/+$/, ''),
    agent: createOwnAgent(),
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
export const createInteractionRest = (apiUrl: string, clock?: Pick<Clock, 'now' | 'hear'>): REST =>
  withSteadyLimits(new REST({ ...restOptions(apiUrl, clock), globalRequestsPerSecond: Number.POSITIVE_INFINITY }));

/** With the bot's token. */
export const createBotRest = (apiUrl: string, token: string, clock: Pick<Clock, 'now' | 'hear'>): REST =>
  withSteadyLimits(new REST(restOptions(apiUrl, clock)).setToken(token));

/**
 * The body of a message with files, to be given to `rest.post` or `rest.patch`. Its `attachments` list these files only,
 * so that an edit replaces what the message had; without files it takes away what was there.
 */
export async function messageBody(
  payload: object,
  files: readonly FileToSend[],
): Promise<Pick<RequestData, 'body' | 'passThroughBody'>> {
  const attachments = files.map(({ filename, description }, index) => ({
    id: String(index),
    filename,
    description,
    // The new way to cover a file; its name is the old one, and what older clients look at.
    ...(filename.startsWith('SPOILER_') ? { is_spoiler: true } : {}),
  }));
  const body = { ...payload, attachments };
  if (files.length === 0) return { body };
  // The global FormData and Blob: undici streams them from disk, with their length known beforehand.
  const form = new FormData();
  for (const [index, file] of files.entries())
    form.append(`files[${index}]`, await openAsBlob(file.path), file.filename);
  form.append('payload_json', JSON.stringify(body));
  return { body: form, passThroughBody: true };
}

/**
 * discord.js never reads the body of a 429 or a 5xx, and one that does not fit a socket's buffer then keeps its socket
 * (seen: thirty pages of a proxy, thirty open sockets). So it is read here.
 */
const requestWithoutLeak: RESTOptions['makeRequest'] = async (url, init) => {
  const response = await DefaultRestOptions.makeRequest(url, init);
  if (response.status === 429 || response.status >= 500) await response.arrayBuffer();
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
