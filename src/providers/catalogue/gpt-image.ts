import { formats, qualities } from '../../domain/asked/image-request.ts';
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

/**
 * OpenAI meters tokens: $30 for a million of a picture, $8 of a picture that goes in, $5 of text. The dearest size of each
 * class, by what people worked out of the vendor's calculator (community.openai.com, topics 1382699 and 1382940; it gives
 * the published estimates up to 2K exactly, and shows that those for 4K leave out the square). `perSource`: at most
 * 1,536 patches. `perCall`: three previews of 100 tokens, and a prompt of a thousand.
 */
export const metered: PriceData = {
  unit: 'usd by quality',
  low: { square: 0.006, '1K': 0.009, '2K': 0.013, '4K': 0.02 },
  medium: { square: 0.053, '1K': 0.08, '2K': 0.109, '4K': 0.178 },
  high: { square: 0.211, '1K': 0.317, '2K': 0.433, '4K': 0.712 },
  perSource: 0.0125,
  perCall: 0.014,
};

/** Of gpt-image-2 and later. */
export const modern = {
  sizes: gptImage2Sizes,
  maxSources: 16,
  takes: ['size', 'quality', 'background', 'format'],
  qualities: [...qualities],
  formats: [...formats],
} satisfies Partial<VendorOffer>;
