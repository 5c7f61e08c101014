import { expect, test } from 'vitest';
import type { AskedRecipe } from '../../../src/domain/asked/read-recipe.ts';
import { readWithUsual, refusalOfUsual } from '../../../src/domain/asked/usual/usual-choices.ts';
import { modelId } from '../../../src/domain/ids.ts';
import type { ServerDefaults } from '../../../src/domain/server/server-rules.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const reading = readCatalogue(undefined, vendors);
if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
const market = { providers: ['openai', 'acedatacloud'], resting: new Set<never>(), now: Date.parse('2026-11-21') };
const rules = { catalogue: reading.catalogue, defaultModel: 'gpt-image-2', market, services: vendors };

/** Model, size and quality as they are read, and how many words of warning there are. */
function read(usual: ServerDefaults, asked: Partial<AskedRecipe> = {}, sources = 0) {
  const read = readWithUsual({ prompt: 'a cat', ...asked }, { sources: { length: sources }, characters: [] }, rules, {
    server: usual,
  });
  if (read.kind === 'refused') return read.failure.code;
  const { model, size, quality } = read.recipe;
  return [model, size, quality, read.warnings.length];
}

const flare = modelId('gpt-image-2.6-flare');
const region = { kind: 'region', region: 'top' } as const;

test.each([
  ['all is filled in', { model: flare, size: '1024x1536', quality: 'max' }, {}, [flare, '1024x1536', 'max', 0]],
  [
    'what is typed wins',
    { size: '1024x1536', quality: 'low' },
    { size: 'auto', quality: 'high' },
    ['gpt-image-2', 'auto', 'high', 0],
  ],
  [
    'a quality that the typed model lacks is left out',
    { quality: 'max', size: '1024x1536' },
    { model: 'gpt-image-2' },
    ['gpt-image-2', '1024x1536', 'auto', 0],
  ],
  ['a size that it lacks likewise', { quality: 'low', size: '4096x4096' }, {}, ['gpt-image-2', 'auto', 'low', 0]],
  ['and both', { quality: 'max', size: '4096x4096' }, {}, ['gpt-image-2', 'auto', 'auto', 0]],
  [
    'a quality of a model that knows none has no word of warning',
    { quality: 'low' },
    { model: 'nano-banana' },
    ['nano-banana', 'auto', 'auto', 0],
  ],
  ['a model that is gone is the operator’s', { model: modelId('dall-e-9') }, {}, ['gpt-image-2', 'auto', 'auto', 0]],
  [
    'an exact part keeps its picture’s size',
    { size: '1024x1536', quality: 'low' },
    { mask: region },
    ['gpt-image-2', 'auto', 'low', 0],
  ],
  [
    'a free one does not',
    { size: '1024x1536' },
    { mask: region, keep: 'free' },
    ['gpt-image-2', '1024x1536', 'auto', 0],
  ],
  ['what is typed and wrong is refused as ever', { quality: 'low' }, { size: '4096x4096' }, 'bad_size'],
] as const)('%s', (_what, usual, asked, expected) => {
  expect(read(usual, asked, 'mask' in asked ? 1 : 0)).toEqual(expected);
});

test.each([
  [{ model: modelId('dall-e-9') }, 'unknown_model'],
  [{ size: 'enormous' }, 'bad_size'],
  [{ quality: 'splendid' }, 'bad_request'],
  [{ quality: 'max' }, 'quality_not_offered'],
  [{ model: modelId('nano-banana'), quality: 'low' }, 'quality_not_offered'],
  [{ model: flare, quality: 'max', size: '1024x1024' }, undefined],
  [{}, undefined],
] as const)('%j may be set, or not: %s', (usual, code) => {
  expect(refusalOfUsual(usual, rules)?.code).toBe(code);
});
