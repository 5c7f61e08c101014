import { presetsFor, type SizeChoice, sizeChoice } from '../domain/asked/size.ts';
import { chooseOffer, liveOffers, type Market, type Needs } from '../domain/offers/choose-offer.ts';
import type { Model, Offer } from '../domain/offers/provider.ts';
import type { CurrentRules } from './current-rules.ts';
import type { Choice, Services } from './services.ts';

/** What a member may choose: only what fits the model and the providers that have a key, with the price. */
export function createCompletion({ catalogue, defaultModel, market }: CurrentRules): Services['complete'] {
  return {
    model(typed) {
      const now = market();
      const offered = catalogue.models.filter((model) => liveOffers(model, now).length > 0);
      const usual = catalogue.find(defaultModel);
      const models = offered.toSorted((one, other) => Number(other === usual) - Number(one === usual));
      const choices = models.map((model) => {
        const price = priceTag(makerOf(model, 'auto', now), 'auto', 'auto');
        return { name: `${model.name}${price}`, value: model.id };
      });
      return matching(choices, typed);
    },
    size(typed, named) {
      const now = market();
      const model = modelNamed(named);
      const rules = model === undefined ? [] : liveOffers(model, now).map(({ sizes }) => sizes);
      const presets = [...new Set(rules.flatMap(presetsFor))].map((preset) => {
        const size = sizeChoice(preset);
        return { preset, size, price: priceTag(model && makerOf(model, size, now), 'auto', size) };
      });
      // Where each costs the same, a price tells nothing about sizes.
      const isFlat = new Set(presets.map(({ price }) => price)).size < 2;
      const choices = presets.map(({ preset: { label }, size, price }) => ({
        name: `${label} (${size})${isFlat ? '' : price}`,
        value: label,
      }));
      return matching([auto, ...choices], typed);
    },
    quality(typed, named) {
      const model = modelNamed(named);
      const offer = model && makerOf(model, 'auto', market());
      const choices = (offer?.qualities ?? []).map((quality) => ({
        name: `${quality}${priceTag(offer, quality, 'auto')}`,
        value: quality,
      }));
      return matching(choices, typed);
    },
  };

  function modelNamed(named: string | undefined): Model | undefined {
    return catalogue.find(named?.trim() || defaultModel);
  }
}

const auto: Choice = { name: 'auto (the model decides)', value: 'auto' };
/** Discord takes 25 (reference, Discord section 3). */
const mostChoices = 25;

/** Whoever would make a picture of this size, from words or else from a picture. */
function makerOf(model: Model, size: SizeChoice, now: Market): Offer | undefined {
  const plain: Needs = { operation: 'generate', sources: 0, size, masked: false, background: 'auto' };
  for (const needs of [plain, { ...plain, operation: 'edit', sources: 1 } as const]) {
    const chosen = chooseOffer(model, needs, now);
    if (chosen.kind === 'offer') return chosen.offer;
  }
  return undefined;
}

function priceTag(offer: Offer | undefined, quality: Offer['qualities'][number], size: SizeChoice): string {
  const price = offer?.price({ operation: 'generate', quality, size, sources: 0 }) ?? null;
  return price === null ? '' : ` · $${(price / 1_000_000).toFixed(3)}`;
}

function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return choices
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted))
    .slice(0, mostChoices)
    .map(({ name, value }) => ({ name: name.slice(0, 100), value }));
}
