import type { Failure } from '../failure.ts';
import type { ServerDefaults } from '../server/server-rules.ts';
import { type Quality, qualities } from './image-request.ts';
import { readDrafts } from './read-drafts.ts';
import { type AskedRecipe, type Ingredients, type RecipeReading, type RecipeRules, readRecipe } from './read-recipe.ts';
import { type SizeChoice, sizeNamed } from './size.ts';

/** What a member may leave to the server. */
interface Said {
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
}

type Filled = keyof Said;

/**
 * Reads a recipe with what its server usually takes where its member said nothing. What was typed wins, `auto` as well. A
 * usual size or quality that does not go with the rest is left out without a word: nobody who reads the answer chose it.
 */
export function readWithUsual(
  asked: AskedRecipe,
  ingredients: Ingredients,
  rules: RecipeRules,
  usual: ServerDefaults = {},
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

/** What is said, filled up with what is usual: all of it first, and nothing of it last. */
export function fillings<Asked extends Said>(
  said: Asked,
  { size, quality }: Said,
): readonly { readonly said: Asked; readonly filled: ReadonlySet<string> }[] {
  const open = (field: Filled) => !said[field]?.trim();
  const fields: readonly Filled[] = [
    ...(size !== undefined && open('size') ? (['size'] as const) : []),
    ...(quality !== undefined && open('quality') ? (['quality'] as const) : []),
  ];
  const subsets: readonly (readonly Filled[])[] =
    fields.length > 1 ? [fields, ...fields.map((each) => [each])] : [fields];
  return [...subsets, []].map((filled) => ({
    said: {
      ...said,
      ...(filled.includes('size') ? { size } : {}),
      ...(filled.includes('quality') ? { quality } : {}),
    },
    filled: new Set<string>(filled),
  }));
}

/** As they were typed; what is none of the choices counts as left to the model. */
export const readChoices = ({ size, quality }: Said): { readonly size: SizeChoice; readonly quality: Quality } => ({
  size: sizeNamed(size ?? 'auto') ?? 'auto',
  quality: qualities.find((each) => each === quality?.trim().toLowerCase()) ?? 'auto',
});

/** The server's own, as long as somebody makes anything with it; else the operator's. */
export function usualModel(rules: RecipeRules, { model }: ServerDefaults): string {
  return model !== undefined && refusalOfUsual({ model }, rules) === null ? model : rules.defaultModel;
}

/** Why these cannot be what is usual, together; null: they can. As a request would be refused that says all of it. */
export function refusalOfUsual(usual: ServerDefaults, rules: RecipeRules): Failure | null {
  const asked = { prompt: 'any', ...usual };
  const [plain, edit] = [0, 1].map((length) => readRecipe(asked, { sources: { length }, characters: [] }, rules));
  // Of a model that edits alone, what it says of an edit counts.
  const isEditor = plain?.kind === 'refused' && plain.failure.code === 'not_offered';
  const reading = isEditor ? edit : plain;
  if (reading?.kind === 'refused') return reading.failure;
  const ignored = reading?.warnings.find((each) => each.kind === 'ignored');
  if (ignored === undefined) return null;
  return ignored.field === 'size'
    ? { code: 'bad_size' }
    : { code: 'quality_not_offered', model: ignored.model, offered: ['auto'] };
}

/** A part that is to stay exact needs its picture's own size (contract, promise 8). */
function forThis({ mask, keep }: AskedRecipe, usual: ServerDefaults): Said {
  return mask !== undefined && keep !== 'free' ? { quality: usual.quality } : usual;
}
