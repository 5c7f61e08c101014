import type { Warning } from '../jobs/job.ts';
import type { Offer, RecipeField } from '../offers/provider.ts';
import type { Background, Format, Operation, Quality, Recipe } from './image-request.ts';
import {
  type Aspect,
  aspectOf,
  type Dimensions,
  dimensionsOf,
  nearestInShape,
  type SizeChoice,
  sizeChoice,
} from './size.ts';

/** What a vendor is told beside the prompt; `undefined`: nothing was asked for, or it does not take it. */
export interface RecipeFields {
  readonly size: SizeChoice | undefined;
  /** Instead of a size, for models that know no pixels. */
  readonly aspect: Aspect | undefined;
  readonly quality: Quality | undefined;
  readonly background: Background | undefined;
  readonly format: Format | undefined;
}

/** The fields of the recipe that go to this vendor. `first`: the picture that is edited. */
export function fieldsFor(
  recipe: Recipe,
  offer: Offer,
  { operation, first }: { readonly operation: Operation; readonly first: Dimensions | null },
): RecipeFields {
  const takes = (field: RecipeField) => isTaken(field, recipe, offer);
  const { sizes } = offer;
  const pixels = dimensionsOf(recipe.size);
  const isRatio = sizes.kind === 'ratios';
  return {
    size: isRatio || !offer.takes.includes('size') ? undefined : sizeFor(recipe.size, offer, operation, first),
    aspect: isRatio && pixels !== null && takes('size') ? aspectOf(pixels, sizes) : undefined,
    quality: takes('quality') && recipe.quality !== 'auto' ? recipe.quality : undefined,
    background: takes('background') && recipe.background !== 'auto' ? recipe.background : undefined,
    format: takes('format') ? recipe.format : undefined,
  };
}

/** What was asked for and this vendor does not take: a word in the answer, not an error. */
export function ignoredFields(recipe: Recipe, offer: Offer): readonly Warning[] {
  const asked: readonly (readonly [RecipeField, boolean])[] = [
    ['size', recipe.size !== 'auto'],
    ['quality', recipe.quality !== 'auto'],
    ['background', recipe.background !== 'auto'],
    ['format', recipe.format !== undefined],
  ];
  return asked
    .filter(([field, isAsked]) => isAsked && !isTaken(field, recipe, offer))
    .map(([field]) => ({ kind: 'ignored', field, model: recipe.model }));
}

function isTaken(field: RecipeField, recipe: Recipe, offer: Offer): boolean {
  if (!offer.takes.includes(field)) return false;
  switch (field) {
    case 'size':
      return true;
    case 'quality':
      return offer.qualities.includes(recipe.quality);
    case 'background':
      return offer.backgrounds.includes(recipe.background);
    case 'format':
      return recipe.format === undefined || offer.formats.includes(recipe.format);
    default:
      return field satisfies never;
  }
}

/** Where a vendor cannot choose by itself, an edit keeps the shape of its picture, and a generation is the first of the list. */
function sizeFor(
  size: SizeChoice,
  { sizes }: Offer,
  operation: Operation,
  first: Dimensions | null,
): SizeChoice | undefined {
  if (size !== 'auto') return size;
  if (sizes.kind !== 'list' || sizes.noAuto !== true) return undefined;
  const fitting = operation === 'edit' && first !== null ? nearestInShape(first, sizes.sizes) : sizes.sizes[0];
  return fitting && sizeChoice(fitting);
}
