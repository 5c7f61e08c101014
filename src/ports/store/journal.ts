import type { ChannelId, JobId, MessageId, RequestId, UserId } from '../../domain/ids.ts';
import type { JobBesides, JobChanges, RequestChanges } from '../../domain/jobs/changes.ts';
import type { Job, PaidRequest, RequestState } from '../../domain/jobs/job.ts';
import type { Line, LineLimits } from '../../domain/jobs/line.ts';
import type { Amounts, Constraint } from '../../domain/money/limits.ts';
import type { ProviderName } from '../../domain/offers/provider.ts';

/** A step that is due, under a lease of its taker. */
export type Work =
  | { readonly kind: 'job'; readonly job: Job; readonly requests: readonly PaidRequest[] }
  | { readonly kind: 'request'; readonly request: PaidRequest; readonly job: Job };

export type WorkKey =
  | { readonly kind: 'job'; readonly id: JobId }
  | { readonly kind: 'request'; readonly id: RequestId };

/** Steps that keep each other waiting: those of jobs, and of requests by vendor and by what is done. */
export type Lane =
  | { readonly kind: 'job' }
  | {
      readonly kind: 'request';
      readonly provider: ProviderName;
      readonly state: Exclude<RequestState, 'new' | 'ended'>;
    };

export interface Lease {
  readonly owner: string;
  /** Milliseconds since 1970. Whoever holds a connection renews it. */
  readonly until: number;
}

/** What a job holds until it ends, and the limits that it must keep: of all scopes or none. */
export interface Reservation {
  readonly asked: Amounts;
  readonly constraints: readonly Constraint[];
  /** So many requests may stand unsent, these included. Left out: any number. */
  readonly mostUnsent?: number;
  /** Once it is aborted, nothing is written any more: whoever asked was answered already. */
  readonly signal?: AbortSignal | undefined;
  /** Likewise of this server (or direct message), and of this member in it. */
  readonly mostUnsentOf?: { readonly guild: number; readonly member: number } | undefined;
}

export type Acceptance =
  | { readonly kind: 'accepted' }
  /** The event was delivered before; nothing was written. */
  | { readonly kind: 'known' }
  /** Too many others were not sent yet; nothing was written. */
  | { readonly kind: 'full' }
  /** `signal` was aborted before it could be written. */
  | { readonly kind: 'withdrawn' }
  /** Too many of this server or member were not; nothing was written. */
  | { readonly kind: 'share full'; readonly whose: 'guild' | 'member' }
  /** It would break this limit, of which so much is held or spent; nothing was written. */
  | { readonly kind: 'over'; readonly constraint: Constraint; readonly used: number };

/** What else one transaction writes beside the row itself. */
export interface JobStep extends JobBesides {
  /** Keeps the step's lease (to write something down in the middle of it) instead of giving it back. */
  readonly keep?: Lease;
}

export interface RequestStep {
  /** Nudges its job, in the same transaction. */
  readonly nudgeJob?: number;
  /** Marks its job as running since then, if it stood in line; in the same transaction. */
  readonly started?: number;
  readonly keep?: Lease;
}

/**
 * Jobs and their requests, as rows. Each call is one transaction. Every change is conditional on the row's revision and
 * raises it by one; the loser of a race is told so (`null`) and does nothing, the winner is given the new revision.
 * Taking a step raises the revision too, so a step whose lease has ended and was taken over can write nothing more.
 * A successful change gives the lease back unless it is kept.
 *
 * A **nudge** (`wake`, `nudgeJob`) is apart from `wakeAt`, raises no revision, and is cleared by taking the step: one
 * that arrives while a step runs survives whatever `wakeAt` that step writes, so no wake-up is ever lost. A row is due
 * when its `wakeAt` or its nudge is.
 */
export interface Journal {
  /** Writes the job, its requests and its hold, or nothing. The hold counts in the periods of `job.acceptedAt`. */
  accept(job: Job, requests: readonly PaidRequest[], reservation: Reservation): Promise<Acceptance>;
  find(id: JobId): Promise<{ readonly job: Job; readonly requests: readonly PaidRequest[] } | null>;
  findRequest(id: RequestId): Promise<PaidRequest | null>;
  /** What this member has asked for there that has not ended. */
  openOf(channel: ChannelId, asker: UserId): Promise<readonly Job[]>;
  /** The job that has not ended and whose answer this message is to become. */
  openIn(message: MessageId): Promise<Job | null>;
  /** Ending or cancelling a job nudges those that wait for its result (`{ kind: 'job' }` among their sources). */
  advance(
    job: { readonly id: JobId; readonly revision: number },
    changes: JobChanges,
    step?: JobStep,
  ): Promise<number | null>;
  advanceRequest(
    request: { readonly id: RequestId; readonly revision: number },
    changes: RequestChanges,
    step?: RequestStep,
  ): Promise<number | null>;
  /**
   * Steps that are due and free (no lease, or one that has ended), oldest first, leased to `lease.owner`: at most `most`,
   * and of each lane at most its `room`. Requests in line (`new`) are not among them. A row that was left in the middle
   * of a step (its lease ended without a change) is due.
   */
  takeDue(now: number, lease: Lease, most: number, room?: (lane: Lane) => number): Promise<readonly Work[]>;
  /** Requests whose turn it is, by `domain/turns`, leased likewise. In line: `new`, with a `wakeAt` that has come. */
  takeTurns(now: number, lease: Lease, limits: LineLimits): Promise<readonly Work[]>;
  /** How many requests were not sent yet: those in line, and those whose pictures are still being fetched. */
  unsent(): Promise<number>;
  /**
   * Takes ended jobs out of the store, oldest first, with their requests and holds: at most `most` of those accepted
   * before the time given for them. `refused`: those that never had a request. Totals stay as they are, and so do jobs
   * of which a loss is listed. Answers how many there were.
   */
  thin(before: { readonly ended: number; readonly refused: number }, most: number): Promise<number>;
  /** Who stands in line and who is in hand (submitting, waiting or collecting, and `new` under a lease). */
  line(now: number): Promise<Line>;
  renew(keys: readonly WorkKey[], lease: Lease): Promise<void>;
  /** Nudges it: a callback, a button. Unknown or ended rows are left alone. */
  wake(key: WorkKey, at: number): Promise<void>;
  /** When the next step after this time falls due (wake-ups, nudges, ends of leases; also requests that will join the line); null: nothing does. */
  nextWakeAt(after: number): Promise<number | null>;
  /**
   * Puts looks at places in line that fell due while nobody ran one after the other, `apart` milliseconds, oldest job
   * first: at start, so that ten thousand messages whose number is wrong do not come before all else. Nudged jobs and
   * those in the middle of a step stay due.
   */
  spreadLooks(now: number, apart: number): Promise<void>;
  /**
   * What waits for a time further off than `most` milliseconds waits no longer: at start, where a clock that was wrong
   * wrote it. Likewise nudges, which are never ahead.
   */
  bringNear(now: number, most: number): Promise<void>;
  /** Ends every lease: at start, once this process alone holds the store. */
  endLeases(): Promise<void>;
  /** Accepted, but nobody wrote that the acknowledgement went out. */
  unacknowledged(): Promise<readonly Job[]>;
}
