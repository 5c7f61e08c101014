import { picturesSent } from '../../domain/asked/image-request.ts';
import { recipeOf } from '../../domain/asked/recipe-of.ts';
import { sizeChoice } from '../../domain/asked/size.ts';
import type { Job, PaidRequest, StoredPicture } from '../../domain/jobs/job.ts';
import type { Catalogue } from '../../domain/offers/provider.ts';
import { offerTo } from './offer-to.ts';

/**
 * What a request costs now that its picture is here: by the size that it really has, and never above what it was taken
 * at. As it was where the vendor counted for itself (then it is no longer the catalogue's price for what was asked), or
 * where nobody publishes a price. A quality that was left to the model stays at its upper bound: no picture tells it.
 */
export function realPrice(
  job: Pick<Job, 'task'>,
  request: Pick<PaidRequest, 'provider' | 'ordinal' | 'operation' | 'price'>,
  [picture]: readonly StoredPicture[],
  catalogue: Catalogue,
): number | null {
  const { operation, price } = request;
  const offer = offerTo(job, request, catalogue);
  if (price === null || job.task === null || offer === undefined || picture === undefined) return price;
  const { quality, size } = recipeOf(job.task, request);
  const by = { operation, quality, sources: picturesSent(job.task) };
  if (offer.price({ ...by, size }) !== price) return price;
  return Math.min(price, offer.price({ ...by, size: sizeChoice(picture) }) ?? price);
}
