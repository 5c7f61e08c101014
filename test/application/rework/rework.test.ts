import { describe, expect, test } from 'vitest';
import { address, recipe as madeWith } from '../../../scripts/sample-records.ts';
import type { Ask } from '../../../src/application/asking.ts';
import { createShownVersions } from '../../../src/application/chain/shown-versions.ts';
import { createCharactersOfAsk } from '../../../src/application/characters/asked-characters.ts';
import { createRework } from '../../../src/application/rework/rework.ts';
import type { RecipeRules } from '../../../src/domain/asked/read-recipe.ts';
import { jobId, modelId, originalId, userId, versionId } from '../../../src/domain/ids.ts';
import { catalogueOf, openStores, sampleCatalogue, sampleModel, sampleOffer } from '../stage.ts';

const id = versionId('5-0-0');
const place = { channel: address.channel, parent: null, guild: address.guild, user: address.asker };
const generates = { generate: 'vendor-generates' };

const unruled = { refusal: async () => null, ofModel: () => null };

async function stageRework(catalogue: RecipeRules['catalogue'] = sampleCatalogue) {
  const stores = await openStores();
  const asked: Ask[] = [];
  const rework = createRework({
    version: createShownVersions(stores).version,
    ask: async (ask) => {
      asked.push(ask);
      return { kind: 'known' };
    },
    rules: {
      catalogue,
      defaultModel: 'gpt-image-2',
      services: [],
      market: () => ({ providers: ['acedatacloud'], resting: new Set<never>(), now: stores.clock.now() }),
    },
    serverRules: { here: async () => unruled, refusal: unruled.refusal },
    usualIn: async () => ({ own: {}, server: { size: '9:16 · 1K', quality: 'low' } }),
    cast: createCharactersOfAsk(stores),
  });
  const press = (kind: 'subtle' | 'strong' | '2K' | '4K') =>
    rework.ask({ version: id, rework: kind, unnamed: 'a picture that was sent' }, jobId('100'), address);
  return { ...stores, rework, asked, press };
}

describe('a variation', () => {
  test('is an edit of that picture with what it was made with, and nothing that was of its request alone', async () => {
    const stage = await stageRework();
    const mask = { kind: 'coverage', id: originalId('m5') } as const;
    const recipe = { ...madeWith, size: '1024x1536', quality: 'high', count: 3, mask, keep: 'exact' } as const;
    await stage.keepVersion(id, { recipe, sources: [versionId('3-0-0')] });

    expect(await stage.rework.offered(id, place)).toMatchObject({
      audience: 'everyone',
      // An edit at high quality, at that size, of one picture: told by its digits.
      vary: { price: { microUsd: 22_201, isBound: false } },
    });
    await stage.press('strong');

    const { prompt, model, size, quality, background } = recipe;
    expect(stage.asked).toEqual([
      {
        id: jobId('100'),
        recipe: { prompt, model, size, quality, background, format: undefined, rework: 'strong' },
        sources: { kind: 'given', sources: [{ kind: 'version', version: id }] },
        characters: { kind: 'kept', characters: [] },
        address,
      },
    ]);
  });

  test('of a picture that nobody asked for in words takes the usual model, and keeps its shape', async () => {
    const stage = await stageRework();
    await stage.keepVersion(id, { kind: 'imported', recipe: null, model: null, sources: [] });

    await stage.press('subtle');

    expect(stage.asked.map(({ recipe }) => recipe)).toEqual([
      { prompt: 'a picture that was sent', size: 'auto', rework: 'subtle' },
    ]);
  });

  test('is not offered by a model that cannot edit, and who can is said', async () => {
    const stage = await stageRework(
      catalogueOf(
        sampleModel('gpt-image-2', sampleOffer({ vendorModel: generates })),
        sampleModel('other', sampleOffer()),
      ),
    );
    await stage.keepVersion(id, { sources: [] });

    expect(await stage.rework.offered(id, place)).toEqual({
      audience: 'everyone',
      vary: {
        failure: { code: 'not_offered', model: 'GPT-IMAGE-2', elsewhere: { models: ['OTHER'], services: [] } },
      },
      larger: [],
    });
  });
});

describe('a larger picture', () => {
  test('is offered in the shape that it has, at the price of that size, and asked for in it', async () => {
    const stage = await stageRework();
    await stage.keepVersion(id, { recipe: { ...madeWith, quality: 'high' }, width: 864, height: 1536, sources: [] });

    expect((await stage.rework.offered(id, place))?.larger).toEqual([
      { to: '2K', price: { microUsd: 22_101, isBound: false } },
      { to: '4K', price: { microUsd: 22_101, isBound: false } },
    ]);
    await stage.press('2K');
    await stage.press('4K');

    expect(stage.asked.map(({ recipe: { size, quality, rework } }) => [size, quality, rework])).toEqual([
      ['1152x2048', 'high', 'upscale'],
      ['2160x3840', 'high', 'upscale'],
    ]);
  });

  test('is not offered of what is as large already', async () => {
    const stage = await stageRework();
    await stage.keepVersion(id, { width: 2048, height: 2048, sources: [] });

    expect((await stage.rework.offered(id, place))?.larger.map(({ to }) => to)).toEqual(['4K']);
  });

  test('is not asked for where nobody makes it any more', async () => {
    const small = sampleOffer({ sizes: { kind: 'list', sizes: [{ width: 1024, height: 1024 }] } });
    const stage = await stageRework(catalogueOf(sampleModel('gpt-image-2', small)));
    await stage.keepVersion(id, { width: 1024, height: 1024, sources: [] });

    expect((await stage.rework.offered(id, place))?.larger).toEqual([]);
    expect(await stage.press('2K')).toEqual({
      kind: 'refused',
      failure: { code: 'not_offered', model: modelId('gpt-image-2') },
    });
    expect(stage.asked).toEqual([]);
  });

  test('is not offered where edits alone have no such size', async () => {
    const ratios = (resolutions: readonly ('1K' | '4K')[]) =>
      ({ kind: 'ratios', ratios: ['1:1'], resolutions }) as const;
    const stage = await stageRework(
      catalogueOf(
        sampleModel(
          'gpt-image-2',
          sampleOffer({ vendorModel: generates, sizes: ratios(['1K', '4K']) }),
          sampleOffer({ vendorModel: { edit: 'vendor-edits' }, sizes: ratios([]), takes: ['size'] }),
        ),
      ),
    );
    await stage.keepVersion(id, { width: 1024, height: 1024, sources: [] });

    expect((await stage.rework.offered(id, place))?.larger).toEqual([]);
  });
});

test('of what is gone, or another’s, nothing is offered or asked', async () => {
  const stage = await stageRework();
  expect(await stage.rework.offered(id, place)).toBeNull();
  await stage.keepVersion(id, { audience: 'asker', owner: userId('51'), sources: [] });

  expect(await stage.rework.offered(id, place)).toBeNull();
  expect(await stage.press('subtle')).toBeNull();
  expect(stage.asked).toEqual([]);
});
