import type { PaidRequest } from '../jobs/job.ts';
import type { Amounts } from './limits.ts';

/** The upper bound of what may be delivered. A price that nobody publishes holds no dollars. */
export const heldFor = (requests: readonly Pick<PaidRequest, 'price'>[]): Amounts => ({
  images: requests.length,
  usd: requests.reduce((sum, each) => sum + (each.price ?? 0), 0),
});
