import type { JobId, RequestId } from '../domain/ids.ts';
import type { Job, PaidRequest } from '../domain/job.ts';
import type { Line, LineLimits } from '../domain/line.ts';

/** What `advance` may change of a job. Whatever is left out stays. */
export type JobChanges = Partial<
  Pick<
    Job,
    'state' | 'task' | 'address' | 'startedAt' | 'shown' | 'sources' | 'warnings' | 'failure' | 'tries' | 'wakeAt'
  >
>;

export type RequestChanges = Partial<
  Pick<
    PaidRequest,
    | 'state'
    | 'provider'
    | 'traceId'
    | 'attempt'
    | 'submittedAt'
    | 'handle'
    | 'made'
    | 'ending'
    | 'doubt'
    | 'tries'
    | 'wakeAt'
  >
>;

/** A step that is due, under a lease of its taker. */
export type Work =
  | { readonly kind: 'job'; readonly job: Job; readonly requests: readonly PaidRequest[] }
  | { readonly kind: 'request'; readonly request: PaidRequest; readonly job: Job };

export type WorkKey =
  | { readonly kind: 'job'; readonly id: JobId }
  | { readonly kind: 'request'; readonly id: RequestId };

export interface Lease {
  readonly owner: string;
  /** Milliseconds since 1970. Whoever holds a connection renews it. */
  readonly until: number;
}

/**
 * Jobs and their requests, as rows. Each call is one transaction. Every change is conditional on the row's revision:
 * the loser of a race is told so (`false`) and does nothing. A successful change gives the lease back.
 */
export interface Journal {
  /** `known`: the event was delivered before; nothing was written. */
  accept(job: Job, requests: readonly PaidRequest[]): Promise<'accepted' | 'known'>;
  find(id: JobId): Promise<{ readonly job: Job; readonly requests: readonly PaidRequest[] } | null>;
  findRequest(id: RequestId): Promise<PaidRequest | null>;
  /** Also writes changes to its requests (`all`), e.g. to let them join the line when the sources are there. */
  advance(
    job: { readonly id: JobId; readonly revision: number },
    changes: JobChanges,
    requests?: { readonly all?: RequestChanges; readonly add?: readonly PaidRequest[] },
  ): Promise<boolean>;
  /** `wakeJob`: the time at which its job is to be looked at, in the same transaction. */
  advanceRequest(
    request: { readonly id: RequestId; readonly revision: number },
    changes: RequestChanges,
    wakeJob?: number,
  ): Promise<boolean>;
  /** Steps that are due and free, oldest first, leased to `lease.owner`. Requests in line (`new`) are not among them. */
  takeDue(now: number, lease: Lease, most: number): Promise<readonly Work[]>;
  /** Requests whose turn it is, by `domain/line`, leased likewise. */
  takeTurns(now: number, lease: Lease, limits: LineLimits): Promise<readonly Work[]>;
  /** Who stands in line and who is in hand. */
  line(now: number): Promise<Line>;
  renew(keys: readonly WorkKey[], lease: Lease): Promise<void>;
  /** Makes it due now: a callback, a button, a nudge. Nothing else changes. */
  wake(key: WorkKey, at: number): Promise<void>;
  /** When the next step is due; null: nothing waits. */
  nextWakeAt(now: number): Promise<number | null>;
  /** Ends every lease: at start, once this process alone holds the store. */
  endLeases(): Promise<void>;
  /** Accepted, but nobody wrote that the acknowledgement went out. */
  unacknowledged(): Promise<readonly Job[]>;
}
