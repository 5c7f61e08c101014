import type { z } from 'zod';
import type { ProviderName } from '../../domain/offers/provider.ts';
import { type CatalogueFile, catalogueFileSchema, type ModelData, type OfferData } from './catalogue-schema.ts';

export type LaidOver =
  | { readonly kind: 'models'; readonly models: readonly ModelData[]; readonly creditUsd: number | undefined }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** The operator's file over the built-in models: whole models first, then those taken away, then single fields. */
export function layOver(builtIn: readonly ModelData[], file: unknown, providers: readonly ProviderName[]): LaidOver {
  const parsed = catalogueFileSchema(providers).safeParse(file);
  if (!parsed.success) return { kind: 'problems', problems: parsed.error.issues.map((issue) => lineOf(issue, file)) };
  const { creditUsd, models = [], remove = [], adjust = [] } = parsed.data;
  const byId = new Map<string, ModelData>(builtIn.map((model) => [model.id, model]));
  const problems: string[] = [];
  for (const id of repeated(models.map((model) => model.id))) problems.push(`models: ${id} is there twice`);
  for (const model of models) byId.set(model.id, model);
  for (const id of remove) if (!byId.delete(id)) problems.push(`remove: there is no ${id}`);
  for (const adjustment of adjust) {
    const { model: id, provider, only } = adjustment;
    const model = byId.get(id);
    const isOffered = model?.offers.some((offer) => isMeant(offer, adjustment)) ?? false;
    if (model === undefined) problems.push(`adjust: there is no ${id}`);
    else if (!isOffered)
      problems.push(`adjust: ${provider} does not offer ${id}${only === undefined ? '' : ` as ${only}`}`);
    else byId.set(id, adjusted(model, adjustment));
  }
  const all = [...byId.values()];
  problems.push(...names(all), ...successors(all, byId), ...unpriced(all));
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'models', models: all, creditUsd };
}

type Adjustment = NonNullable<CatalogueFile['adjust']>[number];

const isMeant = (offer: OfferData, { provider, only }: Adjustment): boolean =>
  offer.provider === provider &&
  (only === undefined || offer.vendorModel.generate === only || offer.vendorModel.edit === only);

function adjusted(model: ModelData, adjustment: Adjustment): ModelData {
  const { model: _, provider: __, only: ___, ...fields } = adjustment;
  // What the file does not name is undefined here and would take away what stands there.
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const offers = model.offers.map((offer) => (isMeant(offer, adjustment) ? { ...offer, ...named } : offer));
  return { ...model, offers };
}

/** Members name a model by its id, its name or an alias: each may mean one model only. */
function names(models: readonly ModelData[]): readonly string[] {
  const all = models.flatMap(({ id, name, aliases }) => [
    ...new Set([id, name, ...aliases].map((each) => each.toLowerCase())),
  ]);
  return repeated(all).map((name) => `models: ${name} names two models`);
}

function successors(models: readonly ModelData[], byId: ReadonlyMap<string, ModelData>): readonly string[] {
  return models.flatMap(({ id, successor }) =>
    successor === undefined || byId.has(successor)
      ? []
      : [`models: ${id} is followed by ${successor}, which is not there`],
  );
}

/** A finer quality that a list of prices leaves out would be held at the price of a coarser one. */
function unpriced(models: readonly ModelData[]): readonly string[] {
  const lines = models.flatMap(({ id, offers }) =>
    offers.flatMap(({ provider, qualities, price }) => {
      if (price?.unit !== 'usd by quality') return [];
      const left = qualities.filter((quality) => quality !== 'auto' && price[quality] === undefined);
      const them = left.length === 1 ? 'it' : 'them';
      return left.length === 0
        ? []
        : [`models: ${id} at ${provider} has ${left.join(' and ')}, and no price for ${them}`];
    }),
  );
  return [...new Set(lines)];
}

const repeated = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

/** `models[0] (gpt-image-2) offers[1].sizes: …` */
function lineOf({ path, message }: z.core.$ZodIssue, file: unknown): string {
  if (path.length === 0) return `the file: ${message}`;
  const place = path
    .map((each, index) => (typeof each === 'number' ? `[${each}]` : `${index === 0 ? '' : '.'}${String(each)}`))
    .join('');
  const name = nameAt(file, path);
  return name === undefined ? `${place}: ${message}` : `${place} (${name}): ${message}`;
}

/** The id of the model that a problem is in. */
function nameAt(file: unknown, [list, index]: readonly PropertyKey[]): string | undefined {
  const models = isObject(file) && typeof list === 'string' ? file[list] : undefined;
  const model: unknown = Array.isArray(models) && typeof index === 'number' ? models[index] : undefined;
  if (!isObject(model)) return undefined;
  const name = model['id'] ?? model['model'];
  return typeof name === 'string' ? name : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
