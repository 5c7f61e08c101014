import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorthDrafting } from '../../../src/domain/asked/drafts/draft.ts';
import type { AskedRecipe } from '../../../src/domain/asked/read-recipe.ts';
import { readWithUsual } from '../../../src/domain/asked/usual/usual-choices.ts';
import type { ProviderName } from '../../../src/domain/offers/provider.ts';
import type { ServerDefaults } from '../../../src/domain/server/server-rules.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const stored = readCatalogue(undefined, vendors);
if (stored.kind === 'problems') throw new Error(stored.problems.join('\n'));
const { catalogue } = stored;

interface Circumstances {
  readonly providers?: readonly ProviderName[];
  readonly resting?: readonly ProviderName[];
  readonly usual?: ServerDefaults;
  readonly sources?: number;
}

function read(asked: Partial<AskedRecipe>, more: Circumstances = {}) {
  const { providers = ['openai'], resting = [], usual = {}, sources = 0 } = more;
  const market = { providers, resting: new Set(resting), now: Date.parse('2026-11-30') };
  const rules = { catalogue, defaultModel: 'gpt-image-2', market, services: vendors };
  const ingredients = { sources: { length: sources }, characters: [] };
  return readWithUsual({ prompt: 'a cat', draft: true, ...asked }, ingredients, rules, { server: usual });
}

/** Size, quality and count of the drafts, what one is finished with, and who makes them. */
function drafts(...asked: Parameters<typeof read>) {
  const reading = read(...asked);
  if (reading.kind === 'refused') return reading.failure;
  const { size, quality, count, draft } = reading.recipe;
  return [size, quality, count, draft?.size, draft?.quality, reading.offer.provider];
}

test('four small and coarse ones, finished as it was asked for', () => {
  expect(drafts({ size: '16:9 · 4K', quality: 'high' })).toEqual(['1536x864', 'low', 4, '3840x2160', 'high', 'openai']);
  expect(drafts({ count: 2, quality: 'auto' })).toEqual(['1024x1024', 'low', 2, 'auto', 'auto', 'openai']);
});

test('what was not said is what is usual in the server; else it is finished at high, or what is a quarter dearer', () => {
  expect(drafts({}, { usual: { size: '2048x2048', quality: 'high' } })).toEqual(
    drafts({ size: '2048x2048', quality: 'high' }),
  );
  expect(drafts({})).toEqual(['1024x1024', 'low', 4, 'auto', 'high', 'openai']);
  expect(drafts({ model: 'gpt-image-2.6-flare' })).toEqual(['1024x1024', 'low', 4, 'auto', 'xhigh', 'openai']);
  // A usual quality of which no draft is a quarter is left out, as any that does not go with the rest.
  expect(drafts({}, { usual: { quality: 'low' } })).toEqual(drafts({}));
});

test('an edit keeps the shape of its picture', () => {
  expect(drafts({}, { sources: 1 })).toEqual(['auto', 'low', 4, 'auto', 'high', 'openai']);
});

test('where each picture costs the same there are none, and who has them is named', () => {
  const models = ['GPT Image 2 (official)'];
  expect(drafts({}, { providers: ['acedatacloud'] })).toEqual({
    code: 'draft_not_offered',
    model: 'GPT Image 2',
    elsewhere: { models, services: ['OpenAI', 'GMI Cloud'].toSorted(inOrder) },
  });
  expect(drafts({ model: 'nano-banana' }, { providers: ['acedatacloud'] })).toMatchObject({
    code: 'draft_not_offered',
    model: 'Nano Banana',
  });
});

test('a service without a key is named where no model here has them', () => {
  expect(drafts({}, { providers: ['agcloud'] })).toEqual({
    code: 'draft_not_offered',
    model: 'GPT Image 2',
    elsewhere: { models: [], services: ['OpenAI', 'GMI Cloud'].toSorted(inOrder) },
  });
});

const inOrder = (one: string, other: string) => titles.indexOf(one) - titles.indexOf(other);
const titles = vendors.map(({ title }) => title);

test('a draft goes only to whom one costs a quarter of the picture that is made in the end', () => {
  // Whoever finishes it is AceDataCloud, which takes the same for each.
  expect(drafts({}, { providers: ['acedatacloud', 'openai'] })).toMatchObject({ code: 'draft_not_offered' });
  // It rests, and nobody else may make the drafts in its place.
  expect(drafts({}, { providers: ['acedatacloud', 'openai'], resting: ['acedatacloud'] })).toContain('openai');
  expect(drafts({}, { providers: ['gmicloud', 'openai'] })).toContain('gmicloud');
  expect(drafts({}, { providers: ['gmicloud', 'openai'], resting: ['gmicloud'] })).toContain('openai');
});

test('what is wrong with the picture itself is refused as ever', () => {
  expect(drafts({ prompt: ' ' })).toEqual({ code: 'bad_prompt' });
  expect(drafts({ size: '4096x4096' })).toEqual({ code: 'bad_size', nearest: '2880x2880' });
  expect(drafts({ quality: 'max' })).toMatchObject({ code: 'quality_not_offered' });
  expect(drafts({ count: 5 })).toEqual({ code: 'bad_request', reason: 'count' });
  // A draft of it costs no less.
  expect(drafts({ quality: 'low' })).toMatchObject({ code: 'draft_not_offered' });
});

test('asked for again they are the same, at no higher price than was told', () => {
  const first = read({ size: '16:9 · 4K', quality: 'high' });
  if (first.kind === 'refused') return expect.fail();
  const { recipe, finishing } = first;
  expect(recipe.draft?.price).toBe(finishing?.microUsd);

  expect(read(recipe)).toEqual(first);
  const cheaper = { ...recipe, draft: { size: '3840x2160', quality: 'high', price: 5 } } as const;
  const again = read(cheaper);
  expect(again.kind === 'recipe' && again.recipe.draft?.price).toBe(5);
});

test('whatever is asked of whomever: four drafts never cost more than the one that is finished', () => {
  const names = catalogue.models.map(({ id }) => id);
  const circumstances = fc.record({
    asked: fc.record({
      model: fc.constantFrom(...names),
      size: fc.constantFrom('auto', '1:1 · 1K', '16:9 · 4K', '2:3 · 2K'),
      quality: fc.constantFrom(undefined, 'auto', 'low', 'medium', 'high', 'xhigh', 'max'),
    }),
    providers: fc.shuffledSubarray(vendors.map(({ name }) => name)),
    sources: fc.constantFrom(0, 1),
  });
  let offered = 0;
  fc.assert(
    fc.property(circumstances, ({ asked, ...more }) => {
      const reading = read(asked, more);
      if (reading.kind === 'refused') return;
      offered += 1;
      const { recipe, offer, finishing } = reading;
      const { size, quality } = recipe;
      const operation = more.sources === 0 ? 'generate' : 'edit';
      const draft = offer.price({ operation, size, quality, sources: more.sources });
      expect(isWorthDrafting(draft ?? expect.fail(), finishing?.microUsd ?? expect.fail())).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(offered).toBeGreaterThan(0);
});
