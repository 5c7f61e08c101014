import type { FailureCode } from './failure.ts';
import { failureRule } from './failure.ts';
import type { RequestId } from './ids.ts';
import type { PaidRequest } from './job.ts';
import type { Amounts } from './limits.ts';

/** What the vendor may have charged and no member pays, for the operator's list. */
export interface Loss {
  readonly request: RequestId;
  readonly code: FailureCode;
  /** Upper bound in millionths of a dollar; null where nobody publishes a price. */
  readonly usd: number | null;
}

/** What a job ends with: what its asker pays for, and what the operator loses. */
export interface Settling {
  readonly delivered: Amounts;
  readonly losses: readonly Loss[];
}

/**
 * An image is charged when it is in our store and its asker can get it; everything else that the vendor may have
 * charged is the operator's loss. `reachable`: whether the asker can get what was made.
 */
export function settle(requests: readonly PaidRequest[], reachable: 'reachable' | FailureCode): Settling {
  const losses: Loss[] = [];
  let images = 0;
  let usd = 0;
  for (const { id, ending, price, attempt } of requests) {
    if (ending?.kind === 'pictures' && reachable === 'reachable') {
      images += ending.pictures.length;
      usd += price ?? 0;
    } else if (ending?.kind === 'pictures') {
      losses.push({ request: id, code: reachable === 'reachable' ? 'undeliverable' : reachable, usd: price });
    } else if (ending?.kind === 'failure' && attempt > 0 && failureRule(ending.failure).money === 'operator') {
      losses.push({ request: id, code: ending.failure.code, usd: price });
    }
  }
  return { delivered: { images, usd }, losses };
}
