import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { metered } from '../../src/providers/catalogue/gpt-image.ts';
import { ask, buttonsOf, isPrivate, press, sha256 } from './asking.ts';
import { luna, saveCharacter } from './casting.ts';
import { catalogueFile } from './catalogue-file.ts';
import { callsOf, makeDrafts, raiseDrafting } from './drafting.ts';

const cat = { name: 'cat.png', bytes: png(60, 60) };
const holds = 'Nothing is charged before you go ahead; the buttons hold for 15 minutes.';
const fine = { size: '16:9 · 4K', quality: 'high' };

test('four drafts, small and coarse, and both prices told before', async () => {
  await using stage = await raiseDrafting({ settings: { DEFAULT_LIMITS: 'user:usd:day:2' } });
  const { openai } = stage;

  const asked = await ask(stage, 'imagine', { prompt: 'a red fox', draft: true, ...fine });

  expect(asked.content).toBe(`Four drafts: up to $0.092. Finishing one: up to $0.74. ${holds}`);
  expect(isPrivate(asked)).toBe(true);
  expect(buttonsOf(asked)).toEqual([['Go ahead', 'Cancel']]);
  expect(openai.requests).toEqual([]);
  expect((await ask(stage, 'quota')).content).toContain('**$2.00 of $2.00 left**');

  const drafts = await press(stage, asked, 'Go ahead');

  expect(isPrivate(drafts)).toBe(false);
  const body = { model: 'gpt-image-2', prompt: 'a red fox', n: 1, size: '1536x864', quality: 'low' };
  // Without previews: two of them cost as much as the draft.
  const { user } = openai.calls[0] ?? expect.fail();
  expect(openai.paidRequests.map(({ path, json }) => ({ path, json }))).toEqual(
    Array.from({ length: 4 }, () => ({ path: '/v1/images/generations', json: { ...body, user } })),
  );
  expect(drafts.content).toContain('**Versions 1, 2, 3, 4:** “a red fox”');
  expect(drafts.content).toContain('-# Drafts, cheap and coarse: **Finish** makes the finished picture of one.');
  expect(drafts.attachments.map(({ description }) => description)).toEqual(
    [1, 2, 3, 4].map((number) => `Draft, version ${number}, made by AI (gpt-image-2): a red fox`),
  );
  expect(buttonsOf(drafts)).toContainEqual(['Finish 1', 'Finish 2', 'Finish 3', 'Finish 4']);
});

test('one of them is finished as it was asked for: an edit of the draft, whose child it is', async () => {
  await using stage = await raiseDrafting();
  const { openai } = stage;
  const drafts = await makeDrafts(stage, fine);

  const finished = await press(stage, drafts, 'Finish 3');

  expect(finished.content).toMatch(/^\*\*Version 5:\*\* “a red fox”\n-# From \[version 3\]/);
  expect(finished.content).not.toContain('raft');
  const request = openai.paidRequests[4];
  expect(request?.path).toBe('/v1/images/edits');
  expect(request?.fields).toEqual([
    { name: 'model', value: 'gpt-image-2' },
    {
      name: 'prompt',
      value:
        'Image 1 is a draft of the picture. Make the finished picture of it: the same composition, the same subject and the same colours, with more detail, clean edges and fine textures. Nothing is added, moved or left out.\r\nThe draft was asked for as: a red fox',
    },
    { name: 'n', value: '1' },
    { name: 'size', value: '3840x2160' },
    { name: 'quality', value: 'high' },
    { name: 'user', value: openai.calls[0]?.user },
    { name: 'stream', value: 'true' },
    { name: 'partial_images', value: '2' },
  ]);
  const { sha256: third } = stage.discord.filesOf(drafts.id)[2] ?? expect.fail();
  expect(openai.calls.map(({ results }) => results[0]?.sha256)).toContain(third);
  expect(request?.files.map(({ field, sha256: hash }) => [field, hash])).toEqual([['image', third]]);
  // That is new money.
  expect((await press(stage, finished, 'Again')).content).toBe(`This costs up to $0.74. ${holds}`);
});

test('drafts are told from finished ones in the history, and undoing leads back to the draft', async () => {
  await using stage = await raiseDrafting();
  const drafts = await makeDrafts(stage, { count: 2 });
  const finished = await press(stage, drafts, 'Finish 2');

  expect((await press(stage, finished, 'Undo')).content).toContain('is current now');
  const history = await ask(stage, 'history show');
  expect(history.content.split('\n').map((line) => [line.includes(' · draft'), line.includes('**current**')])).toEqual([
    [false, false],
    [true, true],
    [true, false],
  ]);
});

test('declined, nothing is made, and nothing was charged', async () => {
  await using stage = await raiseDrafting();

  const asked = await ask(stage, 'imagine', { prompt: 'a red fox', draft: true });

  expect(asked.content).toBe(`Four drafts: up to $0.080. Finishing one: up to $0.34. ${holds}`);
  expect((await press(stage, asked, 'Cancel')).content).toBe('Cancelled. Nothing was charged.');
  expect(stage.openai.requests).toEqual([]);
});

test('it goes on after a restart, between the price and the drafts, and between those and the finished one', async () => {
  await using stage = await raiseDrafting();
  const asked = await ask(stage, 'imagine', { prompt: 'a red fox', draft: true, count: 2, ...fine });
  expect(asked.content).toMatch(/^Two drafts: up to \$0\.046\. Finishing one: up to \$0\.74\. /);

  await stage.restart();
  const drafts = await press(stage, asked, 'Go ahead');
  await stage.restart();
  const finished = await press(stage, drafts, 'Finish 2');

  expect(finished.content).toContain('From [version 2]');
  const draft = { model: 'gpt-image-2', size: '1536x864', quality: 'low', pictures: 0 };
  const last = { model: 'gpt-image-2', size: '3840x2160', quality: 'high', pictures: 1 };
  expect(callsOf(stage)).toEqual([draft, draft, last]);
});

test('drafts of an edit are made from its picture, and finished from themselves', async () => {
  await using stage = await raiseDrafting();
  const { openai } = stage;

  const asked = await ask(stage, 'edit', { prompt: 'a moon', image: cat, draft: true, count: 1, quality: 'high' });
  const draft = await press(stage, asked, 'Go ahead');
  const finished = await press(stage, draft, 'Finish');

  expect(draft.content).toContain('-# A draft, cheap and coarse: **Finish** makes the finished picture of it.');
  expect(openai.calls.map(({ size, quality, prompt }) => [size, quality, prompt.split('\n').at(-1)])).toEqual([
    [undefined, 'low', 'a moon'],
    [undefined, 'high', 'The draft was asked for as: a moon'],
  ]);
  const made = openai.calls[0]?.results[0]?.sha256;
  expect(openai.calls.map(({ inputs }) => inputs.map((input) => input.sha256))).toEqual([[sha256(cat.bytes)], [made]]);
  expect(finished.content).toContain('From [version 2]');
});

test('whoever is in a draft is in the finished one, behind it', async () => {
  await using stage = await raiseDrafting();
  await saveCharacter(stage, { name: 'Luna', image: luna });

  const draft = await makeDrafts(stage, { prompt: '@Luna on a hill', count: 1 });
  await press(stage, draft, 'Finish');

  const [made, finished] = stage.openai.calls;
  expect(made?.inputs.map((input) => input.sha256)).toEqual([sha256(luna.bytes)]);
  expect(finished?.inputs.map((input) => input.sha256)).toEqual([made?.results[0]?.sha256, sha256(luna.bytes)]);
});

test('what is edited of a draft is a picture as any other, and Again makes drafts once more, asking first', async () => {
  await using stage = await raiseDrafting();
  const drafts = await makeDrafts(stage, { count: 2, ...fine });

  const edited = await ask(stage, 'edit', { prompt: 'bluer' });
  expect(buttonsOf(edited).flat()).not.toContain('Finish');
  const asked = await press(stage, drafts, 'Again');
  expect(asked.content).toBe(`Two drafts: up to $0.046. Finishing one: up to $0.74. ${holds}`);
  const again = await press(stage, asked, 'Go ahead');
  await press(stage, again, 'Finish 1');

  expect(callsOf(stage).map(({ size, quality, pictures }) => [size, quality, pictures])).toEqual([
    ['1536x864', 'low', 0],
    ['1536x864', 'low', 0],
    [undefined, undefined, 1],
    ['1536x864', 'low', 0],
    ['1536x864', 'low', 0],
    ['3840x2160', 'high', 1],
  ]);
});

test('somebody else is told the price of finishing first; pressing twice makes two', async () => {
  await using stage = await raiseDrafting();
  const drafts = await makeDrafts(stage, { count: 1 });

  const asked = await press(stage, drafts, 'Finish', stage.ben);
  expect([asked.content, isPrivate(asked)]).toEqual([`This costs up to $0.34. ${holds}`, true]);
  expect(stage.openai.calls).toHaveLength(1);
  const theirs = await press(stage, asked, 'Go ahead', stage.ben);
  expect([theirs.attachments.length, isPrivate(theirs)]).toEqual([1, false]);

  const own = await Promise.all([press(stage, drafts, 'Finish'), press(stage, drafts, 'Finish')]);
  expect(new Set(own.map(({ id }) => id)).size).toBe(2);
  expect(callsOf(stage).map(({ quality }) => quality)).toEqual(['low', 'high', 'high', 'high']);
});

test('its asker is asked too where finishing has become dearer since', async () => {
  await using stage = await raiseDrafting();
  const drafts = await makeDrafts(stage, { count: 1 });
  const price = { ...metered, perCall: 0.5 };
  const dearer = { adjust: [{ model: 'gpt-image-2', provider: 'openai', price }] };

  await stage.restart({ CATALOGUE_FILE: await catalogueFile(dearer) });
  const asked = await press(stage, drafts, 'Finish');

  expect(asked.content).toBe(`This costs up to $0.83. ${holds}`);
  expect(stage.openai.calls).toHaveLength(1);
  expect((await press(stage, asked, 'Go ahead')).attachments).toHaveLength(1);
});

test('private drafts and what is finished of them are seen by their asker alone', async () => {
  await using stage = await raiseDrafting();
  const { discord, ben, channel } = stage;

  const drafts = await makeDrafts(stage, { private: true, count: 2 });
  const finished = await press(stage, drafts, 'Finish 1');

  expect([drafts, finished].map(isPrivate)).toEqual([true, true]);
  expect(finished.attachments).toHaveLength(1);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});
