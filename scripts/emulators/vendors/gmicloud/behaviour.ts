import type { Packing } from '../kit/answers/packing.ts';
import type { RawAnswer } from '../kit/loopback.ts';
import type { ResultBehaviour } from '../kit/results-host.ts';

/**
 * What a test can tell the emulated GMI Cloud to do to a request. Everything that is left out behaves as the vendor does
 * on a good day. All times are milliseconds.
 */
export interface GmiCloudBehaviour {
  /** Wait this long before the answer is begun (after the request was taken). */
  readonly delayMs?: number;
  /** Never answer. `before`: the request is not taken. `after`: it is taken, runs and is billed. */
  readonly stall?: 'before' | 'after';
  /** Cut the connection without an answer. `uploading`: as soon as the headers are read. `before`: after the body, nothing is taken. `after`: it is taken, runs and is billed. */
  readonly drop?: 'uploading' | 'before' | 'after';
  /** Answer with an error instead of taking the request. */
  readonly refuse?: GmiCloudRefusal;
  /** Answer these exact bytes. The request is taken only with `taken: true`. */
  readonly raw?: RawAnswer;
  /** The answer is compressed, though nobody asked. */
  readonly packed?: Packing;
  /** How long it works on it. */
  readonly processingMs?: number;
  /** Take the request and answer it only when it has ended: the first answer is then the last. */
  readonly atOnce?: boolean;
  /** The words that it shows while it works, one with each answer. Default `created`, `queued`, `dispatched`, `processing`. */
  readonly statuses?: readonly string[];
  /** The word for a good end. Default `success`. */
  readonly success?: 'success' | 'finished' | 'completed';
  /** It ends like this instead of with pictures. */
  readonly fail?: GmiCloudEnding;
  /** How many pictures come back whatever `n` said. 0: a success without any picture. */
  readonly images?: number;
  /**
   * How the pictures stand in the outcome: `media_urls` as objects (default) or strings, the legacy keys, the thumbnail
   * alone, or the pictures themselves as data addresses.
   */
  readonly answer?: 'objects' | 'strings' | 'image_url' | 'url' | 'thumbnail' | 'data';
  /** What the addresses of the results lead to. */
  readonly result?: ResultBehaviour;
  /** Pixel size of the pictures delivered, whatever was asked. */
  readonly deliver?: { readonly width: number; readonly height: number };
}

/** Any row of the vendor's table of errors (reference, 6.2). */
export interface GmiCloudRefusal {
  readonly status: number;
  readonly message?: string;
  /** Where the message stands: `{error}`, `{message}`, `{detail}` or no body at all. Default `error`. */
  readonly spelled?: 'error' | 'message' | 'detail' | 'nothing';
  /** Sent as `retry-after`: seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
}

export interface GmiCloudEnding {
  /** Default `failed`. */
  readonly status?: 'failed' | 'error' | 'cancelled' | 'canceled';
  readonly message?: string;
  /** Where the message stands. Default `error`. */
  readonly spelled?: 'error' | 'reason' | 'outcome' | 'outcome as text' | 'nowhere';
}
