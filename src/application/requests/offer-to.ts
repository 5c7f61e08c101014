import { needsOf } from '../../domain/asked/read-recipe.ts';
import { fieldsFor } from '../../domain/asked/recipe-fields.ts';
import { recipeOf } from '../../domain/asked/recipe-of.ts';
import type { Aspect } from '../../domain/asked/size.ts';
import type { Job, PaidRequest } from '../../domain/jobs/job.ts';
import { chooseOffer } from '../../domain/offers/choose-offer.ts';
import type { Catalogue, Offer, ProviderName } from '../../domain/offers/provider.ts';

/**
 * By which of its provider's offers a job's request goes to it: found anew from what is asked for, so that a row need only
 * name the provider. Whether the model is about to be shut down was asked when the job was accepted.
 */
export function offerTo(
  { task }: Pick<Job, 'task'>,
  request: Pick<PaidRequest, 'provider' | 'ordinal'>,
  catalogue: Catalogue,
): Offer | undefined {
  if (task === null) return undefined;
  const recipe = recipeOf(task, request);
  const model = catalogue.find(recipe.model);
  if (model === undefined) return undefined;
  const market = { providers: [request.provider], resting: new Set<ProviderName>(), now: 0 };
  const chosen = chooseOffer(model, needsOf(recipe, task.sources.length), market);
  return chosen.kind === 'offer' ? chosen.offer : undefined;
}

/** The ratio that a request was sent with, if it was sent with one. */
export function aspectTo(
  job: Pick<Job, 'task'>,
  request: Pick<PaidRequest, 'provider' | 'ordinal' | 'operation'>,
  catalogue: Catalogue,
): { readonly aspect: Aspect | undefined } {
  const offer = offerTo(job, request, catalogue);
  if (job.task === null || offer === undefined) return { aspect: undefined };
  const { operation } = request;
  return { aspect: fieldsFor(recipeOf(job.task, request), offer, { operation, first: null }).aspect };
}
