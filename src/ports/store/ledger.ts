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

/**
 * What was held and spent, beside the journal and in its transactions: a hold is made where a job is accepted and ends
 * where the job ends. Running totals per account, unit and period change with the rows, so a report reads a few of them
 * however many jobs there were.
 */
export interface Ledger {
  /** Held and spent in the stretch that `at` lies in. */
  used(account: Account, per: Period, at: number): Promise<Amounts>;
  /** Of that, what is held by jobs that have not ended. */
  held(account: Account): Promise<Amounts>;
  /** Newest first. */
  losses(most: number): Promise<readonly ListedLoss[]>;
  /** How many losses there ever were, what they sum up to, and how many of them nobody publishes a price for. Reads all of them. */
  allLosses(): Promise<{ readonly count: number; readonly usd: number; readonly unpriced: number }>;
  /** True once per account, unit, stretch and threshold (in percent): whoever is told so may give the notice. */
  claimNotice(
    account: Account,
    notice: { readonly unit: keyof Amounts; readonly per: Period; readonly percent: number },
    at: number,
  ): Promise<boolean>;
  /** Adds up the rows anew and names every total that differs: a law, checked by tests and at will. */
  verify(): Promise<readonly string[]>;
}
