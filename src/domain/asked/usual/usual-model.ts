import type { ModelId } from '../../ids.ts';
import { liveOffers, type Market } from '../../offers/choose-offer.ts';
import type { Catalogue, Model } from '../../offers/provider.ts';

/**
 * What may be taken where its asker names no model: the usual one alone; where that is not open to them, those that are, in
 * the catalogue's order.
 */
export function usualModels({
  catalogue,
  defaultModel,
  market,
  ofModel = () => null,
}: {
  readonly catalogue: Catalogue;
  readonly defaultModel: string;
  readonly market: Market;
  /** Null: it is open to them. */
  readonly ofModel?: ((model: ModelId) => object | null) | undefined;
}): readonly string[] {
  const usual = catalogue.find(defaultModel);
  const isOpen = usual !== undefined && ofModel(inItsPlace(usual, catalogue, market).id) === null;
  const open = catalogue.models.filter((model) => liveOffers(model, market).length > 0 && ofModel(model.id) === null);
  return isOpen || open.length === 0 ? [defaultModel] : open.map(({ id }) => id);
}

/** The model itself, or once those who had it have shut it down, whatever took its place. */
export function inItsPlace(model: Model, catalogue: Catalogue, market: Market, before: readonly ModelId[] = []): Model {
  if (liveOffers(model, market).length > 0 || model.successor === null) return model;
  const offered = model.offers.filter(({ provider }) => market.providers.includes(provider));
  const told = offered.length > 0 ? offered : model.offers;
  const isGone = told.every(({ shutsDown }) => shutsDown !== null && shutsDown <= market.now);
  const next = isGone ? catalogue.find(model.successor) : undefined;
  if (next === undefined || before.includes(next.id)) return model;
  return inItsPlace(next, catalogue, market, [...before, model.id]);
}
