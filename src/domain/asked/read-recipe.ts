import { useCharacters } from '../characters/asked.ts';
import type { Character } from '../characters/character.ts';
import type { Elsewhere, Failure, FailureOf } from '../failure.ts';
import { type CharacterId, type ModelId, modelId } from '../ids.ts';
import type { Warning } from '../jobs/job.ts';
import {
  chooseOffer,
  hasQuality,
  type Lack,
  type Market,
  type Needs,
  type OfferChoice,
} from '../offers/choose-offer.ts';
import type { Catalogue, Model, Offer, Price, Service } from '../offers/provider.ts';
import {
  backgrounds,
  type CutCharacter,
  type FinishedWith,
  type Format,
  formats,
  maxCount,
  maxPromptLength,
  operationOf,
  picturesSent,
  qualities,
  type Recipe,
  type Rework,
} from './image-request.ts';
import { type Keep, keeps, type Mask } from './mask.ts';
import { readKeep } from './read-keep.ts';
import { ignoredFields } from './recipe-fields.ts';
import { showsAnything } from './shown-text.ts';
import { sizeNamed } from './size.ts';
import { inItsPlace, usualModels } from './usual/usual-model.ts';

/** As a member typed it: completed values may be typed too, so nothing here is trusted. `compared`: several models, side by side. */
export interface AskedRecipe {
  readonly prompt: string;
  readonly model?: string | undefined;
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly background?: string | undefined;
  readonly format?: string | undefined;
  readonly count?: number | undefined;
  readonly mask?: Mask | undefined;
  readonly keep?: string | undefined;
  readonly sheetOf?: CharacterId | undefined;
  readonly startsOver?: boolean | undefined;
  readonly rework?: Rework | undefined;
  /** Drafts of it; once they were made, with what one of them is to be finished with. Read by `readDrafts`. */
  readonly draft?: true | FinishedWith | undefined;
  readonly compared?: readonly string[] | undefined;
}

/** What goes in: pictures to work on, and who is to be in it. */
export interface Ingredients {
  readonly sources: { readonly length: number };
  readonly characters: readonly Character[];
}

export type RecipeReading =
  | {
      readonly kind: 'recipe';
      readonly recipe: Recipe;
      readonly offer: Offer;
      readonly warnings: readonly Warning[];
      /** Of drafts: what finishing one of them costs. */
      readonly finishing?: Price | undefined;
    }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface RecipeRules {
  readonly catalogue: Catalogue;
  readonly defaultModel: string;
  /** Who could make it, as things stand. */
  readonly market: Market;
  /** All that there are, those without a key too. */
  readonly services: readonly Service[];
  /** Why its asker may not use that model; every one may be used where nothing is said. */
  readonly ofModel?: ((model: ModelId) => FailureOf<'server_rule'> | null) | undefined;
}

/** Decides everything that can be decided before anything is sent: the model, who is to make it, and whether the fields are legal. */
export function readRecipe(asked: AskedRecipe, ingredients: Ingredients, rules: RecipeRules): RecipeReading {
  const typed = asked.model?.trim();
  if (typed) return readFor(typed, asked, ingredients, rules);
  const [first, ...others] = usualModels(rules).map((named) => () => readFor(named, asked, ingredients, rules));
  const reading = first?.() ?? readFor(rules.defaultModel, asked, ingredients, rules);
  if (reading.kind === 'recipe') return reading;
  // The usual one is not open to its asker, and of those that are, the first cannot make it.
  for (const other of others) {
    const next = other();
    if (next.kind === 'recipe') return next;
  }
  return reading;
}

function readFor(
  named: string,
  asked: AskedRecipe,
  { sources, characters }: Ingredients,
  rules: RecipeRules,
): RecipeReading {
  const prompt = asked.prompt.trim();
  if (!showsAnything(prompt) || prompt.length > maxPromptLength) return refused({ code: 'bad_prompt' });

  const found = rules.catalogue.find(named);
  if (found === undefined) return refused({ code: 'unknown_model', named });
  const fields = readFields(asked);
  if ('code' in fields) return refused(fields);
  const { market } = rules;
  const model = inItsPlace(found, rules.catalogue, market);
  const forbidden = rules.ofModel?.(model.id) ?? null;
  if (forbidden !== null) return refused(forbidden);
  const kept = readKeep(asked.mask, fields);
  const { size, quality, background, format, count } = fields;
  const plain: Recipe = {
    ...{ prompt, model: modelId(model.id), size, quality, background, format, count, rework: asked.rework },
    ...{ mask: asked.mask, keep: kept.keep, sheetOf: asked.sheetOf, startsOver: asked.startsOver },
  };
  const { recipe, needs, chosen, cut } = withCharacters(plain, { sources, characters }, (each) =>
    chooseOffer(model, each, market),
  );
  if (chosen.kind === 'none') return refused(failureFor(chosen.lack, model, elsewhere(model, needs, rules, market)));
  const replaced: readonly Warning[] = model === found ? [] : [{ kind: 'replaced', asked: found.id, by: model.id }];
  return {
    kind: 'recipe',
    recipe,
    offer: chosen.offer,
    warnings: [
      ...replaced,
      ...ignoredFields(recipe, chosen.offer),
      ...kept.warnings,
      ...(cut.length > 0 ? [{ kind: 'characters cut', characters: cut } as const] : []),
    ],
  };
}

type Fields = Pick<Recipe, 'size' | 'quality' | 'background' | 'count'> & {
  readonly format: Format | undefined;
  readonly keep: Keep | undefined;
};

/** The fields that every model may have, each one of its choices. */
function readFields(asked: AskedRecipe): Fields | FailureOf<'bad_size' | 'bad_request'> {
  const size = sizeNamed(asked.size ?? 'auto');
  if (size === null) return { code: 'bad_size' };
  const quality = choice(asked.quality, qualities);
  const background = choice(asked.background, backgrounds);
  const format = choice(asked.format, formats);
  const keep = choice(asked.keep, keeps);
  if (quality === null || background === null || format === null || keep === null) {
    return { code: 'bad_request', reason: fieldInError({ quality, background, format }) };
  }
  const count = asked.count ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > maxCount) {
    return { code: 'bad_request', reason: 'count' };
  }
  // Transparency needs a format that can hold it (reference, C17).
  if (background === 'transparent' && format === 'jpeg') {
    return { code: 'bad_request', reason: 'transparent jpeg' };
  }
  return { size, quality: quality ?? 'auto', background: background ?? 'auto', format, count, keep };
}

/** `sources`: those that it is made from; the pictures of its characters come on top. */
export function needsOf(recipe: Recipe, sources: number): Needs {
  const { size, background, quality, mask } = recipe;
  const sent = picturesSent({ recipe, sources: { length: sources } });
  return {
    operation: operationOf({ sources: { length: sent } }),
    sources: sent,
    size,
    background,
    quality,
    // What may turn out to be marks is no reason for a dearer offer.
    masked: mask !== undefined && (mask.kind !== 'marks' || mask.sure),
    partDrawn: mask !== undefined && mask.kind !== 'region' && (mask.kind !== 'marks' || mask.sure),
  };
}

/** With all pictures of its characters where anybody takes so many, else with as many as anybody does. */
function withCharacters(
  plain: Recipe,
  { sources, characters }: Ingredients,
  choose: (needs: Needs) => OfferChoice,
): { recipe: Recipe; needs: Needs; chosen: OfferChoice; cut: readonly CutCharacter[] } {
  const within = (room: number) => {
    const { used, cut } = useCharacters(characters, room);
    const recipe = used.length === 0 ? plain : { ...plain, characters: used };
    const needs = needsOf(recipe, sources.length);
    return { recipe, needs, chosen: choose(needs), cut };
  };
  const whole = within(Number.POSITIVE_INFINITY);
  if (whole.chosen.kind === 'offer' || whole.chosen.lack.what !== 'sources') return whole;
  // More pictures than anybody takes without the characters' are a refusal, not theirs to give way to.
  return within(Math.max(0, whole.chosen.lack.most - sources.length));
}

/** What would do it: other models here, or for want of those, services that have no key here. */
function elsewhere(
  model: Model,
  needs: Needs,
  { catalogue, services: all }: RecipeRules,
  market: Market,
): Elsewhere | undefined {
  const makes = (each: Model, by: Market) => {
    const chosen = chooseOffer(each, needs, by);
    // One that knows no quality would leave it out.
    return chosen.kind === 'offer' && hasQuality(chosen.offer.qualities, needs.quality);
  };
  const models = catalogue.models.filter((each) => each !== model && makes(each, market)).map(({ name }) => name);
  const others = all.filter(({ name }) => !market.providers.includes(name));
  const able = others.filter(({ name }) => makes(model, { ...market, providers: [name] }));
  const services = able.map(({ title }) => title);
  return models.length + services.length === 0 ? undefined : { models, services };
}

function failureFor(lack: Lack, model: Model, found: Elsewhere | undefined): Failure {
  switch (lack.what) {
    case 'model':
    case 'operation':
      return { code: 'not_offered', model: model.name, elsewhere: found };
    case 'transparency':
      return { code: 'transparency_not_offered', model: model.name, elsewhere: found };
    case 'sources':
      return { code: 'too_many_sources', most: lack.most, elsewhere: found };
    case 'quality':
      return { code: 'quality_not_offered', model: model.name, offered: lack.offered, elsewhere: found };
    case 'size':
      return { code: 'bad_size', nearest: lack.nearest ?? undefined };
    default:
      return lack satisfies never;
  }
}

/** Undefined where nothing was typed, null where it is none of the choices. */
function choice<Value extends string>(typed: string | undefined, choices: readonly Value[]): Value | undefined | null {
  const plain = typed?.trim().toLowerCase();
  if (plain === undefined || plain === '') return undefined;
  return choices.find((each) => each === plain) ?? null;
}

const fieldInError = (read: Readonly<Record<'quality' | 'background' | 'format', unknown>>) =>
  (['quality', 'background', 'format'] as const).find((field) => read[field] === null) ?? 'keep';

const refused = (failure: Failure): RecipeReading => ({ kind: 'refused', failure });
