import { qualities as allQualities, backgrounds } from '../domain/asked/image-request.ts';
import { presetsFor, sizeChoice, sizeNamed, type sizePresets } from '../domain/asked/size.ts';
import { type Defaults, type Usual, whoseUsual } from '../domain/asked/usual/usual.ts';
import { fillings, readChoices, usualModel } from '../domain/asked/usual/usual-choices.ts';
import { usualModels } from '../domain/asked/usual/usual-model.ts';
import { priceAt, sumOf } from '../domain/money/price.ts';
import { chooseOffer, liveOffers, type Market, type Needs } from '../domain/offers/choose-offer.ts';
import type { Model, Offer, Price } from '../domain/offers/provider.ts';
import { type CurrentRules, rulesNow } from './current-rules.ts';
import type { RulesOfServers } from './server/rules.ts';
import type { Choosing, Place, Services, Suggestion } from './services.ts';

/**
 * What a member may choose there: only what the rules of the server allow, and what fits the model and the providers that
 * have a key, each with the price of whoever
 * would really make it with all that is chosen already.
 */
export function createCompletion(rules: CurrentRules, serverRules: RulesOfServers): Services['complete'] {
  const { catalogue, market } = rules;
  return {
    everyModel() {
      const now = market();
      const live = catalogue.models.filter((model) => liveOffers(model, now).length > 0);
      return live.map((model) => ({ name: model.name, value: model.id, price: priceOf(model, plain, now) }));
    },
    modelNamed: (typed) => catalogue.find(typed.trim())?.id ?? null,
    async models(place, choosing = plain) {
      const now = market();
      const here = await serverRules.here(place);
      if ((await here.refusal()) !== null) return [];
      const live = catalogue.models.filter((model) => liveOffers(model, now).length > 0);
      const offered = live.filter(({ id }) => here.ofModel(id) === null);
      const usual = await modelNamed(undefined, place, choosing);
      const models = offered.toSorted((one, other) => Number(other === usual) - Number(one === usual));
      return models.map((model) => {
        const whose = model === usual ? whoseModel(usual, choosing.usual) : null;
        return { name: model.name, value: model.id, price: priceOf(model, choosing, now), ...markOf(whose) };
      });
    },
    async sizes(place, named, choosing = plain) {
      const now = market();
      const several = typeof named === 'object' && named.length > 0 ? named : [named?.toString()];
      const found = await Promise.all(several.map((each) => modelNamed(each, place, choosing)));
      const models = found.filter((each) => each !== undefined);
      const presets = presetsOfAll(models, now).map((preset) => {
        const size = sizeChoice(preset);
        const price = sumOf(models.map((model) => priceOf(model, { ...choosing, size }, now)));
        return { name: `${preset.label} (${size})`, value: preset.label, price };
      });
      return usualFirst([auto, ...withoutEqualPrices(presets)], choosing, 'size', (value) => sizeNamed(value));
    },
    async qualities(place, named, choosing = plain) {
      const now = market();
      const model = await modelNamed(named, place, choosing);
      if (model === undefined) return [];
      const offered = allQualities.filter((quality) => {
        // Those of whoever would make it then: another vendor may have finer ones.
        const offer = makerOf(model, { ...choosing, quality }, now) ?? makerOf(model, { ...plain, quality }, now);
        return offer?.qualities.includes(quality);
      });
      const suggestions = offered.map((quality) => ({
        name: quality,
        value: quality,
        price: priceOf(model, { ...choosing, quality }, now),
      }));
      return usualFirst(withoutEqualPrices(suggestions), choosing, 'quality', (value) => value.trim().toLowerCase());
    },
  };

  /** Whose choice that model is; null: it is what is left. */
  function whoseModel({ id }: Model, usual: Usual = {}): keyof Usual | null {
    const isTheirs = (by: keyof Usual) => {
      const model = usual[by]?.model;
      return model !== undefined && catalogue.find(model)?.id === id;
    };
    return (['own', 'server'] as const).find(isTheirs) ?? null;
  }

  /** Where none is named, the one that would be taken for this member there. */
  async function modelNamed(
    named: string | undefined,
    place: Place,
    { usual = {} }: Choosing,
  ): Promise<Model | undefined> {
    const typed = named?.trim();
    if (typed) return catalogue.find(typed);
    const open = { ...rulesNow(rules), ofModel: (await serverRules.here(place)).ofModel };
    const defaultModel = usualModel(open, usual);
    const [first = defaultModel] = usualModels({ ...open, defaultModel });
    return catalogue.find(first);
  }
}

/** What is taken where nothing is chosen stands first, and says whose choice it is. */
function usualFirst(
  suggestions: readonly Suggestion[],
  { usual = {} }: Choosing,
  field: 'size' | 'quality',
  read: (value: string) => string | null,
): readonly Suggestion[] {
  const whose = whoseUsual(usual, field);
  const taken = whose === null ? undefined : usual[whose]?.[field];
  if (taken === undefined) return suggestions;
  const isTaken = ({ value }: Suggestion) => read(value) !== null && read(value) === read(taken);
  const first = suggestions.filter(isTaken).map((each) => ({ ...each, ...markOf(whose) }));
  return [...first, ...suggestions.filter((each) => !isTaken(each))];
}

const markOf = (whose: keyof Usual | null): Pick<Suggestion, 'usual'> => (whose === null ? {} : { usual: whose });

/** In the order of the first. */
function presetsOfAll(models: readonly Model[], now: Market): readonly (typeof sizePresets)[number][] {
  const [first = [], ...others] = models.map((model) => [
    ...new Set(liveOffers(model, now).flatMap(({ sizes }) => presetsFor(sizes))),
  ]);
  return first.filter((preset) => others.every((each) => each.includes(preset)));
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
  const said = filledUp(model, choosing, now);
  const offer = makerOf(model, said, now);
  const { operation, sources, size, quality } = needsOf(said);
  const by = { operation, sources, size, quality };
  return offer === undefined ? null : priceAt(offer, by);
}

/** With what the server usually takes, as far as this model has it: as the request will be read. */
function filledUp(model: Model, choosing: Choosing, now: Market): Choosing {
  const { usual = {}, masked } = choosing;
  const filled = fillings(choosing, masked ? { own: finely(usual.own), server: finely(usual.server) } : usual);
  return filled.find(({ said }) => makerOf(model, said, now) !== undefined)?.said ?? choosing;
}

const finely = (defaults?: Defaults): Defaults => ({ quality: defaults?.quality });

/** What was typed and is none of the choices is left out: it is refused when it is sent in. */
function needsOf({ operation, sources, masked, size, background, quality }: Choosing): Needs {
  return {
    operation,
    sources,
    masked,
    ...readChoices({ size, quality }),
    background: backgrounds.find((each) => each === background) ?? 'auto',
  };
}

const auto: Suggestion = { name: null, value: 'auto', price: null };
