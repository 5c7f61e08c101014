import { type ImageTask, operationOf, picturesSent } from '../../domain/asked/image-request.ts';
import { recipeOf } from '../../domain/asked/recipe-of.ts';
import { type JobId, traceId } from '../../domain/ids.ts';
import type { PaidRequest } from '../../domain/jobs/job.ts';
import { newRequest } from '../../domain/jobs/new-request.ts';
import type { Offer } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';

/** One row for each picture that is asked for, by whoever makes an offer for it. */
export function paidRequests(
  job: JobId,
  task: ImageTask,
  offers: readonly Offer[],
  clock: Pick<Clock, 'uuid'>,
): readonly PaidRequest[] {
  const sources = picturesSent(task);
  const operation = operationOf({ sources: { length: sources } });
  return offers.map((offer, ordinal) => {
    const { quality, size } = recipeOf(task, { ordinal });
    return newRequest({
      job,
      ordinal,
      provider: offer.provider,
      operation,
      traceId: traceId(clock.uuid()),
      // It joins the line when its sources are in our store.
      wakeAt: null,
      price: offer.price({ operation, quality, size, sources }),
    });
  });
}
