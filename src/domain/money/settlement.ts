import type { FailureCode } from '../failure.ts';
import { failureRule } from '../failure.ts';
import type { RequestId } from '../ids.ts';
import { lineage } from '../jobs/failover.ts';
import type { PaidRequest } from '../jobs/job.ts';
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
 * charged is the operator's loss, and so is what a provider costs above the one that the money was held for.
 * `reachable`: whether the asker can get what was made.
 */
export function settle(requests: readonly PaidRequest[], reachable: 'reachable' | FailureCode): Settling {
  const losses: Loss[] = [];
  let images = 0;
  let usd = 0;
  for (const request of requests) {
    const { id, ending, price, attempt } = request;
    if (ending?.kind === 'pictures' && reachable === 'reachable') {
      images += ending.pictures.length;
      const { held, code } = holdOf(request, requests);
      usd += chargeFor(request, requests);
      if (price !== null && held !== null && price > held) losses.push({ request: id, code, usd: price - held });
    } else if (ending?.kind === 'pictures') {
      losses.push({ request: id, code: reachable === 'reachable' ? 'undeliverable' : reachable, usd: price });
    } else if (ending?.kind === 'failure' && attempt > 0 && failureRule(ending.failure).money === 'operator') {
      losses.push({ request: id, code: ending.failure.code, usd: price });
    }
  }
  return { delivered: { images, usd }, losses };
}

/**
 * What one picture of a delivered request is charged with, in millionths of a dollar: never above what was held for it.
 * Null: nobody says what its provider takes.
 */
export function chargeForPicture(request: PaidRequest, requests: readonly PaidRequest[]): number | null {
  const { ending, price } = request;
  if (ending?.kind !== 'pictures' || price === null) return null;
  return Math.round(chargeFor(request, requests) / Math.max(1, ending.pictures.length));
}

const chargeFor = (request: PaidRequest, requests: readonly PaidRequest[]): number =>
  Math.min(request.price ?? 0, holdOf(request, requests).held ?? 0);

/** What was held for this picture, and why whoever was to make it for that did not. */
function holdOf(request: PaidRequest, requests: readonly PaidRequest[]) {
  const [first = request] = lineage(request, requests);
  const code: FailureCode = first.ending?.kind === 'failure' ? first.ending.failure.code : 'bug';
  return { held: first.price, code };
}
