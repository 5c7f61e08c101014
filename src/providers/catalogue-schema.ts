import { z } from 'zod';
import { backgrounds, formats, qualities } from '../domain/image-request.ts';
import { providerNames } from '../domain/provider.ts';

const amount = z.number().nonnegative();

/** US dollars for one picture, by quality and by size class (1K to 2.0, 2K to 4.3, 4K above, in million pixels: between the presets of `domain/size`). */
const dollars = z.strictObject({ '1K': amount, '2K': amount, '4K': amount });

const price = z.discriminatedUnion('unit', [
  /** AceDataCloud's credits for one picture, whatever its size. */
  z.strictObject({ unit: z.literal('credits'), perPicture: amount }),
  z.strictObject({
    unit: z.literal('usd'),
    low: dollars,
    medium: dollars,
    high: dollars,
    /** For each picture that goes in. */
    perSource: amount.default(0),
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
  z.strictObject({ kind: z.literal('list'), sizes: z.array(z.strictObject({ width: pixels, height: pixels })).min(1) }),
  z.strictObject({ kind: z.literal('ignored') }),
]);

export const offerSchema = z.strictObject({
  provider: z.enum(providerNames),
  vendorModel: z.strictObject({ generate: z.string().optional(), edit: z.string().optional() }),
  sizes,
  maxSources: z.number().int().min(0).max(16),
  takes: z.array(z.enum(['size', 'quality', 'background', 'format'])),
  qualities: z.array(z.enum(qualities)),
  backgrounds: z.array(z.enum(backgrounds)),
  formats: z.array(z.enum(formats)),
  masks: z.boolean().default(false),
  streams: z.boolean().default(false),
  /** Null where nobody publishes one. */
  price: price.nullable(),
});

export const modelSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(60),
  aliases: z.array(z.string()).default([]),
  offers: z.array(offerSchema),
});

/** What `CATALOGUE_FILE` may hold: models replace those of the same id, or are added; `remove` takes ids away. */
export const catalogueFileSchema = z.strictObject({
  /** What one AceDataCloud credit costs, in US dollars: it depends on the package that was bought. */
  creditUsd: z.number().positive().optional(),
  models: z.array(modelSchema).optional(),
  remove: z.array(z.string()).optional(),
});

export type CatalogueFile = z.infer<typeof catalogueFileSchema>;
export type ModelData = z.infer<typeof modelSchema>;
export type OfferData = z.infer<typeof offerSchema>;
export type PriceData = z.infer<typeof price>;
