import { describe, expect, test } from 'vitest';
import { type AskedRecipe, readRecipe } from '../../../src/domain/asked/read-recipe.ts';
import type { Character } from '../../../src/domain/characters/character.ts';
import { modelId, originalId, userId } from '../../../src/domain/ids.ts';
import type { ProviderName } from '../../../src/domain/offers/provider.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';
import { catalogueOf, sampleModel, sampleOffer } from '../../application/stage.ts';
import { sampleCharacter } from '../characters/sample-character.ts';

function read(
  asked: Partial<AskedRecipe>,
  sources = 0,
  providers: readonly ProviderName[] = ['acedatacloud'],
  characters: readonly Character[] = [],
) {
  const reading = readCatalogue(undefined, vendors);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  const market = { providers, resting: new Set<never>(), now: Date.parse('2026-11-21') };
  const rules = { catalogue: reading.catalogue, defaultModel: 'gpt-image-2', market, services: vendors };
  return readRecipe({ prompt: 'a cat', ...asked }, { sources: { length: sources }, characters }, rules);
}

/** Why it is refused where these providers have a key; null where it is not. */
function refusal(...asked: Parameters<typeof read>) {
  const reading = read(...asked);
  return reading.kind === 'refused' ? reading.failure : null;
}

test.each([
  [{ quality: 'best' }, 'quality'],
  [{ background: 'pink' }, 'background'],
  [{ format: 'gif' }, 'format'],
  [{ count: 0 }, 'count'],
  [{ count: 1.5 }, 'count'],
  [{ background: 'transparent', format: 'jpeg' }, 'transparent jpeg'],
] as const)('%j is refused because of its %s', (asked, reason) => {
  expect(refusal(asked)).toEqual({ code: 'bad_request', reason });
});

test('a prompt is needed, and a model that is known', () => {
  expect(refusal({ prompt: ' ' })).toEqual({ code: 'bad_prompt' });
  expect(refusal({ model: ' dall-e ' })).toEqual({ code: 'unknown_model', named: 'dall-e' });
  expect(refusal({})).toBeNull();
});

test('a size that cannot be made comes back with the nearest that can', () => {
  expect(refusal({ size: 'huge' })).toEqual({ code: 'bad_size' });
  expect(refusal({ size: '2048x1152' }, 0, ['gmicloud'])).toEqual({ code: 'bad_size', nearest: '1536x1024' });
});

test('more pictures than a model takes: how many it takes, and who takes as many', () => {
  const services = ['AceDataCloud', 'OpenAI', 'AGCloud'];
  expect(refusal({}, 3, ['gmicloud'])).toEqual({
    code: 'too_many_sources',
    most: 1,
    elsewhere: { models: [], services },
  });
});

test('what nobody here makes: the model by its name, and who would', () => {
  expect(refusal({ background: 'transparent' }, 0, ['openai'])).toEqual({
    code: 'transparency_not_offered',
    model: 'GPT Image 2',
    elsewhere: {
      models: [
        ...['GPT Image 2.5 Flare', 'GPT Image 2.5 Sunburst', 'GPT Image 2.6 Flare', 'GPT Image 2.6 Sunburst'],
        'GPT Image 1.5',
      ],
      services: ['AceDataCloud'],
    },
  });
  expect(refusal({ quality: ' MAX ' }, 0, ['openai'])).toEqual({
    code: 'quality_not_offered',
    model: 'GPT Image 2',
    offered: ['auto', 'low', 'medium', 'high'],
    elsewhere: {
      models: ['GPT Image 2.5 Flare', 'GPT Image 2.5 Sunburst', 'GPT Image 2.6 Flare', 'GPT Image 2.6 Sunburst'],
      services: [],
    },
  });
  expect(refusal({ quality: 'max', model: 'gpt-image-2.5-flare' }, 0, ['acedatacloud'])).toMatchObject({
    code: 'quality_not_offered',
    elsewhere: { models: [], services: ['OpenAI'] },
  });
  expect(refusal({ quality: 'max', model: 'gpt-image-2.6-flare' }, 0, ['openai'])).toBeNull();
  expect(refusal({ quality: 'ultra' })).toEqual({ code: 'bad_request', reason: 'quality' });
  expect(refusal({ background: 'opaque', format: 'webp' }, 0, ['gmicloud'])).toBeNull();
  expect(refusal({ model: 'nano-banana' }, 0, ['openai'])).toMatchObject({
    code: 'not_offered',
    model: expect.stringMatching(/^Nano Banana/),
  });
});

describe('characters', () => {
  const cast = [sampleCharacter('1', 'Luna', 2), sampleCharacter('2', 'Mira', 2)];
  const usedBy = (...asked: Parameters<typeof read>) => {
    const reading = read(...asked);
    if (reading.kind === 'refused') return reading.failure;
    const { recipe, offer, warnings } = reading;
    return { by: offer.provider, used: recipe.characters?.map(({ pictures }) => pictures), warnings };
  };

  test('all their pictures go along where they can', () => {
    expect(usedBy({}, 1, ['openai'], cast)).toEqual({
      by: 'openai',
      used: [
        ['f1-0', 'f1-1'],
        ['f2-0', 'f2-1'],
      ],
      warnings: [],
    });
    expect(read({}, 1, ['openai'])).not.toHaveProperty('recipe.characters');
  });

  test('whoever takes them all makes it, though another is preferred', () => {
    expect(usedBy({}, 0, ['gmicloud', 'openai'], cast)).toMatchObject({ by: 'openai', warnings: [] });
  });

  test('where nobody takes so many they give way, each its later ones first, and it is said', () => {
    expect(usedBy({}, 0, ['gmicloud'], cast)).toEqual({
      by: 'gmicloud',
      used: [['f1-0'], []],
      warnings: [
        {
          kind: 'characters cut',
          characters: [
            { name: 'Luna', used: 1, of: 2 },
            { name: 'Mira', used: 0, of: 2 },
          ],
        },
      ],
    });
    expect(usedBy({}, 1, ['gmicloud'], cast)).toMatchObject({ by: 'gmicloud', used: [[], []] });
  });

  test('what is too much without them is refused as it is without them', () => {
    expect(refusal({}, 2, ['gmicloud'], cast)).toMatchObject({ code: 'too_many_sources', most: 1 });
  });
});

describe('keep', () => {
  const mask = { kind: 'region', region: 'left' } as const;
  const keeping = (...asked: Parameters<typeof read>) => {
    const reading = read(...asked);
    if (reading.kind === 'refused') return reading.failure;
    return { keep: reading.recipe.keep, by: reading.offer.provider, warnings: reading.warnings };
  };

  test('a part keeps the rest exactly, unless it is to be free', () => {
    expect(keeping({ mask }, 1)).toEqual({ keep: 'exact', by: 'acedatacloud', warnings: [] });
    expect(keeping({ mask, keep: ' EXACT ' }, 1)).toMatchObject({ keep: 'exact', warnings: [] });
    expect(keeping({ mask, keep: 'free' }, 1)).toMatchObject({ keep: 'free', warnings: [] });
    expect(keeping({}, 1)).toMatchObject({ keep: undefined, warnings: [] });
  });

  test('a JPEG cannot, and without a part there is nothing to keep: a word, no refusal', () => {
    expect(keeping({ mask, format: 'jpeg' }, 1)).toMatchObject({
      keep: 'free',
      warnings: [{ kind: 'not exact', why: 'format' }],
    });
    expect(keeping({ mask, keep: 'free', format: 'jpeg' }, 1)).toMatchObject({ keep: 'free', warnings: [] });
    expect(keeping({ keep: 'exact' }, 1)).toMatchObject({
      keep: undefined,
      warnings: [{ kind: 'not exact', why: 'no part' }],
    });
    expect(keeping({ keep: 'most' }, 1)).toEqual({ code: 'bad_request', reason: 'keep' });
  });

  test('whoever takes masks makes it; where nobody does a region goes in words, and what is drawn as one more picture', () => {
    expect(keeping({ mask, model: 'nano-banana' }, 1)).toMatchObject({ keep: 'exact', by: 'acedatacloud' });
    const picture = { id: '1', url: 'https://cdn.example/m.png', filename: 'm.png', owner: userId('1') };
    for (const drawn of [{ kind: 'picture', picture } as const, { kind: 'coverage', id: originalId('m1') } as const]) {
      expect(keeping({ mask: drawn, model: 'nano-banana' }, 1)).toMatchObject({ keep: 'exact', by: 'acedatacloud' });
      expect(keeping({ mask: drawn, model: 'nano-banana' }, 16)).toMatchObject({ code: 'too_many_sources', most: 15 });
      expect(keeping({ mask, model: 'nano-banana' }, 16)).toMatchObject({ by: 'acedatacloud' });
    }
  });
});

describe('where a server allows some models only', () => {
  const small = sampleModel('small', sampleOffer({ maxSources: 1 }));
  const large = sampleModel('large', sampleOffer());
  const gone = { ...sampleModel('gone', sampleOffer({ shutsDown: 0 })), successor: large.id };
  const refusedFor = (model: string) =>
    ({ code: 'server_rule', rule: 'models', model: modelId(model), allowed: [] }) as const;

  /** Which model makes it there, or why none does; `usual`: what is taken where none is named. */
  function readWhere(allowed: readonly string[], { model, sources = 0, usual = 'usual' }: Wanted = {}) {
    const catalogue = catalogueOf(sampleModel('usual', sampleOffer()), small, large, gone);
    const market = { providers: ['acedatacloud'], resting: new Set<never>(), now: 1 };
    const ofModel = (id: string) => (allowed.includes(id) ? null : refusedFor(id));
    const rules = { catalogue, defaultModel: usual, market, services: vendors, ofModel };
    const read = readRecipe({ prompt: 'a cat', model }, { sources: { length: sources }, characters: [] }, rules);
    return read.kind === 'recipe' ? read.recipe.model : read.failure;
  }
  type Wanted = { readonly model?: string; readonly sources?: number; readonly usual?: string };

  test('the usual one is taken where it is allowed, else the first that is, by the catalogue’s order', () => {
    expect(readWhere(['small', 'usual'])).toBe('usual');
    expect(readWhere(['large', 'small'])).toBe('small');
  });

  test('one that cannot make it is passed over for the next; where none can, the first says why', () => {
    expect(readWhere(['small', 'large'], { sources: 2 })).toBe('large');
    expect(readWhere(['small'], { sources: 2 })).toMatchObject({ code: 'too_many_sources', most: 1 });
  });

  test('one that was named is not replaced by another; where none is allowed, the usual one is refused', () => {
    expect(readWhere(['large'], { model: 'usual' })).toEqual(refusedFor('usual'));
    expect(readWhere([])).toEqual(refusedFor('usual'));
  });

  test('what takes the place of one that is shut down has to be allowed itself', () => {
    expect(readWhere(['large'], { model: 'gone' })).toBe('large');
    expect(readWhere(['gone', 'small'], { model: 'gone' })).toEqual(refusedFor('large'));
    expect(readWhere(['gone', 'small'], { usual: 'gone' })).toBe('small');
  });
});
