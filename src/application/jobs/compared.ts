import { recipeOf } from '../../domain/asked/recipe-of.ts';
import { lineage, standing } from '../../domain/jobs/failover.ts';
import type { JobWork } from '../../domain/jobs/job.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Catalogue } from '../../domain/offers/provider.ts';
import { withFilename } from '../../domain/pictures/named-picture.ts';
import type { ComparedModel } from '../../ports/messenger.ts';

/** What came of each model of a comparison, in the order in which they were asked for; undefined: it compares none. */
export function comparedIn(
  { job, requests }: JobWork,
  catalogue: Pick<Catalogue, 'find'>,
): readonly ComparedModel[] | undefined {
  const { task } = job;
  if (task?.recipe.compared === undefined) return undefined;
  return standing(requests).flatMap((request): readonly ComparedModel[] => {
    const { model } = recipeOf(task, request);
    const name = catalogue.find(model)?.name ?? model;
    const { ending, price } = request;
    if (ending?.kind === 'failure')
      return [{ kind: 'failed', model, name, failure: withFilename(ending.failure, job) }];
    // Each is charged for itself: what is held for one pays for no other.
    const cost = price === null ? null : settle(lineage(request, requests), 'reachable').delivered.usd;
    return (ending?.pictures ?? []).map(({ version, took }) => ({ kind: 'made', model, name, version, took, cost }));
  });
}
