import { describe, expect, test } from 'vitest';
import { sampleJob, recipe as sampleRecipe, sampleRequest } from '../../../scripts/sample-records.ts';
import { realPrice } from '../../../src/application/requests/real-price.ts';
import type { Recipe } from '../../../src/domain/asked/image-request.ts';
import type { Dimensions } from '../../../src/domain/asked/size.ts';
import { characterId, originalId, versionId } from '../../../src/domain/ids.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const reading = readCatalogue(undefined, vendors);
if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
const { catalogue } = reading;

/** What GMI Cloud's picture of this size costs that was asked for like this and taken at that price. */
function costs(asked: Partial<Recipe>, taken: number | null, ...came: readonly Dimensions[]) {
  const { task } = sampleJob('1');
  if (task === null) throw new Error('the sample asks for nothing');
  const recipe: Recipe = { ...task.recipe, size: 'auto', quality: 'high', mask: undefined, ...asked };
  const request = sampleRequest('1', 0, { provider: 'gmicloud', operation: 'generate', price: taken });
  const pictures = came.map((size) => ({ version: versionId('1-0-0'), type: 'image/png' as const, bytes: 1, ...size }));
  return realPrice({ task: { recipe, sources: [] } }, request, pictures, catalogue);
}

const square = { width: 1024, height: 1024 };
const wide = { width: 1536, height: 1024 };

test('pictures of characters cost what others do that go along', () => {
  const recipe: Recipe = { ...sampleRecipe, size: 'auto', quality: 'high', mask: undefined };
  const pictures = ['a', 'b'].map(originalId);
  const characters = [{ id: characterId('7'), name: 'Luna', pictures, made: 'generated' }] as const;
  const sources = ['1-1-0', '1-2-0'].map((id) => ({ kind: 'version', version: versionId(id) }) as const);
  const held = catalogue
    .find(recipe.model)
    ?.offers.find(({ provider }) => provider === 'openai')
    ?.price({ operation: 'edit', quality: 'high', size: 'auto', sources: 2 });
  const request = sampleRequest('1', 0, { provider: 'openai', operation: 'edit', price: held ?? null });
  const came = [{ version: versionId('1-0-0'), type: 'image/png' as const, bytes: 1, ...square }];

  const withLuna = realPrice({ task: { recipe: { ...recipe, characters }, sources: [] } }, request, came, catalogue);

  expect(withLuna).toBeLessThan(held ?? 0);
  expect(withLuna).toBe(realPrice({ task: { recipe, sources } }, request, came, catalogue));
});

describe('what is paid for a picture that came', () => {
  test('goes by the size that it has, where none was asked for', () => {
    expect([costs({}, 250_000, square), costs({}, 250_000, wide)]).toEqual([167_000, 250_000]);
    expect(costs({ quality: 'low' }, 16_000, square)).toBe(11_000);
  });

  test('is never more than what was held', () => {
    expect(costs({ size: '1024x1024' }, 167_000, wide)).toBe(167_000);
    // Of 4K nobody publishes a price.
    expect(costs({}, 250_000, { width: 3840, height: 2160 })).toBe(250_000);
  });

  test('stays what the vendor counted, where it did', () => {
    expect(costs({}, 180_000, square)).toBe(180_000);
  });

  test('stays unknown where nobody publishes it, and as it was where nothing came', () => {
    expect([costs({}, null, square), costs({}, 250_000)]).toEqual([null, 250_000]);
  });
});
