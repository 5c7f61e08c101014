import { type AskedReading, readComparison } from './read-comparison.ts';
import type { AskedRecipe, Ingredients, RecipeRules } from './read-recipe.ts';
import type { Usual } from './usual/usual.ts';
import { readWithUsual } from './usual/usual-choices.ts';

/** Reads what was asked for, of one model or of several; what a button does to one picture is done by that picture's model. */
export function readAsked(
  asked: AskedRecipe,
  ingredients: Ingredients,
  rules: RecipeRules,
  usual: Usual = {},
): AskedReading {
  const { compared } = asked;
  if (compared !== undefined && asked.rework === undefined) {
    return readComparison({ ...asked, compared }, ingredients, rules, usual);
  }
  const reading = readWithUsual(asked, ingredients, rules, usual);
  if (reading.kind === 'refused') return reading;
  const { offer, ...read } = reading;
  return { ...read, offers: Array.from({ length: read.recipe.count }, () => offer) };
}
