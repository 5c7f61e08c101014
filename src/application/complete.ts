import { presetsFor, type SizeChoice, sizeChoice } from '../domain/asked/size.ts';
import { chooseOffer, liveOffers, type Market, type Needs } from '../domain/offers/choose-offer.ts';
import type { Model, Offer } from '../domain/offers/provider.ts';
import type { CurrentRules } from './current-rules.ts';
import type { Services, Suggestion } from './services.ts';

/** What a member may choose: only what fits the model and the providers that have a key, with the price. */
export function createCompletion({ catalogue, defaultModel, market }: CurrentRules): Services['complete'] {
  return {
    models() {
      const now = market();
      const offered = catalogue.models.filter((model) => liveOffers(model, now).length > 0);
      const usual = catalogue.find(defaultModel);
      const models = offered.toSorted((one, other) => Number(other === usual) - Number(one === usual));
      return models.map((model) => ({
        name: model.name,
        value: model.id,
        price: priceOf(makerOf(model, 'auto', now), 'auto', 'auto'),
      }));
    },
    sizes(named) {
      const now = market();
      const model = modelNamed(named);
      const rules = model === undefined ? [] : liveOffers(model, now).map(({ sizes }) => sizes);
      const presets = [...new Set(rules.flatMap(presetsFor))].map((preset) => {
        const size = sizeChoice(preset);
        const price = priceOf(model && makerOf(model, size, now), 'auto', size);
        return { name: `${preset.label} (${size})`, value: preset.label, price };
      });
      // Where each costs the same, a price tells nothing about sizes.
      const isFlat = new Set(presets.map(({ price }) => price)).size < 2;
      return [auto, ...presets.map((preset) => (isFlat ? { ...preset, price: null } : preset))];
    },
    qualities(named) {
      const model = modelNamed(named);
      const offer = model && makerOf(model, 'auto', market());
      return (offer?.qualities ?? []).map((quality) => ({
        name: quality,
        value: quality,
        price: priceOf(offer, quality, 'auto'),
      }));
    },
  };

  function modelNamed(named: string | undefined): Model | undefined {
    return catalogue.find(named?.trim() || defaultModel);
  }
}

/** Whoever would make a picture of this size, from words or else from a picture. */
function makerOf(model: Model, size: SizeChoice, now: Market): Offer | undefined {
  const plain: Needs = { operation: 'generate', sources: 0, size, masked: false, background: 'auto' };
  for (const needs of [plain, { ...plain, operation: 'edit', sources: 1 } as const]) {
    const chosen = chooseOffer(model, needs, now);
    if (chosen.kind === 'offer') return chosen.offer;
  }
  return undefined;
}

function priceOf(offer: Offer | undefined, quality: Offer['qualities'][number], size: SizeChoice): number | null {
  return offer?.price({ operation: 'generate', quality, size, sources: 0 }) ?? null;
}

const auto: Suggestion = { name: null, value: 'auto', price: null };
