import { backgrounds } from '../../domain/asked/image-request.ts';
import type { Resolution } from '../../domain/asked/size.ts';
import type { PriceData, VendorOffer } from '../catalogue/catalogue-schema.ts';
import { metered, metered25, modern, threeSizes } from '../catalogue/gpt-image.ts';

/** What AceDataCloud has (reference, sections 2 to 4 and 7), by the model's id. */
export const offers: Readonly<Record<string, readonly VendorOffer[]>> = {
  // Flat at every size; 0.1012 credits were seen, 0.11 in the vendor's own fixtures: the upper of the two.
  'gpt-image-2': [relayed('gpt-image-2', { unit: 'credits', perPicture: 0.11 }), masked('gpt-image-2:official')],
  'gpt-image-2:official': [official('gpt-image-2:official')],
  // Nobody publishes what the default channel takes for it, nor that its `quality` knows more than *high*.
  'gpt-image-2.5-flare': [relayed('gpt-image-2.5-flare', null), masked('gpt-image-2.5-flare:official', metered25)],
  'gpt-image-2.5-sunburst': [
    relayed('gpt-image-2.5-sunburst', null),
    masked('gpt-image-2.5-sunburst:official', metered25),
  ],
  'gpt-image-1.5': [{ ...relayed('gpt-image-1.5', { unit: 'usd', perPicture: 0.052 }), sizes: threeSizes }],
  'nano-banana': nanoBanana('nano-banana', 0.14),
  // Google has called it deprecated since then; one source says that it went on 2026-10-29 (reference, 7.1).
  'nano-banana-2': nanoBanana('nano-banana-2', 0.28).map((offer) => ({ ...offer, deprecated: '2026-10-06' })),
  // Nobody publishes its price.
  'nano-banana-2-lite': nanoBanana('nano-banana-2-lite', null),
  'nano-banana-pro': nanoBanana('nano-banana-pro', 0.35, ['1K', '2K', '4K']),
};

function relayed(vendorModel: string, price: PriceData | null): VendorOffer {
  return {
    ...modern,
    vendorModel: { generate: vendorModel, edit: vendorModel },
    backgrounds: [...backgrounds],
    // Documented for the official relay alone (reference, 3.3).
    masks: false,
    streams: false,
    price,
  };
}

/** The official relay, which meters as its source does and honours masks. */
function official(vendorModel: string, price: PriceData = metered): VendorOffer {
  return { ...relayed(vendorModel, price), masks: true };
}

/** For edits with a mask alone: whatever else is asked for is made on the default channel, which costs less. */
function masked(vendorModel: string, price?: PriceData): VendorOffer {
  return { ...official(vendorModel, price), vendorModel: { edit: vendorModel } };
}

/**
 * Google's models: through the OpenAI-shaped interface where only a prompt and pictures are given, which is all that it
 * reads; through the vendor's native one where a ratio or a resolution is asked for (reference, 3.1, 3.2 and 4.4).
 * Resolutions are documented for generations with the largest model alone.
 */
function nanoBanana(
  id: string,
  credits: number | null,
  resolutions: readonly Resolution[] = [],
): readonly VendorOffer[] {
  const offer = (operation: 'generate' | 'edit', classes: readonly Resolution[]): VendorOffer => ({
    vendorModel: { [operation]: id },
    sizes: {
      kind: 'ratios',
      ratios: ['1:1', '3:2', '2:3', '16:9', '9:16', '4:3', '3:4'],
      resolutions: [...classes],
    },
    maxSources: 16,
    takes: ['size'],
    qualities: [],
    backgrounds: [],
    formats: [],
    masks: false,
    streams: false,
    price: credits === null ? null : { unit: 'credits', perPicture: credits },
  });
  return [offer('generate', resolutions), offer('edit', [])];
}
