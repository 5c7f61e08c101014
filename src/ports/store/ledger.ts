import type { FailureCode } from '../../domain/failure.ts';
import type { GuildId, JobId, RequestId, UserId } from '../../domain/ids.ts';
import type { AccountKind, Amounts } from '../../domain/money/limits.ts';
import type { Period } from '../../domain/money/period.ts';

export interface Account {
  readonly kind: AccountKind;
  /** Null: a direct-message channel, which counts as a server of one. */
  readonly guild: GuildId | null;
  readonly member: UserId;
}

export interface ListedLoss {
  readonly request: RequestId;
  readonly job: JobId;
  readonly code: FailureCode;
  readonly usd: number | null;
  readonly at: number;
}

/** How many losses, what they sum up to, and how many of them nobody publishes a price for. */
export interface LossSum {
  readonly count: number;
  readonly usd: number;
  readonly unpriced: number;
}

/** What a request was charged, and for how many pictures. */
export type JobCharge = Amounts;

/**
 * What was held and spent, beside the journal and in its transactions: a hold is made where a job is accepted and ends
 * where the job ends. Running totals per account, unit and period change with the rows, so a report reads a few of them
 * however many jobs there were.
 */
export interface Ledger {
  /** Held and spent in the stretch that `at` lies in. */
  used(account: Account, per: Period, at: number): Promise<Amounts>;
  /**
   * What the operator pays for it in that stretch, in millionths of a dollar: what jobs in hand may cost, and what ended
   * ones did, losses and dearer providers included.
   */
  spent(account: Account, per: Period, at: number): Promise<number>;
  /** Of that, what is held by jobs that have not ended. */
  held(account: Account): Promise<Amounts>;
  /** What ended requests were charged in the end, as far as their lines are kept. */
  charges(jobs: readonly JobId[]): Promise<ReadonlyMap<JobId, JobCharge>>;
  /** Newest first. */
  losses(most: number): Promise<readonly ListedLoss[]>;
  /** All there ever were. Reads every one. */
  allLosses(): Promise<LossSum>;
  /** Those of the time from `from` on and before `to`, in milliseconds since 1970. */
  lossesBetween(from: number, to: number): Promise<LossSum>;
  /** True once per account, unit, stretch and threshold (in percent): whoever is told so may give the notice. */
  claimNotice(
    account: Account,
    notice: { readonly unit: keyof Amounts; readonly per: Period; readonly percent: number },
    at: number,
  ): Promise<boolean>;
  /** True once for what the operator is told of, by its name; again only after it was forgotten. */
  claimTold(about: string): Promise<boolean>;
  forgetTold(about: string): Promise<void>;
  /** Adds up the rows anew and names every total that differs: a law, checked by tests and at will. */
  verify(): Promise<readonly string[]>;
}
