import type { Packing } from '../kit/answers/packing.ts';
import type { PictureShape } from '../kit/answers/placed.ts';
import type { RawAnswer } from '../kit/loopback.ts';

/**
 * What a test can tell the emulated OpenAI to do to a paid call. Everything that is left out behaves as the vendor does
 * on a good day. All times are milliseconds.
 */
export interface OpenAiBehaviour {
  /** Wait this long before the answer is begun (after the call was taken). */
  readonly delayMs?: number;
  /** Never answer. `before`: the call is not taken. `after`: it is taken and billed. */
  readonly stall?: 'before' | 'after';
  /** Cut the connection without an answer. `uploading`: as soon as the headers are read. `before`: after the body, nothing is taken. `after`: it is taken and billed. */
  readonly drop?: 'uploading' | 'before' | 'after';
  /** Answer with an error instead of taking the call. */
  readonly refuse?: OpenAiRefusal;
  /** Answer these exact bytes. The call is taken only with `taken: true`. */
  readonly raw?: RawAnswer;
  /** The answer is compressed, though nobody asked. */
  readonly packed?: Packing;
  /** How long making the picture takes; partial pictures come spread over it. */
  readonly processingMs?: number;
  /** Asked before each partial picture (from 0) and before the end: it goes on when this has come to pass. */
  readonly before?: (step: number) => Promise<unknown> | undefined;
  /** How many pictures come back whatever `n` said. 0: a success without any picture. */
  readonly images?: number;
  /** Pictures as base64 (the vendor's way), as a data URL, or at an address (what some relays do). */
  readonly answer?: 'b64_json' | 'b64_data_url' | 'b64_url_safe' | 'url';
  /** Where they stand in a plain answer. */
  readonly shape?: PictureShape;
  /** Makes each picture this many bytes long, with zeros behind its end. */
  readonly bytes?: number;
  /** Plain JSON only: send the first half, then end (`end`) or cut (`cut`) the connection. */
  readonly truncate?: 'end' | 'cut';
  /** How the events of a streamed answer look. */
  readonly stream?: StreamBehaviour;
}

/** Any row of the vendor's table of errors (reference, 6.2). */
export interface OpenAiRefusal {
  readonly status: number;
  readonly code?: string | null;
  readonly type?: string;
  readonly message?: string;
  readonly param?: string | null;
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  readonly retryAfterMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface StreamBehaviour {
  /** `json`: plain JSON although a stream was asked for. */
  readonly as?: 'events' | 'json';
  /** Default LF. */
  readonly newline?: '\n' | '\r\n' | '\r';
  /** The stream is written in pieces of this many bytes. Default: one piece for each event. */
  readonly pieceBytes?: number;
  /** A comment before each event, as proxies send to keep a connection alive. */
  readonly comments?: boolean;
  /** Where an event's name stands: in the `event` line, in the data's `type`, or in both (default). */
  readonly named?: 'both' | 'by line' | 'by type';
  /** The data of each event goes over several `data` lines. */
  readonly splitData?: boolean;
  /** How many partial pictures are sent, whatever was asked for: fewer when the picture is ready sooner. */
  readonly partials?: number;
  /** After the last event: the connection is closed (default), `[DONE]` is said and then it is closed, or left open. */
  readonly end?: 'close' | 'done' | 'done and left open';
  /** Instead of what follows the first so many events: an error event, in either of the two spellings. */
  readonly error?: {
    readonly after: number;
    readonly code?: string | null;
    readonly type?: string;
    readonly message?: string;
    readonly spelled?: 'event: error' | 'data.error';
  };
  /** After so many events the stream ends: cut, or closed as if nothing were missing. `inside`: in the middle of the next event. */
  readonly stop?: { readonly after: number; readonly how: 'cut' | 'close'; readonly inside?: boolean };
}
