import type { Resolution } from '../../domain/asked/size.ts';
import type { ModelData, OfferData } from './catalogue-schema.ts';

const ratios = ['1:1', '3:2', '2:3', '16:9', '9:16', '4:3', '3:4'] as const;

/**
 * Google's models as AceDataCloud has them: through the OpenAI-shaped interface where only a prompt and pictures are
 * given, which is all that it reads; through the vendor's native one where a ratio or a resolution is asked for
 * (reference, 3.1, 3.2 and 4.4). Resolutions are documented for generations with the largest model alone.
 */
export const nanoBananas: readonly ModelData[] = [
  nanoBanana('nano-banana', 'Nano Banana', ['gemini-2.5-flash-image'], 0.14),
  nanoBanana('nano-banana-2', 'Nano Banana 2', ['gemini-3.1-flash-image'], 0.28),
  // Nobody publishes its price.
  nanoBanana('nano-banana-2-lite', 'Nano Banana 2 Lite', [], null),
  nanoBanana('nano-banana-pro', 'Nano Banana Pro', ['gemini-3-pro-image'], 0.35, ['1K', '2K', '4K']),
];

function nanoBanana(
  id: string,
  name: string,
  aliases: string[],
  credits: number | null,
  resolutions: readonly Resolution[] = [],
): ModelData {
  const offer = (operation: 'generate' | 'edit', classes: readonly Resolution[]): OfferData => ({
    provider: 'acedatacloud',
    vendorModel: { [operation]: id },
    sizes: { kind: 'ratios', ratios: [...ratios], resolutions: [...classes] },
    maxSources: 16,
    takes: ['size'],
    qualities: [],
    backgrounds: [],
    formats: [],
    masks: false,
    streams: false,
    price: credits === null ? null : { unit: 'credits', perPicture: credits },
  });
  return { id, name, aliases, offers: [offer('generate', resolutions), offer('edit', [])] };
}
