import { type ImageTask, operationOf, picturesSent } from '../../domain/asked/image-request.ts';
import { type JobId, traceId } from '../../domain/ids.ts';
import type { PaidRequest } from '../../domain/jobs/job.ts';
import { newRequest } from '../../domain/jobs/new-request.ts';
import type { Offer } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';

/** One row for each picture that is asked for. */
export function paidRequests(
  job: JobId,
  task: ImageTask,
  offer: Offer,
  clock: Pick<Clock, 'uuid'>,
): readonly PaidRequest[] {
  const { recipe } = task;
  const sources = picturesSent(task);
  const operation = operationOf({ sources: { length: sources } });
  const price = offer.price({ operation, quality: recipe.quality, size: recipe.size, sources });
  return Array.from({ length: recipe.count }, (_, ordinal) =>
    newRequest({
      job,
      ordinal,
      provider: offer.provider,
      operation,
      traceId: traceId(clock.uuid()),
      // It joins the line when its sources are in our store.
      wakeAt: null,
      price,
    }),
  );
}
