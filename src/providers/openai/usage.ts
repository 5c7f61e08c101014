import { z } from 'zod';
import type { Dialect } from './dialect.ts';

/** Tokens that the vendor counted for one call. */
export interface TokenUsage {
  readonly textIn: number;
  readonly imageIn: number;
  readonly imageOut: number;
}

/** Undefined where nothing is counted, or not in a way that adds up. */
export function readUsage(usage: unknown): TokenUsage | undefined {
  const read = usageSchema.safeParse(usage).data;
  if (read === undefined || read.output_tokens === 0) return undefined;
  const { input_tokens: all, output_tokens: imageOut, input_tokens_details: details } = read;
  // Without the details, whatever went in is taken for the dearer of the two.
  return { textIn: details?.text_tokens ?? 0, imageIn: details?.image_tokens ?? all, imageOut };
}

/**
 * In millionths of a dollar, rounded up: per million tokens $5 for text in, $8 for images in, $30 for images out
 * (reference, section 7, gpt-image-2 and later). Undefined where nothing is counted, or no prices are published.
 */
export function costOf(
  { publishesPrices }: Pick<Dialect, 'publishesPrices'>,
  usage: TokenUsage | undefined,
): number | undefined {
  if (!publishesPrices || usage === undefined) return undefined;
  return Math.ceil(usage.textIn * 5 + usage.imageIn * 8 + usage.imageOut * 30);
}

const tokens = z.number().int().min(0);
const usageSchema = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  input_tokens_details: z.object({ text_tokens: tokens, image_tokens: tokens }).nullish().catch(undefined),
});
