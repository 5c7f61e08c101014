import type { RecipeRules } from '../domain/asked/read-recipe.ts';
import type { Market } from '../domain/offers/choose-offer.ts';

/** What recipes are read against. Who could make them changes from moment to moment, so that is asked for each time. */
export interface CurrentRules extends Omit<RecipeRules, 'market'> {
  readonly market: () => Market;
}

export const rulesNow = ({ market, ...rules }: CurrentRules): RecipeRules => ({ ...rules, market: market() });
