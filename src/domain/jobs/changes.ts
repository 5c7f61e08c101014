import type { Constraint } from '../money/limits.ts';
import type { Settling } from '../money/settlement.ts';
import type { AuditEntry } from '../server/audit-entry.ts';
import type { Job, PaidRequest } from './job.ts';

/** What may change of a job. Whatever is left out stays. */
export type JobChanges = Partial<
  Pick<
    Job,
    | 'state'
    | 'task'
    | 'address'
    | 'startedAt'
    | 'cancelledAt'
    | 'shown'
    | 'sources'
    | 'warnings'
    | 'failure'
    | 'tries'
    | 'wakeAt'
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
    | 'price'
  >
>;

/**
 * The end of a hold: replaced by what was delivered (never above the hold; nothing: released), in the periods in which
 * it was made. Once per job: a second end changes nothing.
 */
export interface Settlement extends Settling {
  readonly at: number;
}

/** What the operator may have to pay for a job in all, once somebody else takes over, and the ceilings that bind it. */
export interface Payment {
  /** Upper bound, millionths of a dollar. */
  readonly usd: number;
  readonly constraints: readonly Constraint[];
}

/** What the transaction that changes a job writes beside its row. */
export interface JobBesides {
  /** Only if none of its requests was ever sent (else nothing is written, the row included). */
  readonly unsent?: true;
  /** Ends the job's hold. */
  readonly settle?: Settlement;
  /** Changes to each of its requests that has not ended, e.g. to let them join the line when the sources are there. */
  readonly requests?: RequestChanges;
  /** Raises what the job holds of the operator's money; where a ceiling does not allow it, nothing is written. */
  readonly pay?: Payment | undefined;
  /** Further requests: a failover, another model. */
  readonly add?: readonly PaidRequest[];
  /** What the audit of its server is to tell of it. */
  readonly audit?: AuditEntry | undefined;
}
