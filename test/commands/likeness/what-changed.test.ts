import { expect, test } from 'vitest';
import type { WhatChanged } from '../../../src/application/services.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { postResult } from '../stage.ts';
import { createLending, pictureFile, reading, version } from './stage.ts';

const nothingHeld = { [Symbol.asyncDispose]: async () => undefined };
const found = (changes: Partial<WhatChanged> = {}): WhatChanged => ({
  since: { parent: reading(), parentName: '4' },
  first: null,
  offersOriginal: false,
  spoiler: false,
  picture: null,
  ...nothingHeld,
  ...changes,
});

/** Ben presses it under a result. */
async function pressed(whatChanged: WhatChanged | 'no parent' | 'gone') {
  await using bot = await connectBot({ likeness: { whatChanged: async () => whatChanged } });
  const message = await postResult(bot, { kind: 'what-changed', version });
  const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'what-changed' });
  const shown = await press.answered();
  await bot.listener.idle();
  return { shown, ephemeral: press.view().ephemeral, files: bot.discord.filesOf(shown.id), logged: bot.logged };
}

test('What changed tells privately where and how much, with both pictures, and gives back what it was lent', async () => {
  const path = await pictureFile();
  const asked: unknown[] = [];
  const { counted, lending } = createLending();
  await using bot = await connectBot({
    likeness: {
      async whatChanged(...given) {
        asked.push(given);
        return lending(found({ first: reading({ kind: 'nothing' }), picture: { path, ...nothingHeld } }));
      },
    },
  });
  const { discord, demo } = bot;
  const message = await postResult(bot, { kind: 'what-changed', version });
  const press = discord.pressButton({ user: demo.ben, message, label: 'what-changed' });
  const shown = await press.answered();
  await bot.listener.idle();

  expect(press.view().ephemeral).toBe(true);
  expect(shown.content).toBe(
    '**What changed since version 4:** The lower left, 12% of the picture; the rest is 99% alike, a little warmer.\n' +
      '**Since the first picture of this chain:** Nothing that one would see.',
  );
  expect(discord.filesOf(shown.id).map(({ name }) => name)).toEqual(['what-changed.png']);
  expect(shown.attachments[0]?.description).toContain('what changed is outlined in the second. The lower left');
  expect(shown.components).toEqual([]);
  const place = {
    category: null,
    isAgeRestricted: false,
    roles: [],
    channel: demo.studio.general,
    parent: null,
    guild: demo.studio.guild,
    user: demo.ben,
  };
  expect(asked).toEqual([[version, place]]);
  expect(counted).toEqual({ lent: 1, back: 1 });
});

test('What changed in a picture whose parent has no number speaks of the picture sent; one that cannot be drawn is told in words', async () => {
  const { shown, files } = await pressed(found({ since: { parent: reading(), parentName: null } }));
  expect(shown.content).toContain('**What changed since the picture sent:**');
  expect(files).toEqual([]);
});

test('What changed offers the original where change added up', async () => {
  const { shown } = await pressed(found({ first: reading({ sharpness: 0.5 }), offersOriginal: true }));
  expect(shown.content.split('\n').at(-1)).toBe(
    '-# Edit by edit, more of it changed than was asked for. **Start from the original** makes it anew from the first picture.',
  );
  expect(shown.components).toMatchObject([
    { components: [{ label: 'Start from the original', custom_id: `v1:start-over:${version}` }] },
  ]);
});

test.each([
  [
    'was made from words',
    'no parent',
    'It was made from no other picture, so there is nothing that it could differ from.',
  ],
  ['is another’s private one, or gone', 'gone', 'One of the two pictures is no longer there, or cannot be read.'],
] as const)('What changed of a picture that %s says so privately', async (_, answer, content) => {
  const { shown, ephemeral, logged } = await pressed(answer);
  expect([shown.content, ephemeral]).toEqual([content, true]);
  expect(logged).toEqual([]);
});

test('What changed pressed twice answers twice', async () => {
  await using bot = await connectBot({ likeness: { whatChanged: async () => found() } });
  const message = await postResult(bot, { kind: 'what-changed', version });
  const press = () => bot.discord.pressButton({ user: bot.demo.ben, message, label: 'what-changed' }).answered();
  const [one, other] = [await press(), await press()];
  expect(one.id).not.toBe(other.id);
  expect(one.content).toBe(other.content);
});
