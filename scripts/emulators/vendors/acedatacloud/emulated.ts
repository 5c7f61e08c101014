import type { Artist } from '../kit/draw-results.ts';
import type { InputPicture, RecordedRequest, ResultPicture } from '../kit/recorded.ts';
import type { Script } from '../kit/script.ts';
import type { AceDataCloudBehaviour } from './behaviour.ts';

export interface EmulatedAceDataCloudOptions {
  /** Left out: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** The bearer token it accepts. Default: an obvious fake. */
  readonly token?: string;
  /** How long a task takes, in milliseconds; a range is spread evenly. Default 0. */
  readonly processingMs?: number | { readonly min: number; readonly max: number };
  /** Shape of callbacks where the script says nothing. Default `flat`. */
  readonly callbackShape?: 'flat' | 'nested';
  /** Whether `n` is honoured (newer guides) or one picture is returned (older). Default true. */
  readonly honoursN?: boolean;
  /** Whether a plain synchronous call leaves a record at `/openai/tasks`. Nobody promises it: default false. */
  readonly recordsSyncCalls?: boolean;
  /** Whether multipart edits keep the client's `trace_id`. Undocumented: default true. */
  readonly multipartTraceId?: boolean;
  /** A page of tasks holds no more than these, whatever `limit` says, and without a word. Default: as many as it says. */
  readonly tasksPerPage?: number;
  /** Who makes the pictures, whose pixels are as asked either way. Default `drawn`. */
  readonly pictures?: Artist;
  /** Longest edge of what is really drawn by default, to keep tests quick; the ratio stays. Left out: as asked. */
  readonly longestEdge?: number;
  /** Rewrites a callback's or an input picture's address before it is called, for a `PUBLIC_URL` that does not exist. Only loopback is ever called. */
  readonly reach?: (address: string) => string;
}

/**
 * AceDataCloud as far as this project uses it, on one loopback port: `/openai/images/generations`, `/openai/images/edits`,
 * their `/v1` aliases, `/openai/tasks`, `/openai/models`, the native `/nano-banana/images` and `/nano-banana/tasks`, and
 * the host of the results under `/cdn/`.
 */
export interface EmulatedAceDataCloud {
  /** `http://127.0.0.1:<port>`: for ACEDATACLOUD_BASE_URL. Results lie on the same origin. */
  readonly baseUrl: string;
  /** For ACEDATACLOUD_API_TOKEN. */
  readonly token: string;
  /** Every request, results' downloads included, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Generations and edits only: those that could have cost money. */
  readonly paidRequests: readonly RecordedRequest[];
  /** Every task ever accepted, oldest first: what a real account would be billed for. */
  readonly tasks: readonly EmulatedTask[];
  readonly callbacks: readonly RecordedCallback[];
  readonly script: Script<AceDataCloudBehaviour>;
  /** Our balance with the vendor: `true` answers each paid request 403 `used_up`. */
  usedUp: boolean;
  /** The most tasks that were ever in work at the same time. */
  readonly busiest: number;
  task(id: string): EmulatedTask | undefined;
  /** `request` fires when a request has ended, `task` when a task changes state, `callback` after each attempt. Returns the way to stop listening. */
  on<Name extends keyof AceDataCloudEvents>(
    name: Name,
    listener: (event: AceDataCloudEvents[Name]) => void,
  ): () => void;
  /** Resolves once no task is in work and no callback is outstanding. */
  idle(): Promise<void>;
  /** The vendor is down: nothing listens and every connection is cut. Tasks in work go on. */
  goOffline(): Promise<void>;
  /** The vendor is back, on the same port, with everything it knew. */
  comeBack(): Promise<void>;
  /** Forgets requests, callbacks, finished tasks and the script. */
  reset(): void;
  close(): Promise<void>;
}

export interface AceDataCloudEvents {
  readonly request: RecordedRequest;
  readonly task: EmulatedTask;
  readonly callback: RecordedCallback;
}

/** One accepted paid request. */
export interface EmulatedTask {
  readonly id: string;
  readonly traceId: string;
  readonly operation: 'generations' | 'edits';
  readonly mode: 'sync' | 'async';
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed';
  readonly model: string;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly n: number;
  /** The pictures that were edited, in order. */
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
  /** Empty until it succeeded. */
  readonly results: readonly ResultPicture[];
  readonly error: { readonly code: string | undefined; readonly message: string } | undefined;
  readonly callbackUrl: string | undefined;
  /** Images billed: what a real account would have paid for. 0 until it succeeded. */
  readonly billed: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly finishedAt: number | undefined;
}

/** One attempt to call back. */
export interface RecordedCallback {
  readonly taskId: string;
  readonly url: string;
  readonly body: unknown;
  readonly at: number;
  /** The status we were answered with, or undefined when it could not be delivered. */
  readonly status: number | undefined;
}
