import type { Elsewhere } from '../../failure.ts';
import { priceAt } from '../../money/price.ts';
import { liveOffers, type Market } from '../../offers/choose-offer.ts';
import type { Model, Offer, Price, ProviderName } from '../../offers/provider.ts';
import { operationOf, type Quality, type Recipe } from '../image-request.ts';
import {
  type AskedRecipe,
  type Ingredients,
  needsOf,
  type RecipeReading,
  type RecipeRules,
  readRecipe,
} from '../read-recipe.ts';
import { draftCount, draftQuality, draftSizes, isWorthDrafting } from './draft.ts';

type Read = Extract<RecipeReading, { kind: 'recipe' }>;

/** The finished picture; `agreed`: what its asker was told before that it costs. */
interface Wanted extends AskedRecipe {
  readonly agreed?: number | undefined;
}

/**
 * Reads a request for drafts: small and coarse pictures of what is asked for, by somebody at whom one of them costs at most
 * a quarter of what finishing one will, at whoever finishes it. What is wrong with the picture that was asked for is
 * refused as it would be without drafts; where nobody makes drafts that are worth it, it is not made.
 */
export function readDrafts(asked: AskedRecipe, ingredients: Ingredients, rules: RecipeRules): RecipeReading {
  const wanted = finishedAs(asked);
  const plain = readRecipe(wanted, ingredients, rules);
  if (plain.kind === 'refused') return plain;
  const { model: id } = plain.recipe;
  const drafts = draftsBy({ ...wanted, model: id }, ingredients, rules);
  if (drafts !== null) {
    const replaced = plain.warnings.filter(({ kind }) => kind === 'replaced');
    return { ...drafts, warnings: [...replaced, ...drafts.warnings] };
  }
  const model = rules.catalogue.find(id)?.name ?? id;
  return {
    kind: 'refused',
    failure: { code: 'draft_not_offered', model, elsewhere: elsewhere(id, wanted, ingredients, rules) },
  };
}

/**
 * The picture that is asked for in the end. Drafts that are asked for again know it: their own size and quality are not
 * what was asked for.
 */
function finishedAs({ draft, ...asked }: AskedRecipe): Wanted {
  const { size, quality, price } = typeof draft === 'object' ? draft : { ...asked, price: undefined };
  return { ...asked, count: asked.count ?? draftCount, size, quality, agreed: price };
}

/** Null: nobody who is asked makes any that are worth it. */
function draftsBy(wanted: Wanted, ingredients: Ingredients, rules: RecipeRules): Read | null {
  const model = rules.catalogue.find(wanted.model ?? '');
  if (model === undefined) return null;
  for (const finished of finishings(wanted, ingredients, rules)) {
    const able = rules.market.providers.flatMap(
      (name) => cheapest(draftsAt(name, { model, wanted, finished }, ingredients, rules)) ?? [],
    );
    // As ever: in the operator's order, and whoever rests after those who do not.
    const [first] = able.toSorted((one, other) => restOf(one, rules.market) - restOf(other, rules.market));
    if (first !== undefined) return first.reading;
  }
  return null;
}

interface Finished {
  readonly recipe: Recipe;
  readonly price: Price;
}

/**
 * What one of them may be finished as, with the price of that by whoever would make it. Where nobody named a quality it is
 * high, or the next finer one of which a draft is a quarter: what is left to the model might come out as coarse as it was.
 */
function* finishings(wanted: AskedRecipe, ingredients: Ingredients, rules: RecipeRules): Iterable<Finished> {
  const named = wanted.quality?.trim();
  const open: readonly Quality[] = ['high', 'xhigh', 'max', 'auto'];
  for (const quality of named ? [named] : open) {
    const { characters } = ingredients;
    const asked = { ...wanted, mask: undefined, keep: undefined, quality, rework: 'finish', count: 1 } as const;
    const reading = readRecipe(asked, { sources: { length: 1 }, characters }, rules);
    if (reading.kind === 'refused') continue;
    const { recipe, offer } = reading;
    const price = priceAt(offer, pricedBy(recipe, 1));
    if (price !== null) yield { recipe, price };
  }
}

interface Candidate {
  readonly reading: Read;
  readonly offer: Offer;
  readonly price: number;
}

/** Every form of it that one provider would make, each as its paid call will be: by the offer that it would be sent with. */
function draftsAt(
  name: ProviderName,
  about: { readonly model: Model; readonly wanted: Wanted; readonly finished: Finished },
  ingredients: Ingredients,
  rules: RecipeRules,
): readonly Candidate[] {
  const { model, wanted, finished } = about;
  const alone = { ...rules, market: { ...rules.market, providers: [name] } };
  const operation = operationOf({ sources: { length: ingredients.sources.length + ingredients.characters.length } });
  return liveOffers(model, alone.market).flatMap(({ sizes, qualities }) =>
    draftSizes(finished.recipe.size, sizes, operation).flatMap((size): readonly Candidate[] => {
      const asked = { ...wanted, size, quality: draftQuality(qualities) };
      const reading = readRecipe(asked, ingredients, alone);
      if (reading.kind === 'refused' || reading.recipe.model !== finished.recipe.model) return [];
      const { offer } = reading;
      const price = offer.price(pricedBy(reading.recipe, ingredients.sources.length));
      if (price === null || !isWorthDrafting(price, finished.price.microUsd)) return [];
      return [{ reading: asDrafts(reading, finished, wanted.agreed), offer, price }];
    }),
  );
}

function asDrafts(reading: Read, { recipe, price }: Finished, agreed: number | undefined): Read {
  const { size, quality } = recipe;
  const told = Math.min(agreed ?? price.microUsd, price.microUsd);
  return { ...reading, recipe: { ...reading.recipe, draft: { size, quality, price: told } }, finishing: price };
}

function cheapest(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((one, other) => one.price - other.price)[0];
}

const restOf = ({ offer }: Candidate, { resting }: Market) => (resting.has(offer.provider) ? 1 : 0);

function pricedBy(recipe: Recipe, given: number) {
  const { operation, sources } = needsOf(recipe, given);
  return { operation, sources, quality: recipe.quality, size: recipe.size };
}

/** Other models here, which its asker may use, or for want of those, services that have no key. */
function elsewhere(id: string, wanted: Wanted, ingredients: Ingredients, rules: RecipeRules): Elsewhere | undefined {
  const { catalogue, services: all, market } = rules;
  const makes = (model: string, providers: readonly ProviderName[]) =>
    draftsBy({ ...wanted, model }, ingredients, { ...rules, market: { ...market, providers } }) !== null;
  const others = catalogue.models.filter((each) => each.id !== id && makes(each.id, market.providers));
  const models = others.map(({ name }) => name);
  const keyless = all.filter(({ name }) => !market.providers.includes(name) && makes(id, [name]));
  const services = keyless.map(({ title }) => title);
  return models.length + services.length === 0 ? undefined : { models, services };
}
