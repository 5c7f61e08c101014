import { modelId } from '../../domain/ids.ts';
import type { Catalogue, Model, Offer } from '../../domain/offers/provider.ts';
import { builtInModels, type CatalogueSource } from './built-in.ts';
import { layOver } from './catalogue-file.ts';
import type { ModelData, OfferData } from './catalogue-schema.ts';
import { isExact, microUsd } from './price.ts';

export type CatalogueReading =
  | { readonly kind: 'catalogue'; readonly catalogue: Catalogue }
  /** One line for each problem of the operator's file. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** What these vendors have, with the operator's file (parsed JSON, or undefined) laid over it. */
export function readCatalogue(file: unknown, vendors: readonly CatalogueSource[]): CatalogueReading {
  const builtIn = builtInModels(vendors);
  if (file === undefined) return { kind: 'catalogue', catalogue: createCatalogue(builtIn, defaultCreditUsd) };
  const names = vendors.map(({ name }) => name);
  const laid = layOver(builtIn, file, names);
  if (laid.kind === 'problems') return laid;
  return { kind: 'catalogue', catalogue: createCatalogue(laid.models, laid.creditUsd ?? defaultCreditUsd) };
}

/** About $0.095 in the mainstream packages of AceDataCloud (its billing pages); it varies with the package. */
const defaultCreditUsd = 0.095;

function createCatalogue(models: readonly ModelData[], creditUsd: number): Catalogue {
  const all = models.map((model) => modelFrom(model, creditUsd));
  return {
    models: all,
    find(text) {
      const wanted = text.trim().toLowerCase();
      return (
        all.find((model) => model.id.toLowerCase() === wanted) ??
        all.find((model) => model.name.toLowerCase() === wanted || model.aliases.includes(wanted))
      );
    },
  };
}

function modelFrom({ id, name, aliases, offers, successor }: ModelData, creditUsd: number): Model {
  return {
    id: modelId(id),
    name,
    aliases: aliases.map((alias) => alias.toLowerCase()),
    offers: offers.map((offer) => offerFrom(offer, creditUsd)),
    successor: successor === undefined ? null : modelId(successor),
  };
}

function offerFrom({ vendorModel, deprecated, shutsDown, price, ...offer }: OfferData, creditUsd: number): Offer {
  const { generate, edit } = vendorModel;
  return {
    ...offer,
    vendorModel: { ...(generate === undefined ? {} : { generate }), ...(edit === undefined ? {} : { edit }) },
    deprecated: deprecated === undefined ? null : Date.parse(deprecated),
    shutsDown: shutsDown === undefined ? null : Date.parse(shutsDown),
    price: (asked) => (price === null ? null : microUsd(price, asked, creditUsd)),
    isExact: (asked) => price !== null && isExact(price, asked),
  };
}
