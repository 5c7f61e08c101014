import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usageOf } from '../../../scripts/emulators/vendors/openai/usage.ts';
import { gptImage2Sizes, isLegal, sizePresets } from '../../../src/domain/asked/size.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const reading = readCatalogue(undefined, vendors);
const offers = reading.kind === 'catalogue' ? (reading.catalogue.find('gpt-image-2')?.offers ?? []) : [];
const offer = offers.find(({ provider }) => provider === 'openai');

/** Millionths of a dollar, at the vendor's published prices for tokens. */
function costOf(quality: string, size: string, sources: number, promptLength: number): number {
  const input = { width: 4000, height: 3000 };
  const call = {
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
    fc.constantFrom('low', 'medium', 'high'),
    fc.oneof(legal, presets),
    fc.nat(16),
    fc.nat(4000),
    (quality, size, sources, promptLength) => {
      const operation = sources > 0 ? ('edit' as const) : ('generate' as const);
      const held = offer?.price({ operation, quality: quality as 'low', size, sources }) ?? 0;
      expect(held).toBeGreaterThanOrEqual(costOf(quality, size, sources, promptLength));
    },
  );
  fc.assert(law, { numRuns: 500 });
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
    const { output_tokens } = usageOf({ prompt: '', size, quality, inputs: [] }, { pictures: 1, partials: 0 });
    expect(Number(((output_tokens * 30) / 1_000_000).toFixed(3))).toBe(dollars);
  }
});
