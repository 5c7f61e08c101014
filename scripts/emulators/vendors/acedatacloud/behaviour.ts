import type { Packing } from '../kit/answers/packing.ts';
import type { PictureShape } from '../kit/answers/placed.ts';
import type { RawAnswer } from '../kit/loopback.ts';
import type { ResultBehaviour } from '../kit/results-host.ts';

/**
 * What a test can tell the emulated AceDataCloud to do to a request. Everything that is left out behaves as the vendor does on
 * a good day. All times are milliseconds.
 */
export interface AceDataCloudBehaviour {
  /** Wait this long before the answer is begun (after the request was taken). */
  readonly delayMs?: number;
  /** Never answer. `before`: the request is not taken, no task exists. `after`: it is taken, runs and is billed. */
  readonly stall?: 'before' | 'after';
  /**
   * Cut the connection without an answer. `uploading`: as soon as the headers are read. `before`: after the body, but
   * nothing is taken. `after`: the task exists, runs, is billed, and nobody was told.
   */
  readonly drop?: 'uploading' | 'before' | 'after';
  /** Answer with an error instead of taking the request. */
  readonly refuse?: AceDataCloudRefusal;
  /** Answer these exact bytes. The request is taken (a task runs) only with `taken: true`. */
  readonly raw?: RawAnswer;
  /** The answer is compressed, though nobody asked. */
  readonly packed?: Packing;
  /** Take the request, then send only the first half of the JSON and end (`end`) or cut (`cut`) the connection. */
  readonly truncate?: 'end' | 'cut';
  /** How long the task takes. */
  readonly processingMs?: number;
  /** And it does not end before this has come to pass. */
  readonly until?: Promise<unknown>;
  /** The task ends like this instead of with pictures. In a synchronous call it is the answer, with 200 and `success:false`. */
  readonly fail?: TaskFailure;
  /** How many pictures come back whatever `n` said. 0: a success without any picture. */
  readonly images?: number;
  /** Pictures as addresses or as base64 in the answer, callback and task record. Left out: what the request asked for. */
  readonly answer?: 'url' | 'b64_json' | 'b64_data_url' | 'b64_url_safe';
  /** Where they stand there. */
  readonly shape?: PictureShape;
  /** The prompt that it says it made the pictures from; as it was sent, where nothing is said. */
  readonly revisedPrompt?: string;
  /** What the addresses of the results lead to. */
  readonly result?: ResultBehaviour;
  /** Pixel size of the pictures delivered, whatever was asked. */
  readonly deliver?: { readonly width: number; readonly height: number };
  /** How the callback behaves; `never` sends none. */
  readonly callback?: CallbackBehaviour | 'never';
  /** When `/openai/tasks` starts to know the task. `never`: `{}` for ever. Before that it answers `{}`. */
  readonly recordAfterMs?: number | 'never';
}

/** An error answer. Any row of the vendor's table can be said with it. */
export interface AceDataCloudRefusal {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  /** `docs`: `{error:{code,message},trace_id}`. `guide`: the same with `success:false`. `string`: `{error:"text"}`. `none`: no body. Default `docs`. */
  readonly envelope?: 'docs' | 'guide' | 'string' | 'none';
  /** Sent as `retry-after`: seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TaskFailure {
  readonly code?: string;
  readonly message?: string;
  /** `object`: `error:{code,message}`. `string`: `error:"message"`. `success-false`: no `error` at all. Default `object`. */
  readonly shape?: 'object' | 'string' | 'success-false';
}

export interface CallbackBehaviour {
  /** `flat`: `data:[…]`. `nested`: `data:{created,data:[…]}`. Default: the emulator's option. */
  readonly shape?: 'flat' | 'nested';
  /** Wait this long after the task ended. */
  readonly delayMs?: number;
  /** And for this. */
  readonly until?: Promise<unknown>;
  /** How often it is sent, one after the other. Default 1. */
  readonly times?: number;
  /** Send it (and end the task) before the submit is answered. */
  readonly beforeAnswer?: boolean;
  /** Fields laid over the body, to make the callback lie (for instance another `task_id`). */
  readonly overlay?: Readonly<Record<string, unknown>>;
}
