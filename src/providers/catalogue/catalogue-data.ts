import { backgrounds, formats, qualities } from '../../domain/asked/image-request.ts';
import { gptImage2Sizes } from '../../domain/asked/size.ts';
import type { ModelData, OfferData, PriceData } from './catalogue-schema.ts';
import { nanoBananas } from './nano-banana-data.ts';

/** About $0.095 in the mainstream packages of AceDataCloud (its billing pages); it varies with the package. */
export const defaultCreditUsd = 0.095;

/** The sizes of gpt-image-1 and 1.5, and those that GMI Cloud documents for gpt-image-2 (reference, 4.1 and 4.3). */
const threeSizes = {
  kind: 'list' as const,
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
} satisfies OfferData['sizes'];

/**
 * OpenAI meters tokens: $30 for a million of a picture, $8 of a picture that goes in, $5 of text. The dearest size of each
 * class, by what people worked out of the vendor's calculator (community.openai.com, topics 1382699 and 1382940; it gives
 * the published estimates up to 2K exactly, and shows that those for 4K leave out the square). `perSource`: at most
 * 1,536 patches. `perCall`: three previews of 100 tokens, and a prompt of a thousand.
 */
const metered: PriceData = {
  unit: 'usd by quality',
  low: { square: 0.006, '1K': 0.009, '2K': 0.013, '4K': 0.02 },
  medium: { square: 0.053, '1K': 0.08, '2K': 0.109, '4K': 0.178 },
  high: { square: 0.211, '1K': 0.317, '2K': 0.433, '4K': 0.712 },
  perSource: 0.0125,
  perCall: 0.014,
};

/** What offers of gpt-image-2 and later have in common. */
const modern = {
  sizes: gptImage2Sizes,
  maxSources: 16,
  takes: ['size', 'quality', 'background', 'format'],
  qualities: [...qualities],
  formats: [...formats],
} satisfies Partial<OfferData>;

/** Transparency on gpt-image-2 is a preview at OpenAI, and left off (reference, C17). */
const openai = (vendorModel: string, isTransparent: boolean): OfferData => ({
  ...modern,
  provider: 'openai',
  vendorModel: { generate: vendorModel, edit: vendorModel },
  backgrounds: isTransparent ? [...backgrounds] : ['auto', 'opaque'],
  masks: true,
  streams: true,
  price: metered,
});

const aceDataCloud = (vendorModel: string, price: PriceData | null): OfferData => ({
  ...modern,
  provider: 'acedatacloud',
  vendorModel: { generate: vendorModel, edit: vendorModel },
  backgrounds: [...backgrounds],
  // Documented for the official relay alone (reference, 3.3).
  masks: false,
  streams: false,
  price,
});

/** The official relay, which meters as its source does and honours masks. */
const aceDataCloudOfficial = (vendorModel: string): OfferData => ({
  ...aceDataCloud(vendorModel, metered),
  masks: true,
});

/** For edits with a mask alone: whatever else is asked for is made on the default channel, which costs less. */
const aceDataCloudMasked = (vendorModel: string): OfferData => ({
  ...aceDataCloudOfficial(vendorModel),
  vendorModel: { edit: vendorModel },
});

/** Nobody publishes its prices; transparency is gpt-image-1's alone (reference, 3.2). */
const agcloud = (vendorModel: string, more: Partial<OfferData> = {}): OfferData => ({
  ...modern,
  provider: 'agcloud',
  vendorModel: { generate: vendorModel, edit: vendorModel },
  backgrounds: ['auto', 'opaque'],
  masks: true,
  streams: true,
  price: null,
  ...more,
});

/** Three sizes are documented, and of the formats two for generations and none for edits (reference, 3.1, 3.2, 4.3). */
const gmiCloud: readonly OfferData[] = [
  {
    provider: 'gmicloud',
    vendorModel: { generate: 'gpt-image-2-generate' },
    sizes: { ...threeSizes, noAuto: true },
    maxSources: 0,
    takes: ['size', 'quality', 'format'],
    qualities: [...qualities],
    backgrounds: [],
    formats: ['png', 'jpeg'],
    masks: false,
    streams: false,
    price: {
      unit: 'usd by quality',
      low: { square: 0.011, '1K': 0.016 },
      medium: { square: 0.042, '1K': 0.063 },
      high: { square: 0.167, '1K': 0.25 },
      perSource: 0,
      perCall: 0,
    },
  },
];

const gmiCloudEdits: readonly OfferData[] = gmiCloud.map((offer) => ({
  ...offer,
  vendorModel: { edit: 'gpt-image-2-edit' },
  maxSources: 1,
  takes: ['size', 'quality'],
  formats: [],
  masks: true,
}));

/** The models as they were in November 2026 (reference, sections 2 to 4 and 7). Operators override them with `CATALOGUE_FILE`. */
export const builtInModels: readonly ModelData[] = [
  {
    id: 'gpt-image-2',
    name: 'GPT Image 2',
    aliases: ['gpt-image-2:reverse', 'gpt-image-2-2026-04-21'],
    offers: [
      // Flat at every size; 0.1012 credits were seen, 0.11 in the vendor's own fixtures: the upper of the two.
      aceDataCloud('gpt-image-2', { unit: 'credits', perPicture: 0.11 }),
      aceDataCloudMasked('gpt-image-2:official'),
      openai('gpt-image-2', false),
      agcloud('gpt-image-2'),
      ...gmiCloud,
      ...gmiCloudEdits,
    ],
  },
  {
    id: 'gpt-image-2:official',
    name: 'GPT Image 2 (official)',
    aliases: [],
    offers: [aceDataCloudOfficial('gpt-image-2:official')],
  },
  {
    id: 'gpt-image-2-plus',
    name: 'GPT Image 2 Plus',
    aliases: [],
    offers: [agcloud('gpt-image-2-plus', { takes: ['size', 'background', 'format'], qualities: [] })],
  },
  secondAndHalf('flare', 'Flare'),
  secondAndHalf('sunburst', 'Sunburst'),
  {
    id: 'gpt-image-2.6-flare',
    name: 'GPT Image 2.6 Flare',
    aliases: [],
    offers: [openai('gpt-image-2.6-flare', true)],
  },
  {
    id: 'gpt-image-2.6-sunburst',
    name: 'GPT Image 2.6 Sunburst',
    aliases: [],
    offers: [openai('gpt-image-2.6-sunburst', true)],
  },
  {
    id: 'gpt-image-1.5',
    name: 'GPT Image 1.5',
    aliases: [],
    offers: [
      { ...aceDataCloud('gpt-image-1.5', { unit: 'usd', perPicture: 0.052 }), sizes: threeSizes },
      { ...openai('gpt-image-1.5', true), sizes: threeSizes, shutsDown: '2026-12-01' },
    ],
    successor: 'gpt-image-2',
  },
  ...nanoBananas,
  // Shut down at OpenAI on 2026-10-23 and 2026-05-12; what still relays them is not offered (reference, C27).
  retired('gpt-image-1', 'GPT Image 1'),
  retired('dall-e-3', 'DALL·E 3'),
  retired('dall-e-2', 'DALL·E 2'),
];

function secondAndHalf(id: string, name: string): ModelData {
  return {
    id: `gpt-image-2.5-${id}`,
    name: `GPT Image 2.5 ${name}`,
    aliases: [`gpt-image-2.5-${id}-2026-09-08`],
    offers: [
      // Nobody publishes what the default channel takes for it.
      aceDataCloud(`gpt-image-2.5-${id}`, null),
      aceDataCloudMasked(`gpt-image-2.5-${id}:official`),
      openai(`gpt-image-2.5-${id}`, true),
    ],
  };
}

function retired(id: string, name: string): ModelData {
  return { id, name, aliases: [], offers: [], successor: 'gpt-image-2' };
}
