import { qualities as allQualities, backgrounds } from '../domain/asked/image-request.ts';
import { presetsFor, type SizeChoice, sizeChoice, sizeNamed } from '../domain/asked/size.ts';
import { chooseOffer, liveOffers, type Market, type Needs } from '../domain/offers/choose-offer.ts';
import type { Model, Offer, Price } from '../domain/offers/provider.ts';
import type { CurrentRules } from './current-rules.ts';
import type { Choosing, Services, Suggestion } from './services.ts';

/**
 * What a member may choose: only what fits the model and the providers that have a key, each with the price of whoever
 * would really make it with all that is chosen already.
 */
export function createCompletion({ catalogue, defaultModel, market }: CurrentRules): Services['complete'] {
  return {
    models(choosing = plain) {
      const now = market();
      const offered = catalogue.models.filter((model) => liveOffers(model, now).length > 0);
      const usual = catalogue.find(defaultModel);
      const models = offered.toSorted((one, other) => Number(other === usual) - Number(one === usual));
      return models.map((model) => ({ name: model.name, value: model.id, price: priceOf(model, choosing, now) }));
    },
    sizes(named, choosing = plain) {
      const now = market();
      const model = modelNamed(named);
      const rules = model === undefined ? [] : liveOffers(model, now).map(({ sizes }) => sizes);
      const presets = [...new Set(rules.flatMap(presetsFor))].map((preset) => {
        const size = sizeChoice(preset);
        const price = model === undefined ? null : priceOf(model, { ...choosing, size }, now);
        return { name: `${preset.label} (${size})`, value: preset.label, price };
      });
      return [auto, ...withoutEqualPrices(presets)];
    },
    qualities(named, choosing = plain) {
      const now = market();
      const model = modelNamed(named);
      if (model === undefined) return [];
      const offered = allQualities.filter((quality) => {
        // Those of whoever would make it then: another vendor may have finer ones.
        const offer = makerOf(model, { ...choosing, quality }, now) ?? makerOf(model, { ...plain, quality }, now);
        return offer?.qualities.includes(quality);
      });
      return withoutEqualPrices(
        offered.map((quality) => ({
          name: quality,
          value: quality,
          price: priceOf(model, { ...choosing, quality }, now),
        })),
      );
    },
  };

  function modelNamed(named: string | undefined): Model | undefined {
    return catalogue.find(named?.trim() || defaultModel);
  }
}

/** Where each costs the same, a price tells nothing, and would read as if finer or larger ones cost more. */
function withoutEqualPrices(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const isFlat = new Set(suggestions.map(({ price }) => price?.microUsd)).size < 2;
  return isFlat ? suggestions.map((each) => ({ ...each, price: null })) : suggestions;
}

const plain: Choosing = { operation: 'generate', sources: 0, masked: false };

/** Whoever would make it; of a model that edits alone, an edit. */
function makerOf(model: Model, choosing: Choosing, now: Market): Offer | undefined {
  const needs = needsOf(choosing);
  const asEdit: Needs = { ...needs, operation: 'edit', sources: Math.max(1, needs.sources) };
  for (const each of [needs, asEdit]) {
    const chosen = chooseOffer(model, each, now);
    if (chosen.kind === 'offer') return chosen.offer;
  }
  return undefined;
}

function priceOf(model: Model, choosing: Choosing, now: Market): Price | null {
  const offer = makerOf(model, choosing, now);
  const { operation, sources, size, quality } = needsOf(choosing);
  const by = { operation, sources, size, quality };
  const microUsd = offer?.price(by) ?? null;
  return offer === undefined || microUsd === null ? null : { microUsd, isBound: !offer.isExact(by) };
}

/** What was typed and is none of the choices is left out: it is refused when it is sent in. */
function needsOf({ operation, sources, masked, size, background, quality }: Choosing): Needs {
  const chosen: SizeChoice = sizeNamed(size ?? 'auto') ?? 'auto';
  return {
    operation,
    sources,
    masked,
    size: chosen,
    background: backgrounds.find((each) => each === background) ?? 'auto',
    quality: allQualities.find((each) => each === quality) ?? 'auto',
  };
}

const auto: Suggestion = { name: null, value: 'auto', price: null };
