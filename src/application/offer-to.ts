import { chooseOffer } from '../domain/choose-offer.ts';
import type { Job } from '../domain/job.ts';
import type { Catalogue, Offer, ProviderName } from '../domain/provider.ts';
import { needsOf } from '../domain/read-recipe.ts';

/**
 * By which of a provider's offers a job's request goes to it: found anew from what is asked for, so that a row need only
 * name the provider. Whether the model is about to be shut down was asked when the job was accepted.
 */
export function offerTo({ task }: Pick<Job, 'task'>, provider: ProviderName, catalogue: Catalogue): Offer | undefined {
  const model = task === null ? undefined : catalogue.find(task.recipe.model);
  if (task === null || model === undefined) return undefined;
  const market = { providers: [provider], resting: new Set<ProviderName>(), now: 0 };
  const chosen = chooseOffer(model, needsOf(task.recipe, task.sources.length), market);
  return chosen.kind === 'offer' ? chosen.offer : undefined;
}
