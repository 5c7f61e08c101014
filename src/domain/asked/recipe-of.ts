import { slotOf } from '../jobs/failover.ts';
import type { PaidRequest } from '../jobs/job.ts';
import type { ImageTask, Recipe } from './image-request.ts';

/**
 * The recipe as this request makes it: of models that are compared each slot has its own, whoever makes it in the end. All
 * that depends on a model (its price, its offer, its fields, what is written down of its picture) goes by this one.
 */
export function recipeOf({ recipe }: Pick<ImageTask, 'recipe'>, request: Pick<PaidRequest, 'ordinal'>): Recipe {
  const model = recipe.compared?.[slotOf(request)];
  return model === undefined ? recipe : { ...recipe, model };
}
