import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/**
 * What a refused or failed request to Discord means. Carries codes only: Discord's errors hold tokens in their address
 * and prompts in their body, so they are never logged themselves.
 */
export type DiscordTrouble =
  /** The channel, message or webhook is not there (any more). */
  | { readonly kind: 'gone'; readonly code: number }
  /** It is there, and closed to us. */
  | { readonly kind: 'forbidden'; readonly code: number }
  /** An interaction's token is void: 15 minutes have passed, or 3 seconds without an acknowledgement. */
  | { readonly kind: 'token over'; readonly code: number }
  | { readonly kind: 'too large'; readonly code: number }
  /** A rule of the server, or Discord's own filter, refuses what it says. The place is open to other words. */
  | { readonly kind: 'words refused'; readonly code: number }
  /** Down, out of reach, or asking to wait. `taken`: whether it may have done what was asked all the same. */
  | { readonly kind: 'busy'; readonly afterMs: number; readonly taken: 'no' | 'unknown'; readonly code: number }
  /** A request that we should not have made: our bug. */
  | { readonly kind: 'refused'; readonly code: number; readonly status: number };

/** Null: no answer of Discord's and no failure of the way there, so a bug that is to be thrown on. */
export function readDiscordError(error: unknown): DiscordTrouble | null {
  if (error instanceof RateLimitError) {
    // What discord.js makes of a limit by the wall clock may be hours where that was set; asked again, it knows better.
    const afterMs = Math.min(longPause, Math.max(error.retryAfter, error.sublimitTimeout));
    return { kind: 'busy', afterMs, taken: 'no', code: 429 };
  }
  if (error instanceof HTTPError) return { kind: 'busy', afterMs: pause, taken: 'unknown', code: error.status };
  if (error instanceof DiscordAPIError) return readAnswer(error);
  if (!(error instanceof Error)) return null;
  // After a 401 discord.js forgets the token, and says so without a code.
  if (error.message.startsWith('Expected token to be set')) {
    return { kind: 'busy', afterMs: longPause, taken: 'no', code: 401 };
  }
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return timedOut;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (notSent.includes(code) || ofCertificates.test(code)) return unreachable('no');
  if (code === 'UND_ERR_INVALID_ARG') return null;
  if (code.startsWith('UND_ERR_') || cutOff.includes(code)) return unreachable('unknown');
  if (error.cause !== undefined) return readDiscordError(error.cause);
  return null;
}

/** For the log and for `impossible`. */
export const codeOf = (trouble: DiscordTrouble): string => String(trouble.code);

/** Codes that decide what else may be tried (reference, sections 1, 6 and 7). */
export const codes = {
  unknownMessage: 10008,
  archivedThread: 50083,
  tooManyEditsOfOldMessages: 30046,
  replyNeedsHistory: 160002,
  threadExists: 160004,
} as const;

function readAnswer(error: DiscordAPIError): DiscordTrouble {
  const { status } = error;
  const code = Number(error.code ?? 0) || 0;
  if (gone.includes(code)) return { kind: 'gone', code };
  if (wordsRefused.includes(code)) return { kind: 'words refused', code };
  if (forbidden.includes(code)) return { kind: 'forbidden', code };
  if (tokenOver.includes(code)) return { kind: 'token over', code };
  if (status === 413 || tooLarge.includes(code)) return { kind: 'too large', code: code || status };
  if (waitABit.includes(code) || status === 429) return { kind: 'busy', afterMs: pause, taken: 'no', code };
  // The bot's token was changed while we run, or a proxy in front of Discord refuses this machine: both pass by the
  // operator's hand, and what is to be delivered must outlive that.
  if (status === 401 || (status === 403 && code === 0)) {
    return { kind: 'busy', afterMs: longPause, taken: 'no', code: code || status };
  }
  return { kind: 'refused', code, status };
}

/** No answer in time. Asking again at once would double the wait. */
export const timedOut: DiscordTrouble = { kind: 'busy', afterMs: 5_000, taken: 'unknown', code: 0 };

const unreachable = (taken: 'no' | 'unknown'): DiscordTrouble => ({ kind: 'busy', afterMs: pause, taken, code: 0 });

const pause = 2_000;
const longPause = 60_000;

/** Unknown channel, guild, message, user, webhook. */
const gone: readonly number[] = [10003, 10004, 10008, 10013, 10015];
/**
 * Missing access or permission, closed direct messages (also for want of a common server), another's message, archived
 * or locked threads, a channel that holds no messages, edits of old messages, a reply without the history.
 */
const forbidden: readonly number[] = [
  20009, 30046, 50001, 50005, 50007, 50008, 50009, 50013, 50024, 50083, 50278, 160002, 160005,
];
/** AutoMod, of words and of titles, and the filter of harmful links: on creation and on edits (reference, section 11). */
const wordsRefused: readonly number[] = [200000, 200001, 240000];
const tokenOver: readonly number[] = [10062, 50027];
const tooLarge: readonly number[] = [40005, 50045];
/** Channel write limit, opening direct messages too fast, features switched off for a while, overloaded. */
const waitABit: readonly number[] = [20016, 20022, 20028, 40003, 40004, 40006, 40062, 130000];

const notSent: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];
/** OpenSSL's and Node's words for certificates that are not believed. */
export const ofCertificates = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^ERR_TLS/;
const cutOff: readonly string[] = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'];
