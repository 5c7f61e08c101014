import { picturesSent, type Recipe } from '../../domain/asked/image-request.ts';
import { largerSize, type Upscale, upscales } from '../../domain/asked/larger-size.ts';
import type { AskedRecipe, RecipeReading } from '../../domain/asked/read-recipe.ts';
import type { SizeChoice } from '../../domain/asked/size.ts';
import { readWithUsual } from '../../domain/asked/usual/usual-choices.ts';
import type { Version } from '../../domain/chain/chain.ts';
import { priceAt } from '../../domain/money/price.ts';
import { liveOffers } from '../../domain/offers/choose-offer.ts';
import type { Offer, Price } from '../../domain/offers/provider.ts';
import { kept } from '../accepting/kept-characters.ts';
import type { Ask, AskAnswer, Place } from '../asking.ts';
import type { CharactersOfAsk } from '../characters/asked-characters.ts';
import { type CurrentRules, rulesNow } from '../current-rules.ts';
import type { UsualIn } from '../members/own-defaults.ts';
import { type RulesOfServers, ruleAsker } from '../server/rules.ts';
import type { Services } from '../services.ts';
import type { AskedRework, ReworkServices } from './rework-services.ts';

/** What a button makes of one picture. What it offers is read as it would be asked for, so that its price is the real one. */
export function createRework({
  version: visible,
  ask,
  rules,
  serverRules,
  usualIn,
  cast,
}: Pick<Services, 'version'> & {
  readonly ask: (ask: Ask) => Promise<AskAnswer>;
  readonly rules: CurrentRules;
  readonly serverRules: RulesOfServers;
  /** What is taken where nothing is said. */
  readonly usualIn: UsualIn;
  readonly cast: Pick<CharactersOfAsk, 'resolve'>;
}): ReworkServices {
  return {
    async offered(id, place) {
      const version = await visible(id, place);
      if (version === null) return null;
      const read = await readerFor(version, place);
      const varied = read(recipeOf(version, 'subtle', unsaid));
      const larger = upscales.flatMap((to) => {
        const found = largerFor(version, to, read);
        return found === null ? [] : [{ to, price: found.price }];
      });
      const { audience } = version;
      return {
        audience,
        vary: varied.kind === 'refused' ? { failure: varied.failure } : { price: priceOf(varied) },
        larger,
      };
    },

    async ask({ version: id, rework, unnamed }, press, address) {
      const asker = ruleAsker(address);
      const version = await visible(id, { channel: address.channel, user: asker.user });
      if (version === null) return null;
      const recipe = recipeOf(version, rework, unnamed);
      const size = isUpscale(rework)
        ? (largerFor(version, rework, await readerFor(version, asker))?.size ?? null)
        : recipe.size;
      // Offered a while ago, and by nobody since.
      if (size === null)
        return { kind: 'refused', failure: { code: 'not_offered', model: version.model ?? undefined } };
      return ask({
        id: press,
        recipe: { ...recipe, size },
        sources: { kind: 'given', sources: [{ kind: 'version', version: id }] },
        characters: kept(version.recipe?.characters),
        address,
      });
    },
  };

  /** Reads what is asked for of a version as the way in would, for this member there. */
  async function readerFor(
    { recipe }: Version,
    asker: Pick<Place, 'guild' | 'user'> & Parameters<RulesOfServers['here']>[0],
  ): Promise<Read> {
    const { guild, user } = asker;
    const here = await serverRules.here(asker);
    const named = await cast.resolve(kept(recipe?.characters), '', { guild, user });
    const characters = named.kind === 'found' ? named.characters : [];
    const usual = await usualIn({ guild, user });
    const open = { ...rulesNow(rules), ofModel: here.ofModel };
    return (asked) => readWithUsual(asked, { sources: { length: 1 }, characters }, open, usual);
  }

  /** The first size of that class that anybody takes who would then make it. */
  function largerFor(
    version: Version,
    to: Upscale,
    read: Read,
  ): { readonly size: SizeChoice; readonly price: Price | null } | null {
    const asked = recipeOf(version, to, unsaid);
    const plain = read(asked);
    const model = plain.kind === 'recipe' ? rules.catalogue.find(plain.recipe.model) : undefined;
    const offers = model === undefined ? [] : liveOffers(model, rules.market());
    for (const offer of offers.filter(takesSizesOfEdits)) {
      const size = largerSize(version, to, offer.sizes);
      const reading = size === null ? null : read({ ...asked, size });
      if (size !== null && reading?.kind === 'recipe' && takesSizesOfEdits(reading.offer)) {
        return { size, price: priceOf(reading) };
      }
    }
    return null;
  }
}

type Read = (asked: AskedRecipe) => RecipeReading;

const isUpscale = (rework: AskedRework): rework is Upscale => upscales.some((each) => each === rework);

const takesSizesOfEdits = ({ vendorModel, takes }: Offer) => vendorModel.edit !== undefined && takes.includes('size');

/** Any words will do where only the rest is looked at. */
const unsaid = 'any';

/** Its own, but for what is only of the request that made it: its part, its count, a character that it was the sheet of. */
function recipeOf({ recipe }: Version, asked: AskedRework, unnamed: string): AskedRecipe & Pick<Recipe, 'size'> {
  const rework = isUpscale(asked) ? 'upscale' : asked;
  // What a server usually takes has another shape.
  if (recipe === null) return { prompt: unnamed, size: 'auto', rework };
  const { prompt, model, size, quality, background, format } = recipe;
  return { ...{ prompt, model, quality, background, format, rework }, size: isUpscale(asked) ? 'auto' : size };
}

function priceOf({ recipe, offer }: Extract<RecipeReading, { kind: 'recipe' }>): Price | null {
  const sources = picturesSent({ recipe, sources: { length: 1 } });
  const by = { operation: 'edit', quality: recipe.quality, size: recipe.size, sources } as const;
  return priceAt(offer, by);
}
