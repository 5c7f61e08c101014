import { modelId } from '../domain/ids.ts';
import type { Catalogue, Model, Offer, PricedBy } from '../domain/provider.ts';
import { builtInModels, defaultCreditUsd } from './catalogue-data.ts';
import {
  type CatalogueFile,
  catalogueFileSchema,
  type ModelData,
  type OfferData,
  type PriceData,
} from './catalogue-schema.ts';

export type CatalogueReading =
  | { readonly kind: 'catalogue'; readonly catalogue: Catalogue }
  /** One line for each problem of the operator's file. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** The built-in catalogue with the operator's file (parsed JSON, or undefined) laid over it. */
export function readCatalogue(file: unknown): CatalogueReading {
  if (file === undefined) return { kind: 'catalogue', catalogue: createCatalogue({}) };
  const parsed = catalogueFileSchema.safeParse(file);
  if (parsed.success) return { kind: 'catalogue', catalogue: createCatalogue(parsed.data) };
  return {
    kind: 'problems',
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`),
  };
}

function createCatalogue({ creditUsd = defaultCreditUsd, models = [], remove = [] }: CatalogueFile): Catalogue {
  const byId = new Map<string, ModelData>(builtInModels.map((model) => [model.id, model]));
  for (const model of models) byId.set(model.id, model);
  for (const id of remove) byId.delete(id);
  const all = [...byId.values()].map((model) => modelFrom(model, creditUsd));
  return {
    models: all,
    find(text) {
      const wanted = text.trim().toLowerCase();
      return (
        all.find((model) => model.id.toLowerCase() === wanted) ??
        all.find(({ name, aliases }) => [name, ...aliases].some((each) => each.toLowerCase() === wanted))
      );
    },
  };
}

function modelFrom({ id, name, aliases, offers }: ModelData, creditUsd: number): Model {
  return { id: modelId(id), name, aliases, offers: offers.map((offer) => offerFrom(offer, creditUsd)) };
}

function offerFrom({ vendorModel, price, ...offer }: OfferData, creditUsd: number): Offer {
  const { generate, edit } = vendorModel;
  return {
    ...offer,
    vendorModel: { ...(generate === undefined ? {} : { generate }), ...(edit === undefined ? {} : { edit }) },
    price: (asked) => (price === null ? null : microUsd(price, asked, creditUsd)),
  };
}

/** Rounded up: it is an upper bound. */
function microUsd(price: PriceData, { quality, size, sources }: PricedBy, creditUsd: number): number {
  if (price.unit === 'credits') return Math.ceil(roundOff(price.perPicture * creditUsd * 1_000_000));
  // Whoever leaves the quality to the model may get the best.
  const table = price[quality === 'auto' ? 'high' : quality];
  return Math.ceil(roundOff((table[sizeClass(size)] + price.perSource * sources) * 1_000_000));
}

/** Binary fractions would round a whole number up by one. */
const roundOff = (amount: number) => Number(amount.toFixed(3));

function sizeClass(size: string): '1K' | '2K' | '4K' {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const pixels = width * height;
  // The model's own choice may be any class; no vendor documents that it goes above 1K.
  if (!Number.isFinite(pixels) || pixels <= 2_000_000) return '1K';
  return pixels <= 4_300_000 ? '2K' : '4K';
}
