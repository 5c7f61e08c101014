import type { Artist } from '../kit/draw-results.ts';
import type { InputPicture, RecordedRequest, ResultPicture } from '../kit/recorded.ts';
import type { Script } from '../kit/script.ts';
import type { GmiCloudBehaviour } from './behaviour.ts';

export interface EmulatedGmiCloudOptions {
  /** Left out: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** The key it accepts. Default: an obvious fake. */
  readonly key?: string;
  /** The organization of that key: an `X-Organization-ID` may name it, and another one is refused. Left out: any is taken. */
  readonly organization?: string;
  /** How long it works on a request, in milliseconds; a range is spread evenly. Default 0. */
  readonly processingMs?: number | { readonly min: number; readonly max: number };
  /** Whether sizes beside the three documented ones are taken, as somebody saw (reference, 4.3). Default false. */
  readonly otherSizes?: boolean;
  /** Who makes the pictures, whose pixels are as asked either way. Default `drawn`. */
  readonly pictures?: Artist;
  /** Longest edge of what is really drawn, to keep tests quick; the ratio stays. Left out: as asked. */
  readonly longestEdge?: number;
  /** Rewrites an input picture's address before it is called. Only loopback is ever called. */
  readonly reach?: (address: string) => string;
}

/**
 * GMI Cloud's request queue as far as this project uses it, on one loopback port: submitting to `gpt-image-2-generate`
 * and `gpt-image-2-edit`, asking about a request, listing them, the models, and the host of the results under `/media/`.
 * Not emulated: cancelling, `/upload-url`, the unified `gpt-image-2`.
 */
export interface EmulatedGmiCloud {
  /** `http://127.0.0.1:<port>`: for GMICLOUD_BASE_URL. Results lie on the same origin. */
  readonly baseUrl: string;
  /** For GMICLOUD_API_KEY. */
  readonly key: string;
  /** Every request, results' downloads included, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Submissions only: those that could have cost money. */
  readonly paidRequests: readonly RecordedRequest[];
  /** Every submission ever taken, oldest first: what a real account would be billed for. */
  readonly queue: readonly QueuedRequest[];
  readonly script: Script<GmiCloudBehaviour>;
  /** Our balance with the vendor: `true` answers each submission 402. */
  outOfBalance: boolean;
  /** The most requests that were ever in work at the same time. */
  readonly busiest: number;
  /** `request` fires when an HTTP request has ended, `queue` when a queued one changes state. Returns the way to stop listening. */
  on<Name extends keyof GmiCloudEvents>(name: Name, listener: (event: GmiCloudEvents[Name]) => void): () => void;
  /** Resolves once nothing is in work. */
  idle(): Promise<void>;
  /** The vendor is down: nothing listens and every connection is cut. What is in work goes on. */
  goOffline(): Promise<void>;
  /** The vendor is back, on the same port, with everything it knew. */
  comeBack(): Promise<void>;
  /** Forgets requests, what has ended and the script. */
  reset(): void;
  close(): Promise<void>;
}

export interface GmiCloudEvents {
  readonly request: RecordedRequest;
  readonly queue: QueuedRequest;
}

/** One submission that was taken. */
export interface QueuedRequest {
  /** The vendor's `request_id`; as in `RecordedRequest.taskId`. */
  readonly id: string;
  readonly operation: 'generations' | 'edits';
  readonly state: 'running' | 'succeeded' | 'failed';
  readonly model: string;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly n: number;
  /** The picture that was edited, or none. */
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
  /** Empty until it succeeded. */
  readonly results: readonly ResultPicture[];
  /** Pictures billed; 0 until it succeeded. */
  readonly billed: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly finishedAt: number | undefined;
}
