import { expect, test } from 'vitest';
import type { ToldRecipe } from '../../../src/application/services.ts';
import { recipeLook } from '../../../src/discord/outgoing/looks/recipe-look.ts';
import {
  channelId,
  characterId,
  guildId,
  messageId,
  modelId,
  originalId,
  userId,
  versionId,
} from '../../../src/domain/ids.ts';
import { english } from '../../../src/words/words.ts';

const shown = { guild: guildId('1'), channel: channelId('2'), message: messageId('3') };
const link = 'https://discord.com/channels/1/2/3';

const told = (recipe: Partial<ToldRecipe['recipe']> = {}, more: Partial<ToldRecipe> = {}): ToldRecipe => ({
  ...{ version: versionId('100-0-0'), name: 'p2', shown, owner: userId('50'), madeAt: 5_000 },
  recipe: {
    ...{ prompt: 'a cat', model: modelId('gpt-image-2'), size: '1024x1024', quality: 'auto', background: 'auto' },
    ...{ count: 1, ...recipe },
  },
  got: { width: 1024, height: 1024 },
  ...{ revisedPrompt: null, isWordless: false, sources: [], unseen: 0, restOf: null, cost: null },
  ...more,
});

const factsOf = (...recipes: readonly ToldRecipe[]) =>
  recipeLook(english(), recipes).content.split('\nPrompt:')[0]?.split('\n');

test('says what there is to say, and nothing of what nobody chose', () => {
  expect(factsOf(told())).toEqual([
    `**Recipe of version [p2](${link})**`,
    'Asked for by <@50>, <t:5:f>',
    'Model: gpt-image-2',
    'Size: 1024×1024',
    'Quality: auto',
  ]);
});

test.each([
  [{ rework: 'subtle' }, 'A variation, subtle'],
  [{ rework: 'upscale' }, 'The same picture in a larger size'],
  [{ draft: { size: '2048x2048', quality: 'high' } }, 'A draft, to be finished in size 2048×2048 and quality high'],
  [{ compared: [modelId('gpt-image-2'), modelId('nano-banana')] }, 'Compared: gpt-image-2 and nano-banana'],
  [{ startsOver: true }, 'Begun anew from the first picture of its chain'],
  [{ sheetOf: characterId('7') }, 'A reference sheet'],
  [
    { mask: { kind: 'region', region: 'top left' }, keep: 'exact' },
    'Changed alone: top left, the rest kept pixel for pixel',
  ],
  [
    { mask: { kind: 'coverage', id: originalId('m1') }, keep: 'free' },
    'Changed alone: what a mask, or marks, covered, the rest as the model painted it',
  ],
  [{ characters: [{ id: characterId('7'), name: 'Lu*na', pictures: [], made: 'generated' }] }, 'With Lu\\*na'],
] as const satisfies readonly (readonly [Partial<ToldRecipe['recipe']>, string])[])(
  '%j is said as: %s',
  (recipe, line) => {
    expect(factsOf(told(recipe))).toContain(line);
  },
);

test('names what it was made from, as far as its reader sees it', () => {
  const source = { version: versionId('99-0-0'), name: '1', shown, isSent: false };
  const facts = factsOf(told({}, { sources: [source], unseen: 2, restOf: { ...source, name: '4', shown: null } }));
  expect(facts).toContain(`Made from [version 1](${link}) and 2 pictures that you do not see`);
  expect(facts).toContain('It is version 4, with the rest put back as it was');
});

test('of several has one title, and the cost of each', () => {
  const facts = factsOf(told({}, { cost: 41_000 }), told({}, { name: 'p3', shown: null }));
  expect(facts?.[0]).toBe(`**Recipe of versions [p2](${link}) and p3**`);
  expect(facts).toContain('Cost of each: $0.041');
});

test('a block never ends before its words do, and a long one is cut with the whole of it in a file', () => {
  const short = recipeLook(english(), [told({ prompt: '``` @everyone ```' })]);
  expect(short.content.split('```')).toHaveLength(3);
  expect(short.files).toBeUndefined();

  const prompt = '猫'.repeat(4_000);
  const long = recipeLook(english(), [told({ prompt }, { revisedPrompt: '`'.repeat(4_000) })]);
  expect(long.content.length).toBeLessThanOrEqual(2_000);
  expect(long.content.split('```')).toHaveLength(5);
  expect(long.files).toMatchObject([{ filename: 'recipe.txt', text: expect.stringContaining(prompt) }]);
});
