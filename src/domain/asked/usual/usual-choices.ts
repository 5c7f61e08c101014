import type { Failure } from '../../failure.ts';
import { readDrafts } from '../drafts/read-drafts.ts';
import { type Quality, qualities } from '../image-request.ts';
import {
  type AskedRecipe,
  type Ingredients,
  type RecipeReading,
  type RecipeRules,
  readRecipe,
} from '../read-recipe.ts';
import { type SizeChoice, sizeNamed } from '../size.ts';
import { type Defaults, layersOf, type Usual } from './usual.ts';

/** What a member may leave to what is usual. */
interface Said {
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly format?: string | undefined;
}

const filledFields = ['size', 'quality', 'format'] as const satisfies readonly (keyof Said)[];

/**
 * Reads a recipe with what is usually taken for its member there where they said nothing. What was typed wins, `auto` as
 * well. A usual size, quality or format that does not go with the rest is left out without a word: nobody chose it for this.
 */
export function readWithUsual(
  asked: AskedRecipe,
  ingredients: Ingredients,
  rules: RecipeRules,
  usual: Usual = {},
): RecipeReading {
  const here = { ...rules, defaultModel: usualModel(rules, usual) };
  const read = asked.draft === undefined ? readRecipe : readDrafts;
  for (const { said, filled } of fillings(asked, forThis(asked, usual))) {
    const reading = read(said, ingredients, here);
    if (
      reading.kind === 'recipe' &&
      !reading.warnings.some((each) => each.kind === 'ignored' && filled.has(each.field))
    )
      return reading;
  }
  return read(asked, ingredients, here);
}

/** What is said, filled up with what is usual: as much of it as there is first, and nothing of it last. */
export function fillings<Asked extends Said>(
  said: Asked,
  usual: Usual,
): readonly { readonly said: Asked; readonly filled: ReadonlySet<string> }[] {
  return [...layersOf(usual).flatMap((layer) => fillingsOf(said, layer)), { said, filled: new Set<string>() }];
}

/** All of one layer, then as many of its fields as may go together; none of it is no filling. */
function fillingsOf<Asked extends Said>(said: Asked, usual: Defaults) {
  const open = filledFields.filter((field) => usual[field] !== undefined && !said[field]?.trim());
  return subsetsOf(open).map((fields) => ({
    said: { ...said, ...Object.fromEntries(fields.map((field) => [field, usual[field]])) },
    filled: new Set<string>(fields),
  }));
}

/** Larger ones first, and of those of one size the ones with what stands first. */
function subsetsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const [first, ...others] = items;
  if (first === undefined) return [];
  const without = subsetsOf(others);
  const all = [[first], ...without.map((each) => [first, ...each]), ...without];
  return all.toSorted((one, other) => other.length - one.length);
}

/** As they were typed; what is none of the choices counts as left to the model. */
export const readChoices = ({ size, quality }: Said): { readonly size: SizeChoice; readonly quality: Quality } => ({
  size: sizeNamed(size ?? 'auto') ?? 'auto',
  quality: qualities.find((each) => each === quality?.trim().toLowerCase()) ?? 'auto',
});

/** The member's own, else the server's, as long as somebody makes anything with it and the rules let them; else the operator's. */
export function usualModel(rules: RecipeRules, usual: Usual): string {
  const named = layersOf(usual).flatMap(({ model }) => (model === undefined ? [] : [model]));
  return named.find((model) => refusalOfUsual({ model }, rules) === null) ?? rules.defaultModel;
}

/**
 * Why these cannot be what is usual, together; null: they can. As a request would be refused that says all of it. A format
 * that this model does not take is none of that: others do.
 */
export function refusalOfUsual(usual: Defaults, rules: RecipeRules): Failure | null {
  const asked = { prompt: 'any', ...usual };
  const [plain, edit] = [0, 1].map((length) => readRecipe(asked, { sources: { length }, characters: [] }, rules));
  // Of a model that edits alone, what it says of an edit counts.
  const isEditor = plain?.kind === 'refused' && plain.failure.code === 'not_offered';
  const reading = isEditor ? edit : plain;
  if (reading?.kind === 'refused') return reading.failure;
  const ignored = reading?.warnings.find((each) => each.kind === 'ignored' && each.field !== 'format');
  if (ignored?.kind !== 'ignored') return null;
  return ignored.field === 'size'
    ? { code: 'bad_size' }
    : { code: 'quality_not_offered', model: ignored.model, offered: ['auto'] };
}

/** A part that is to stay exact needs its picture's own size, and a format that loses nothing (contract, promise 8). */
function forThis({ mask, keep }: AskedRecipe, { own, server }: Usual): Usual {
  if (mask === undefined || keep === 'free') return { own, server };
  return { own: own && exactly(own), server: server && exactly(server) };
}

const exactly = ({ model, quality, format }: Defaults): Defaults => ({
  model,
  quality,
  format: format === 'jpeg' ? undefined : format,
});
