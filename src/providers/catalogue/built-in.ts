import type { ProviderName } from '../../domain/offers/provider.ts';
import type { ModelData, VendorOffer } from './catalogue-schema.ts';
import { type ModelNames, modelsForAll } from './models.ts';

/** What the built-in catalogue has of one vendor. */
export interface VendorCatalogue {
  /** By the model's id. A vendor may have several for one model: of those that fit, the first counts. */
  readonly offers: Readonly<Record<string, readonly VendorOffer[]>>;
  /** Models that it names itself: those that are not among {@link modelsForAll}. */
  readonly models?: readonly ModelNames[] | undefined;
}

export interface CatalogueSource extends VendorCatalogue {
  readonly name: ProviderName;
}

/** The models with what each vendor offers of them, in the vendors' order. Operators override them with `CATALOGUE_FILE`. */
export function builtInModels(vendors: readonly CatalogueSource[]): readonly ModelData[] {
  const models = [...modelsForAll, ...vendors.flatMap((vendor) => vendor.models ?? [])];
  for (const { name, offers } of vendors) {
    const strange = Object.keys(offers).find((id) => !models.some((model) => model.id === id));
    if (strange !== undefined) throw new Error(`${name} offers ${strange}, which is no model`);
  }
  return models.map(({ aliases = [], ...model }) => ({
    ...model,
    aliases: [...aliases],
    offers: vendors.flatMap(({ name: provider, offers }) =>
      (offers[model.id] ?? []).map((offer) => ({ provider, ...offer })),
    ),
  }));
}
