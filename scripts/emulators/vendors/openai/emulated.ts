import type { Artist } from '../kit/draw-results.ts';
import type { InputPicture, RecordedRequest, ResultPicture } from '../kit/recorded.ts';
import type { Script } from '../kit/script.ts';
import type { OpenAiBehaviour } from './behaviour.ts';

export interface EmulatedOpenAiOptions {
  /** Whose rules hold where the two differ (reference, section 3). Default `openai`. */
  readonly vendor?: 'openai' | 'agcloud';
  /** Left out: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** The key it accepts. Default: an obvious fake. */
  readonly key?: string;
  /** Behind `/v1`. Default `/images/edits`. */
  readonly editsPath?: string;
  /** How long making a picture takes, in milliseconds. Default 0. */
  readonly processingMs?: number;
  /** Who makes the pictures, whose pixels are as asked either way. Default `drawn`. */
  readonly pictures?: Artist;
  /** Longest edge of what is really drawn, to keep tests quick; the ratio stays. Left out: as asked. */
  readonly longestEdge?: number;
  /** The id of a call by its number from 1: with the same ids the same calls are painted alike. Default: random. */
  readonly idOf?: (number: number) => string;
}

/**
 * OpenAI's image API as far as this project uses it, on one loopback port: `/v1/images/generations` (JSON) and
 * `/v1/images/edits` (multipart), plain and streamed, strict by the reference; or AGCloud's, which is shaped alike. Not
 * emulated: edits as JSON, GIF and SVG.
 */
export interface EmulatedOpenAi {
  /** `http://127.0.0.1:<port>/v1`: for OPENAI_BASE_URL or AGCLOUD_BASE_URL. */
  readonly baseUrl: string;
  readonly key: string;
  /** Every request, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Generations and edits only: those that could have cost money. */
  readonly paidRequests: readonly RecordedRequest[];
  /** Every call ever taken, oldest first: what a real account would be billed for. */
  readonly calls: readonly EmulatedCall[];
  readonly script: Script<OpenAiBehaviour>;
  /** Our balance with the vendor: `true` answers each paid call 429 `insufficient_quota`. */
  outOfQuota: boolean;
  /** The most calls that were ever in work at the same time. */
  readonly busiest: number;
  /** `request` fires when a request has ended, `call` when a call changes state. Returns the way to stop listening. */
  on<Name extends keyof OpenAiEvents>(name: Name, listener: (event: OpenAiEvents[Name]) => void): () => void;
  /** Resolves once no call is in work. */
  idle(): Promise<void>;
  /** The vendor is down: nothing listens and every connection is cut. */
  goOffline(): Promise<void>;
  /** The vendor is back, on the same port, with everything it knew. */
  comeBack(): Promise<void>;
  /** Forgets requests, finished calls and the script. */
  reset(): void;
  close(): Promise<void>;
}

export interface OpenAiEvents {
  readonly request: RecordedRequest;
  readonly call: EmulatedCall;
}

/** One paid call that was taken. */
export interface EmulatedCall {
  /** As in `RecordedRequest.taskId`, and in the `x-request-id` of its answer. */
  readonly id: string;
  readonly operation: 'generations' | 'edits';
  readonly state: 'running' | 'succeeded';
  readonly model: string;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly n: number;
  readonly user: string | undefined;
  readonly streams: boolean;
  /** The pictures that were edited, in order. */
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
  /** What somebody scribbled, which 2.6 takes instead of a mask. */
  readonly markup: InputPicture | undefined;
  /** What was sent on the way, whoever took it. */
  readonly partials: readonly ResultPicture[];
  /** Empty until it succeeded. */
  readonly results: readonly ResultPicture[];
  /** Pictures billed; 0 until it succeeded. */
  readonly billed: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly finishedAt: number | undefined;
}
