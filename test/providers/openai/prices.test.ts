import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usageOf } from '../../../scripts/emulators/vendors/openai/usage.ts';
import { qualities } from '../../../src/domain/asked/image-request.ts';
import { gptImage2Sizes, isLegal, sizePresets } from '../../../src/domain/asked/size.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const reading = readCatalogue(undefined, vendors);
const models = reading.kind === 'catalogue' ? reading.catalogue.models : [];
const metered = models
  .filter(({ id }) => /^gpt-image-2(\.|$)/.test(id))
  .flatMap(({ id, offers }) => offers.filter(({ provider }) => provider === 'openai').map((offer) => ({ id, offer })));

/** Millionths of a dollar, at the vendor's published prices for tokens. */
function costOf(model: string, quality: string, size: string, sources: number, promptLength: number): number {
  const input = { width: 4000, height: 3000 };
  const call = {
    model,
    prompt: 'x'.repeat(promptLength),
    size,
    quality,
    inputs: Array.from({ length: sources }, () => input),
  };
  const { input_tokens_details: taken, output_tokens } = usageOf(call, { pictures: 1, partials: 2 });
  return output_tokens * 30 + taken.image_tokens * 8 + taken.text_tokens * 5;
}

test('what is held for a picture by OpenAI is never less than what it takes for it', () => {
  const edge = fc.integer({ min: 1, max: 240 }).map((steps) => steps * 16);
  const legal = fc
    .record({ width: edge, height: edge })
    .filter((size) => isLegal(size, gptImage2Sizes))
    .map(({ width, height }) => `${width}x${height}`);
  const presets = fc.constantFrom(...sizePresets.map(({ width, height }) => `${width}x${height}`), '1536x1536');
  const law = fc.property(
    fc.constantFrom(...metered),
    fc.constantFrom(...qualities),
    fc.oneof(legal, presets),
    fc.nat(16),
    fc.nat(4000),
    ({ id, offer }, quality, size, sources, promptLength) => {
      fc.pre(offer.qualities.includes(quality));
      const operation = sources > 0 ? ('edit' as const) : ('generate' as const);
      const held = offer.price({ operation, quality, size, sources }) ?? 0;
      // Whatever the model makes of what is left to it.
      const finest = quality === 'auto' ? (offer.qualities.at(-1) ?? quality) : quality;
      expect(held).toBeGreaterThanOrEqual(costOf(id, finest, size, sources, promptLength));
    },
  );
  fc.assert(law, { numRuns: 1000 });
});

test('the published estimates are what the tokens come to', () => {
  const published = [
    ['low', '1024x1024', 0.006],
    ['medium', '1024x1024', 0.053],
    ['high', '1024x1024', 0.211],
    ['low', '2048x2048', 0.012],
    ['medium', '2048x2048', 0.107],
    ['high', '2048x2048', 0.428],
  ] as const;
  for (const [quality, size, dollars] of published) {
    const { output_tokens } = usageOf(
      { model: 'gpt-image-2', prompt: '', size, quality, inputs: [] },
      { pictures: 1, partials: 0 },
    );
    expect(Number(((output_tokens * 30) / 1_000_000).toFixed(3))).toBe(dollars);
  }
});

test('gpt-image-2.5 takes the tokens that were counted, and is held at little more', () => {
  const counted = [
    ['low', 196, 0.006],
    ['medium', 439, 0.014],
    ['high', 1756, 0.053],
    ['xhigh', 3122, 0.094],
    ['max', 7024, 0.211],
  ] as const;
  const offer = metered.find(({ id }) => id === 'gpt-image-2.5-flare')?.offer;
  const size = '1024x1024';
  for (const [quality, tokens, dollars] of counted) {
    const call = { model: 'gpt-image-2.5-flare', prompt: '', size, quality, inputs: [] };
    expect(usageOf(call, { pictures: 1, partials: 0 }).output_tokens).toBe(tokens);
    const held = offer?.price({ operation: 'generate', quality, size, sources: 0 });
    // A prompt and three previews besides.
    expect(held).toBe(Math.round((dollars + 0.014) * 1_000_000));
  }
});

test('gpt-image-2.6 is held at four times 2.5 where it is coarse, and alike where it is fine', () => {
  const offer = metered.find(({ id }) => id === 'gpt-image-2.6-sunburst')?.offer;
  const held = (quality: (typeof qualities)[number], size = '1024x1024') =>
    ((offer?.price({ operation: 'generate', quality, size, sources: 0 }) ?? 0) - 14_000) / 1_000_000;
  expect(qualities.map((quality) => held(quality, 'auto'))).toEqual([0.317, 0.036, 0.08, 0.08, 0.141, 0.317]);
  expect(qualities.map((quality) => held(quality))).toEqual([0.211, 0.024, 0.053, 0.053, 0.094, 0.211]);
  expect(held('low', '3840x2160')).toBe(0.08);
});
