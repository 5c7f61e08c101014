import type { Model, Offer, ProviderName } from '../domain/provider.ts';
import type { RecipeRules } from '../domain/read-recipe.ts';
import { presetsFor, sizeChoice } from '../domain/size.ts';
import type { Choice, Services } from './services.ts';

/** What a member may choose: only what fits the model and the providers that have a key, with the price. */
export function createCompletion(rules: RecipeRules): Services['complete'] {
  return {
    model(typed) {
      const offered = rules.catalogue.models.filter((model) => offerOf(model, rules.providers) !== undefined);
      const usual = rules.catalogue.find(rules.defaultModel);
      const models = offered.toSorted((one, other) => Number(other === usual) - Number(one === usual));
      return matching(
        models.map((model) => ({ name: `${model.name}${priceTag(model)}`, value: model.id })),
        typed,
      );
    },
    size(typed, named) {
      const offer = offerNamed(named);
      if (offer === undefined || offer.sizes.kind === 'ignored') return matching([auto], typed);
      const presets = presetsFor(offer.sizes).map((preset) => ({
        name: `${preset.label} (${sizeChoice(preset)})`,
        value: preset.label,
      }));
      return matching([auto, ...presets], typed);
    },
    quality(typed, named) {
      const offer = offerNamed(named);
      return matching(
        (offer?.qualities ?? []).map((quality) => ({
          name: `${quality}${priceTagOf(offer, quality)}`,
          value: quality,
        })),
        typed,
      );
    },
  };

  function offerNamed(named: string | undefined): Offer | undefined {
    const model = rules.catalogue.find(named?.trim() || rules.defaultModel);
    return model && offerOf(model, rules.providers);
  }

  function priceTag(model: Model): string {
    return priceTagOf(offerOf(model, rules.providers), 'auto');
  }
}

const auto: Choice = { name: 'auto (the model decides)', value: 'auto' };
/** Discord takes 25 (reference, Discord section 3). */
const mostChoices = 25;

function offerOf(model: Model, providers: readonly ProviderName[]): Offer | undefined {
  return providers.flatMap((name) => model.offers.filter((offer) => offer.provider === name))[0];
}

function priceTagOf(offer: Offer | undefined, quality: Offer['qualities'][number]): string {
  const price = offer?.price({ operation: 'generate', quality, size: 'auto', sources: 0 }) ?? null;
  return price === null ? '' : ` · $${(price / 1_000_000).toFixed(3)}`;
}

function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return choices
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted))
    .slice(0, mostChoices)
    .map(({ name, value }) => ({ name: name.slice(0, 100), value }));
}
