import { z } from 'zod';
import { backgrounds, formats, qualities } from '../../domain/asked/image-request.ts';
import { resolutions } from '../../domain/asked/size.ts';
import { complexities, type ProviderName } from '../../domain/offers/provider.ts';

const amount = z.number().min(0);

/**
 * US dollars for one picture by its resolution: 1K up to 2.4 million pixels, 2K up to 4.3, 4K above (a preset: as labelled). `square`: exactly
 * 1024x1024, where that costs less. A class that is missing has no published price.
 */
const byResolution = z.strictObject({
  square: amount.optional(),
  '1K': amount,
  '2K': amount.optional(),
  '4K': amount.optional(),
});

const price = z.discriminatedUnion('unit', [
  /** AceDataCloud's credits for one picture, whatever its size. */
  z.strictObject({ unit: z.literal('credits'), perPicture: amount }),
  z.strictObject({ unit: z.literal('usd'), perPicture: amount }),
  /** An upper bound where the vendor meters. A quality of `auto` costs what the finest does. */
  z.strictObject({
    unit: z.literal('usd by quality'),
    low: byResolution,
    medium: byResolution,
    high: byResolution,
    xhigh: byResolution.optional(),
    max: byResolution.optional(),
    /** For each picture that goes in. */
    perSource: amount.default(0),
    /** For the prompt and the previews. */
    perCall: amount.default(0),
  }),
]);

const pixels = z.number().int().positive();

const sizes = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('bounds'),
    multiple: pixels,
    maxEdge: pixels,
    maxRatio: z.number().min(1),
    minPixels: pixels,
    maxPixels: pixels,
  }),
  z.strictObject({
    kind: z.literal('list'),
    sizes: z.array(z.strictObject({ width: pixels, height: pixels })).min(1),
    /** The model cannot choose by itself: an edit keeps the shape of its picture, a generation is the first of the list. */
    noAuto: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('ratios'),
    ratios: z.array(z.string().regex(/^[1-9]\d{0,2}:[1-9]\d{0,2}$/, 'must be a ratio such as 16:9')).min(1),
    resolutions: z.array(z.enum(resolutions)).default([]),
  }),
  z.strictObject({ kind: z.literal('ignored') }),
]);

const offerShape = {
  vendorModel: z.strictObject({ generate: z.string().optional(), edit: z.string().optional() }),
  sizes,
  maxSources: z.number().int().min(0).max(16),
  takes: z.array(z.enum(['size', 'quality', 'background', 'format'])),
  qualities: z.array(z.enum(qualities)),
  backgrounds: z.array(z.enum(backgrounds)),
  formats: z.array(z.enum(formats)),
  masks: z.boolean(),
  streams: z.boolean(),
  /** Whether OpenAI gets what a member scribbled on a picture as it is, instead of a mask. Only where it takes masks. */
  markup: z.boolean().optional(),
  /** How strictly OpenAI or AGCloud is to moderate, and how good their JPEG and WebP are to be. Left out: as they like. */
  moderation: z.enum(['auto', 'low']).optional(),
  compression: z.number().int().min(0).max(100).optional(),
  /** How finely OpenAI's gpt-image-2.6 is to compose; left out: it is not named to the vendor. */
  complexity: z.enum(complexities).optional(),
  /** The day on which whoever made it called it deprecated, and named none from which it is gone. */
  deprecated: z.iso.date('must be a day such as 2026-10-06').optional(),
  /** The day from which the vendor no longer has it. */
  shutsDown: z.iso.date('must be a day such as 2026-12-01').optional(),
  /** Null where nobody publishes one. */
  price: price.nullable(),
};

const offerFields = {
  ...offerShape,
  masks: offerShape.masks.default(false),
  streams: offerShape.streams.default(false),
};

const offerOf = (provider: ProviderField) => z.strictObject({ provider, ...offerFields });

/** Changes what one provider offers of one model, and leaves what it does not name. */
const adjustmentOf = (provider: ProviderField) =>
  z.strictObject({
    model: z.string(),
    provider,
    /** The vendor's own id of the one offer that is meant; left out: all that this provider has of the model. */
    only: z.string().optional(),
    ...z.strictObject(offerShape).partial().shape,
  });

const modelOf = (provider: ProviderField) =>
  z.strictObject({
    id: z.string().min(1).max(100),
    name: z.string().min(1).max(60),
    aliases: z.array(z.string()).default([]),
    offers: z.array(offerOf(provider)),
    /** The id of the model that takes its place once it is shut down. */
    successor: z.string().optional(),
  });

/** What `CATALOGUE_FILE` may hold, where these are the providers that there are. */
export function catalogueFileSchema(providers: readonly ProviderName[]) {
  const provider = z.enum(providers);
  return z.strictObject({
    /** What one AceDataCloud credit costs, in US dollars: it depends on the package that was bought. */
    creditUsd: z.number().positive().optional(),
    /** These replace the built-in ones of the same id, or are added. */
    models: z.array(modelOf(provider)).optional(),
    /** Single fields of the offers that are there. */
    adjust: z.array(adjustmentOf(provider)).optional(),
    /** Ids of models that are not offered here. */
    remove: z.array(z.string()).optional(),
  });
}

type ProviderField = z.ZodType<ProviderName>;

export type CatalogueFile = z.infer<ReturnType<typeof catalogueFileSchema>>;
export type ModelData = z.infer<ReturnType<typeof modelOf>>;
export type OfferData = z.infer<ReturnType<typeof offerOf>>;
export type PriceData = z.infer<typeof price>;

/** An offer as its own vendor states it. */
export type VendorOffer = Omit<OfferData, 'provider'>;
