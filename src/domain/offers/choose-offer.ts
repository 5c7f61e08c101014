import { type Background, type Operation, type Quality, qualities } from '../asked/image-request.ts';
import { dimensionsOf, isLegal, nearestLegalSize, type SizeChoice } from '../asked/size.ts';
import type { Model, Offer, ProviderName } from './provider.ts';

/** What a request needs of whoever makes it. */
export interface Needs {
  readonly operation: Operation;
  /** How many pictures go in. */
  readonly sources: number;
  readonly size: SizeChoice;
  /** Whoever takes no mask is told the part otherwise, and what lies outside is put back. */
  readonly masked: boolean;
  /** Whether it takes a picture to tell them: a drawn mask has no name. */
  readonly partDrawn?: boolean | undefined;
  readonly background: Background;
  readonly quality: Quality;
}

/** Who could make it. */
export interface Market {
  /** Those that have a key, preferred first. */
  readonly providers: readonly ProviderName[];
  /** Those that fail at the moment, or refuse our account. */
  readonly resting: ReadonlySet<ProviderName>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type OfferChoice =
  | { readonly kind: 'offer'; readonly offer: Offer }
  | { readonly kind: 'none'; readonly lack: Lack };

/** What nobody who has a key does, or not to that extent. */
export type Lack =
  | { readonly what: 'model' | 'operation' | 'transparency' }
  | { readonly what: 'sources'; readonly most: number }
  /** `offered`: those that it has. */
  | { readonly what: 'quality'; readonly offered: readonly Quality[] }
  | { readonly what: 'size'; readonly nearest: SizeChoice | null };

/**
 * Who is to make it: the first, in the operator's order, of those that can. One that rests is passed over where another
 * can; where none can, it is asked all the same, for nobody else says whether it works again. A transparent background
 * is a need: who asks for it has no use for another. An opaque one goes to whoever takes it; where nobody does, it is
 * left out with a word, for opaque is what they make by themselves. So is a quality, of a model that knows none; of one
 * that knows others it is a need: left out it would be paid for as the finest, and be anything. A part goes to whoever takes
 * masks; where nobody does, the others are told it.
 */
export function chooseOffer(model: Model, needs: Needs, market: Market): OfferChoice {
  const offered = liveOffers(model, market);
  if (offered.length === 0) return none({ what: 'model' });
  const operating = offered.filter((offer) => offer.vendorModel[needs.operation] !== undefined);
  if (operating.length === 0) return none({ what: 'operation' });
  const keepingToMasks = operating.filter((offer) => offer.masks || !needs.masked);
  const masking = keepingToMasks.length === 0 ? operating : keepingToMasks;
  const roomIn = ({ maxSources, masks }: Offer) => maxSources - (needs.partDrawn === true && !masks ? 1 : 0);
  const roomy = masking.filter((offer) => roomIn(offer) >= needs.sources);
  if (roomy.length === 0) return none({ what: 'sources', most: Math.max(0, ...masking.map(roomIn)) });
  const able = roomy.filter((offer) => takesSize(offer, needs.size));
  if (able.length === 0) return none({ what: 'size', nearest: nearestSize(roomy, needs.size) });
  const clear = able.filter((offer) => needs.background !== 'transparent' || offer.backgrounds.includes('transparent'));
  if (clear.length === 0) return none({ what: 'transparency' });
  const fine = clear.filter(({ qualities: has }) => has.length === 0 || hasQuality(has, needs.quality));
  if (fine.length === 0) return none({ what: 'quality', offered: offeredBy(clear) });
  const ranked = fine.toSorted((one, other) => rank(one, needs, market) - rank(other, needs, market));
  return ranked[0] === undefined ? none({ what: 'model' }) : { kind: 'offer', offer: ranked[0] };
}

/** What providers with a key offer of a model and have not shut down, in the operator's order. */
export function liveOffers(model: Model, { providers, now }: Pick<Market, 'providers' | 'now'>): readonly Offer[] {
  return providers.flatMap((name) =>
    model.offers.filter(({ provider, shutsDown }) => provider === name && (shutsDown === null || now < shutsDown)),
  );
}

/** Lower is better; equal ones stay in order. */
function rank(offer: Offer, { background, quality }: Needs, { resting }: Market): number {
  const loses = background !== 'auto' && !offer.backgrounds.includes(background);
  const isCoarser = !hasQuality(offer.qualities, quality);
  return (resting.has(offer.provider) ? 2 : 0) + (loses || isCoarser ? 1 : 0);
}

/** What is left to the model, every one has. */
export const hasQuality = (offered: readonly Quality[], quality: Quality): boolean =>
  quality === 'auto' || offered.includes(quality);

/** In their order, whoever has them. */
const offeredBy = (offers: readonly Offer[]): readonly Quality[] =>
  qualities.filter((quality) => offers.some((offer) => offer.qualities.includes(quality)));

function takesSize({ sizes }: Offer, size: SizeChoice): boolean {
  const pixels = dimensionsOf(size);
  return pixels === null || isLegal(pixels, sizes);
}

/** Of what each of them could make instead, the size that the preferred one can. */
function nearestSize(offers: readonly Offer[], size: SizeChoice): SizeChoice | null {
  const pixels = dimensionsOf(size);
  const [first] = offers;
  return pixels === null || first === undefined ? null : nearestLegalSize(pixels, first.sizes);
}

const none = (lack: Lack): OfferChoice => ({ kind: 'none', lack });
