import { formats, type Quality, qualities } from '../../domain/asked/image-request.ts';
import { gptImage2Sizes } from '../../domain/asked/size.ts';
import type { PriceData, VendorOffer } from './catalogue-schema.ts';

// What offers of OpenAI's models have in common, whoever relays them.

/** The sizes of gpt-image-1 and 1.5, and those that GMI Cloud documents for gpt-image-2 (reference, 4.1 and 4.3). */
export const threeSizes = {
  kind: 'list' as const,
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
} satisfies VendorOffer['sizes'];

/** Of gpt-image-2 and before, whoever relays them. */
export const upToHigh: readonly Quality[] = ['auto', 'low', 'medium', 'high'];

/**
 * OpenAI meters tokens: $30 for a million of a picture, $8 of a picture that goes in, $5 of text. The dearest size of each
 * class, by what people worked out of the vendor's calculator (community.openai.com, topics 1382699 and 1382940; it gives
 * the published estimates up to 2K exactly, and shows that those for 4K leave out the square). `perSource`: at most
 * 1,536 patches. `perCall`: three previews of 100 tokens, and a prompt of a thousand.
 */
export const metered = {
  unit: 'usd by quality',
  low: { square: 0.006, '1K': 0.009, '2K': 0.013, '4K': 0.02 },
  medium: { square: 0.053, '1K': 0.08, '2K': 0.109, '4K': 0.178 },
  high: { square: 0.211, '1K': 0.317, '2K': 0.433, '4K': 0.712 },
  perSource: 0.0125,
  perCall: 0.014,
} as const satisfies PriceData;

/**
 * 2.5 at the same token prices, with two finer qualities, which shifts the others: its *low* is gpt-image-2's *low*, its
 * *high* takes what that's *medium* does, *max* what *high* does. From tokens that were counted at 1024x1024 (196, 439,
 * 1,756, 3,122, 7,024; reference, 7.1); all five are gpt-image-2's own formula with 16, 24, 48, 64 and 96 in it, so the
 * other sizes are taken from that.
 */
export const metered25 = {
  unit: 'usd by quality',
  low: metered.low,
  medium: { square: 0.014, '1K': 0.02, '2K': 0.028, '4K': 0.045 },
  high: metered.medium,
  xhigh: { square: 0.094, '1K': 0.141, '2K': 0.194, '4K': 0.317 },
  max: metered.high,
  perSource: metered.perSource,
  perCall: metered.perCall,
} as const satisfies PriceData;

/**
 * 2.6 at the same token prices. One source alone counted: *low* and *medium* take three to four times the tokens of 2.5,
 * and a *low* of 4K came to 6 to 8 cents. So both stand at four times 2.5's, its upper bound; of the finer ones nobody
 * says that they differ, and no picture of 2.5 costs more than *max*, at which `auto` is held. All of it at a `complexity`
 * of *high*, the vendor's default, which is what we name.
 */
export const metered26 = {
  ...metered25,
  low: { square: 0.024, '1K': 0.036, '2K': 0.052, '4K': 0.08 },
  // Four times 439 tokens are the 1,756 of *high*.
  medium: metered25.high,
} as const satisfies PriceData;

/** Of gpt-image-2 and later. */
export const modern = {
  sizes: gptImage2Sizes,
  maxSources: 16,
  takes: ['size', 'quality', 'background', 'format'],
  qualities: [...upToHigh],
  formats: [...formats],
} satisfies Partial<VendorOffer>;

/** Of 2.5 and 2.6. */
export const upToMax = [...qualities];
