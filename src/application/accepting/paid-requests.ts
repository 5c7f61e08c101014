import { type ImageTask, operationOf, picturesSent } from '../../domain/asked/image-request.ts';
import { type JobId, traceId } from '../../domain/ids.ts';
import type { PaidRequest } from '../../domain/jobs/job.ts';
import { newRequest } from '../../domain/jobs/new-request.ts';
import type { Amounts } from '../../domain/money/limits.ts';
import type { Offer } from '../../domain/offers/provider.ts';

/** One for each picture that is asked for, each under a trace id of its own. */
export function paidRequests(
  job: JobId,
  task: ImageTask,
  { offer, uuid }: { readonly offer: Offer; readonly uuid: () => string },
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
      traceId: traceId(uuid()),
      // It joins the line when its sources are in our store.
      wakeAt: null,
      price,
    }),
  );
}

/** The upper bound of what may be delivered. A price that nobody publishes holds no dollars. */
export function heldFor(requests: readonly PaidRequest[]): Amounts {
  return { images: requests.length, usd: requests.reduce((sum, each) => sum + (each.price ?? 0), 0) };
}
