import type { Failure, Seen } from '../../domain/failure.ts';
import { refusalIn } from './refusals/refusal-words.ts';
import { byName, generic, meanings, type VendorCode } from './refusals/vendor-codes.ts';
import type { AnswerHead } from './upstream-answer.ts';

/** What a vendor's error answer says. Vendors agree on the names, not on which are there. */
export interface VendorError {
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  /** Read for its words only, and never kept: it may repeat the prompt. */
  readonly message?: string | undefined;
  /** The field that is wrong. */
  readonly param?: string | undefined;
}

export interface Refusal {
  /** Null: there is no error body of the vendor's own (nothing, or a gateway's page). */
  readonly error: VendorError | null;
  readonly head: AnswerHead;
  /** The vendor's id of the exchange. */
  readonly vendorTrace?: string | undefined;
}

/**
 * An error answer to a call, as a failure: by the vendor's code, else its type, else words of its message, else the
 * status (reference, 6.2). `outcome_unknown` where the answer does not say that the call was refused: a gateway speaks
 * with 5xx for a vendor that may be working on.
 */
export function failureOf({ error, head, vendorTrace }: Refusal): Failure {
  const code = codeFor(error, head.status);
  const seen = seenOf(error, head.status, vendorTrace);
  const retryAfterMs = code === 'rate_limited' || head.status >= 500 ? retryAfter(head) : undefined;
  switch (code) {
    case 'rate_limited':
    case 'provider_failed':
    case 'outcome_unknown':
      return { code, retryAfterMs, seen };
    default:
      return settled(code, seen, error);
  }
}

/**
 * The error of a task that has ended (also the 200 with `success:false` of a call that was held open): the vendor took
 * it and says that it failed, so nothing about it is open and it is not sent again.
 */
export function taskFailureOf(error: VendorError, vendorTrace?: string): Failure {
  const code = codeFor(error, 200);
  const seen = seenOf(error, undefined, vendorTrace);
  switch (code) {
    case 'rate_limited':
    case 'provider_failed':
    case 'outcome_unknown':
      return { code: 'task_failed', seen };
    default:
      return settled(code, seen, error);
  }
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; above a minute it is no hint to follow (reference, 6.3). */
export function retryAfter(head: AnswerHead): number | undefined {
  const exact = head.header('retry-after-ms');
  const asked = exact === undefined ? afterHeader(head) : Number(exact);
  if (asked === undefined || !Number.isFinite(asked) || asked < 0 || asked > 60_000) return undefined;
  return Math.ceil(asked);
}

function afterHeader(head: AnswerHead): number | undefined {
  const text = head.header('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Against the vendor's own clock, so that ours may be wrong.
  return Math.max(0, Date.parse(text) - Date.parse(head.header('date') ?? ''));
}

/** Whether it was taken may still be open, or it may be sent again. */
type Open = 'rate_limited' | 'provider_failed' | 'outcome_unknown';

/** Nothing about it is open: the vendor refused it, or a task of it has ended. */
function settled(code: Exclude<VendorCode, Open>, seen: Seen | undefined, error: VendorError | null): Failure {
  switch (code) {
    case 'bad_request':
      return { code, reason: isExplained(error) ? 'vendor' : 'unexplained', seen };
    case 'not_a_picture':
    case 'picture_too_large':
      return { code, place: placeIn(error), seen };
    default:
      return { code, seen };
  }
}

/** Whether it says in a way that we know that something in the request is wrong: it may as well be moderation. */
function isExplained(error: VendorError | null): boolean {
  if (error === null) return false;
  const isNamed = byName(error.code) === 'bad_request' || (error.type !== generic && byName(error.type) !== undefined);
  return isNamed || error.param !== undefined || badRequestWords.test(error.message ?? '');
}

/** Which of the pictures is meant: `image[1]` counts from 0, "image 2" in words from 1 (reference, 7.2). */
function placeIn(error: VendorError | null): number | undefined {
  const field = /^image\[(\d{1,2})\]/.exec(error?.param ?? '')?.[1];
  if (field !== undefined) return Number(field) + 1;
  const word = /\bimage (\d{1,2})\b/i.exec(error?.message ?? '')?.[1];
  return word === undefined || Number(word) === 0 ? undefined : Number(word);
}

function seenOf(error: VendorError | null, status?: number, trace?: string): Seen | undefined {
  const vendorCode = plain(error?.code) ?? plain(error?.type);
  const vendorTrace = plain(trace);
  const isEmpty = vendorCode === undefined && status === undefined && vendorTrace === undefined;
  return isEmpty ? undefined : { vendorCode, status, vendorTrace };
}

/** A code or an id, not a text in its place. */
const plain = (text: string | undefined) => (text !== undefined && /^[\w.:/-]{1,80}$/.test(text) ? text : undefined);

function codeFor(error: VendorError | null, status: number): VendorCode {
  if (error === null) return byStatus(status, false);
  const known = byName(error.code) ?? byName(error.type);
  const message = error.message ?? '';
  if ((known === undefined || isOfInput(known)) && isAboutMask(error)) return 'mask_refused';
  if (known === undefined) return byWords(message) ?? byStatus(status, hasName(error));
  // These say no more than that it did not work; moderation hides behind them too (reference, section 9).
  if (known === 'bad_request') {
    const isVague = error.type === generic && byName(error.code) === undefined;
    const worded = isVague ? byWords(message) : moderationIn(message);
    return byParam(error) ?? worded ?? (isVague && status > 400 ? byStatus(status, true) : known);
  }
  if (known === 'provider_failed') return moderationIn(message) ?? (status === 504 ? 'outcome_unknown' : known);
  if (known === 'task_failed') return moderationIn(message) ?? known;
  return known;
}

const hasName = (error: VendorError) => plain(error.code) !== undefined || plain(error.type) !== undefined;

/** We make every mask, of the size of what we send: whatever is wrong with one is none of its asker's doing. */
const isAboutMask = ({ code = '', param, message = '' }: VendorError) =>
  param === 'mask' || /^invalid_mask/i.test(code) || maskWords.test(message);

const maskWords = /\bmask\b.{0,60}\b(size|dimensions?|format|mode|alpha|match)/i;

const isOfInput = (code: VendorCode) =>
  code === 'bad_request' || code === 'not_a_picture' || code === 'picture_too_large';

function byParam({ code, param = '' }: VendorError): VendorCode | undefined {
  if (param === 'size') return 'bad_size';
  return code === 'invalid_type' && param.startsWith('image') ? 'not_a_picture' : undefined;
}

/** For errors without a code that we know. */
function byWords(message: string): VendorCode | undefined {
  const worded = refusalIn(message);
  if (worded !== undefined) return meanings[worded];
  if (badRequestWords.test(message)) return 'bad_request';
  return /temporary backend error/i.test(message) ? 'provider_failed' : undefined;
}

/** Beside a code that says that it is not about money. */
function moderationIn(message: string): VendorCode | undefined {
  const worded = refusalIn(message);
  return worded === 'balance' || worded === undefined ? undefined : meanings[worded];
}

/** GMI Cloud's (reference, 6.2). */
const badRequestWords = /backend error \(4\d\d\)|generation rejected; please review the prompt/i;

/** `isNamed`: the vendor's own error body came with it, with a code or type that we do not know. */
function byStatus(status: number, isNamed: boolean): VendorCode {
  switch (status) {
    case 401:
    case 403:
      return 'key_refused';
    case 402:
      return 'out_of_balance';
    case 404:
    case 405:
      return 'model_unavailable';
    case 413:
      return 'picture_too_large';
    case 429:
      return 'rate_limited';
    // Said by proxies too, about calls that may have gone through.
    case 408:
    case 409:
    case 499:
    case 504:
      return 'outcome_unknown';
    default:
      if (status < 300) return 'task_failed';
      if (status < 400) return 'model_unavailable';
      if (status < 500) return 'bad_request';
      return isNamed ? 'provider_failed' : 'outcome_unknown';
  }
}
