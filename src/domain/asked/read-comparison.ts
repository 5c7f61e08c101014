import type { Failure } from '../failure.ts';
import type { Warning } from '../jobs/job.ts';
import type { Offer, Price } from '../offers/provider.ts';
import { picturesSent, type Recipe } from './image-request.ts';
import { type AskedRecipe, type Ingredients, type RecipeReading, type RecipeRules, readRecipe } from './read-recipe.ts';
import { sizeNamed } from './size.ts';
import type { Defaults, Usual } from './usual/usual.ts';
import { fillings } from './usual/usual-choices.ts';

/** `offers`: who is to make each of its pictures, in their order; never none. */
export type AskedReading =
  | {
      readonly kind: 'recipe';
      readonly recipe: Recipe;
      readonly offers: readonly Offer[];
      readonly warnings: readonly Warning[];
      /** Of drafts: what finishing one of them costs. */
      readonly finishing?: Price | undefined;
    }
  | { readonly kind: 'refused'; readonly failure: Failure };

type Said = Pick<AskedRecipe, 'prompt' | 'size' | 'quality'> & { readonly compared: readonly string[] };
type Readable = Extract<RecipeReading, { kind: 'recipe' }>;

/**
 * Reads one request to several models: each with the same words, size and pictures, or none of them. Whichever cannot do it
 * is named. What a server usually takes goes to all of them or is left out; a usual quality passes by a model that knows none.
 * Whatever else may be said of a picture belongs to no comparison.
 */
export function readComparison(
  { compared, prompt, size, quality }: Said,
  ingredients: Ingredients,
  rules: RecipeRules,
  { own, server }: Usual = {},
): AskedReading {
  const asked = { compared, prompt, size, quality };
  for (const { said, filled } of fillings(asked, { own: own && likeAll(own), server: server && likeAll(server) })) {
    const reading = readEach(said, ingredients, rules);
    if (reading.kind === 'recipe' && !(filled.has('size') && reading.warnings.some(isIgnored))) return reading;
  }
  return readEach(asked, ingredients, rules);
}

/** A format of files is nothing that pictures are compared by. */
const likeAll = ({ size, quality }: Defaults): Defaults => ({ size, quality });

function readEach(said: Said, ingredients: Ingredients, rules: RecipeRules): AskedReading {
  const first = readAll(said, ingredients, rules);
  if ('code' in first) return { kind: 'refused', failure: first };
  const twice = first.find(
    ({ recipe }, place) => first.findIndex((each) => each.recipe.model === recipe.model) < place,
  );
  if (twice !== undefined) {
    return { kind: 'refused', failure: { code: 'compared_twice', model: nameIn(rules, twice.recipe.model) } };
  }
  const tightest = first.reduce((least, each) => (charactersSent(each) < charactersSent(least) ? each : least));
  const all = readAll(said, within(tightest, ingredients), rules);
  if ('code' in all) return { kind: 'refused', failure: all };
  const [one] = all;
  if (one === undefined) return { kind: 'refused', failure: { code: 'unknown_model', named: '' } };
  return {
    kind: 'recipe',
    recipe: { ...one.recipe, compared: all.map(({ recipe }) => recipe.model) },
    offers: all.map(({ offer }) => offer),
    warnings: [...all.flatMap(({ warnings }) => warnings.filter(isSaid)), ...cutOf(tightest)],
  };
}

/** Of all of them, or why one of them cannot. */
function readAll(
  { compared, ...said }: Said,
  ingredients: Ingredients,
  rules: RecipeRules,
): readonly Readable[] | Failure {
  const readings: Readable[] = [];
  for (const named of compared) {
    // Nothing is no name for the usual one here.
    if (named.trim() === '') return { code: 'unknown_model', named };
    const reading = readRecipe({ ...said, model: named }, ingredients, rules);
    if (reading.kind === 'refused') return namedIn(reading.failure, named, { ...said, compared }, rules);
    readings.push(reading);
  }
  return readings;
}

/** All of them see the same: no more pictures of characters than the model with the least room takes. */
function within({ recipe: { characters = [] } }: Readable, ingredients: Ingredients): Ingredients {
  const most = new Map(characters.map(({ id, pictures }) => [id, pictures.length]));
  return {
    ...ingredients,
    characters: ingredients.characters.map((each) => ({
      ...each,
      pictures: each.pictures.slice(0, most.get(each.id) ?? 0),
    })),
  };
}

/** Whose failure it is, where the failure alone would not tell; and what would do it beside those that were named. */
function namedIn(failure: Failure, named: string, { size, compared }: Said, rules: RecipeRules): Failure {
  const model = nameIn(rules, named);
  // What is no size at all is nobody's lack.
  if (failure.code === 'bad_size') return sizeNamed(size ?? 'auto') === null ? failure : { ...failure, model };
  if (failure.code !== 'too_many_sources' && failure.code !== 'not_offered') return failure;
  const chosen = compared.map((each) => nameIn(rules, each));
  const models = failure.elsewhere?.models.filter((each) => !chosen.includes(each)) ?? [];
  const services = failure.elsewhere?.services ?? [];
  const elsewhere = models.length + services.length === 0 ? undefined : { models, services };
  return { ...failure, model, elsewhere };
}

const nameIn = ({ catalogue }: RecipeRules, named: string): string => catalogue.find(named)?.name ?? named;

const charactersSent = ({ recipe }: Readable) => picturesSent({ recipe, sources: [] });

const cutOf = ({ recipe: { model }, warnings }: Readable): readonly Warning[] =>
  warnings.flatMap((each) => (each.kind === 'characters cut' ? [{ ...each, model }] : []));

/** A quality is never chosen for a comparison: it is what the server usually takes. */
const isSaid = (warning: Warning): boolean =>
  warning.kind === 'ignored' ? warning.field !== 'quality' : warning.kind !== 'characters cut';

const isIgnored = ({ kind }: Warning): boolean => kind === 'ignored';
