import type { Failure } from './failure.ts';
import { modelId } from './ids.ts';
import {
  backgrounds,
  formats,
  maxCount,
  maxPromptLength,
  operationOf,
  qualities,
  type Recipe,
} from './image-request.ts';
import type { Warning } from './job.ts';
import type { Mask } from './mask.ts';
import type { Catalogue, Offer, ProviderName, RecipeField } from './provider.ts';
import { readSize } from './size.ts';

/** A recipe as a member typed it: completed values may also be typed, so nothing here is trusted. */
export interface AskedRecipe {
  readonly prompt: string;
  readonly model?: string | undefined;
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly background?: string | undefined;
  readonly format?: string | undefined;
  readonly count?: number | undefined;
  readonly mask?: Mask | undefined;
}

export type RecipeReading =
  | { readonly kind: 'recipe'; readonly recipe: Recipe; readonly offer: Offer; readonly warnings: readonly Warning[] }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface RecipeRules {
  readonly catalogue: Catalogue;
  readonly defaultModel: string;
  /** Those that have a key, preferred first. */
  readonly providers: readonly ProviderName[];
}

/** Decides everything that can be decided before anything is sent: the model, who offers it, and whether the fields are legal. */
export function readRecipe(asked: AskedRecipe, sources: readonly unknown[], rules: RecipeRules): RecipeReading {
  const prompt = asked.prompt.trim();
  if (prompt === '' || prompt.length > maxPromptLength) return refused({ code: 'bad_prompt' });

  const named = asked.model?.trim() || rules.defaultModel;
  const model = rules.catalogue.find(named);
  if (model === undefined) return refused({ code: 'unknown_model', hint: named });

  const operation = operationOf({ sources });
  const offers = rules.providers.flatMap((name) => model.offers.filter((offer) => offer.provider === name));
  const able = offers.filter((offer) => offer.vendorModel[operation] !== undefined);
  const fits = (each: Offer) => sources.length <= each.maxSources && (asked.mask === undefined || each.masks);
  const offer = able.find(fits) ?? able[0];
  if (offer === undefined) return refused({ code: 'not_offered', hint: model.name });
  if (asked.mask !== undefined && !offer.masks) return refused({ code: 'masks_not_offered', hint: model.name });
  if (sources.length > offer.maxSources) return refused({ code: 'too_many_sources', hint: String(offer.maxSources) });

  const size = readSize(asked.size ?? 'auto', offer.sizes);
  if (size.kind === 'bad') {
    return refused(size.nearest === null ? { code: 'bad_size' } : { code: 'bad_size', hint: size.nearest });
  }
  const quality = choice(asked.quality, qualities);
  const background = choice(asked.background, backgrounds);
  const format = choice(asked.format, formats);
  if (quality === null || background === null || format === null) {
    return refused({ code: 'bad_request', hint: fieldInError(quality, background) });
  }
  const count = asked.count ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > maxCount) return refused({ code: 'bad_request', hint: 'count' });
  // Transparency needs a format that can hold it (reference, C17).
  if (background === 'transparent' && format === 'jpeg') return refused({ code: 'bad_request', hint: 'format' });

  const recipe: Recipe = {
    prompt,
    model: modelId(model.id),
    size: size.size,
    quality: quality ?? 'auto',
    background: background ?? 'auto',
    format,
    count,
    mask: asked.mask,
  };
  return { kind: 'recipe', recipe, offer, warnings: ignoredFields(recipe, offer) };
}

/** The fields of the recipe that go to this vendor: what the model does not take, or nobody asked for, is left out. */
export function fieldsFor(recipe: Recipe, offer: Offer) {
  const takes = (field: RecipeField) => offer.takes.includes(field);
  return {
    size: takes('size') && recipe.size !== 'auto' ? recipe.size : undefined,
    quality: takes('quality') && recipe.quality !== 'auto' ? recipe.quality : undefined,
    background: takes('background') && recipe.background !== 'auto' ? recipe.background : undefined,
    format: takes('format') ? recipe.format : undefined,
  };
}

function ignoredFields(recipe: Recipe, offer: Offer): readonly Warning[] {
  const asked: readonly (readonly [RecipeField, boolean])[] = [
    ['size', recipe.size !== 'auto'],
    ['quality', recipe.quality !== 'auto'],
    ['background', recipe.background !== 'auto'],
    ['format', recipe.format !== undefined],
  ];
  return asked
    .filter(([field, isAsked]) => isAsked && !offer.takes.includes(field))
    .map(([field]) => ({ kind: 'ignored', field, model: recipe.model }));
}

/** Undefined where nothing was typed, null where it is none of the choices. */
function choice<Value extends string>(typed: string | undefined, choices: readonly Value[]): Value | undefined | null {
  const plain = typed?.trim().toLowerCase();
  if (plain === undefined || plain === '') return undefined;
  return choices.find((each) => each === plain) ?? null;
}

const fieldInError = (quality: unknown, background: unknown) =>
  quality === null ? 'quality' : background === null ? 'background' : 'format';

const refused = (failure: Failure): RecipeReading => ({ kind: 'refused', failure });
