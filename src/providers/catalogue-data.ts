import { backgrounds, formats, qualities } from '../domain/image-request.ts';
import { gptImage2Sizes } from '../domain/size.ts';
import type { ModelData, OfferData } from './catalogue-schema.ts';

/** About $0.095 in the mainstream packages of AceDataCloud (its billing pages); it varies with the package. */
export const defaultCreditUsd = 0.095;

/** The models as they were in November 2026. Operators override them with `CATALOGUE_FILE`. */
export const builtInModels: readonly ModelData[] = [
  {
    id: 'gpt-image-2',
    name: 'GPT Image 2',
    aliases: ['gpt-image-2:reverse'],
    offers: [
      {
        provider: 'acedatacloud',
        vendorModel: { generate: 'gpt-image-2', edit: 'gpt-image-2' },
        sizes: gptImage2Sizes,
        maxSources: 16,
        takes: ['size', 'quality', 'background', 'format'],
        qualities: [...qualities],
        backgrounds: [...backgrounds],
        formats: [...formats],
        masks: false,
        streams: false,
        // Flat at every size; 0.1012 credits were seen, 0.11 in the vendor's own fixtures: the upper of the two.
        price: { unit: 'credits', perPicture: 0.11 },
      },
    ],
  },
  nanoBanana('nano-banana', 'Nano Banana', ['gemini-2.5-flash-image'], 0.14),
  nanoBanana('nano-banana-2', 'Nano Banana 2', ['gemini-3.1-flash-image'], 0.28),
  // Nobody publishes its price.
  nanoBanana('nano-banana-2-lite', 'Nano Banana 2 Lite', [], null),
  nanoBanana('nano-banana-pro', 'Nano Banana Pro', ['gemini-3-pro-image'], 0.35),
];

/** Through the OpenAI-shaped interface, which reads model, prompt and image only (vendor's guide to edits). */
function nanoBanana(id: string, name: string, aliases: string[], credits: number | null): ModelData {
  const offer: OfferData = {
    provider: 'acedatacloud',
    vendorModel: { generate: id, edit: id },
    sizes: { kind: 'ignored' },
    maxSources: 16,
    takes: [],
    qualities: [],
    backgrounds: [],
    formats: [],
    masks: false,
    streams: false,
    price: credits === null ? null : { unit: 'credits', perPicture: credits },
  };
  return { id, name, aliases, offers: [offer] };
}
