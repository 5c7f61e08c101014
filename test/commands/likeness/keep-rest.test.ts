import { expect, test } from 'vitest';
import type { KeptRest, RestNotKept, Services } from '../../../src/application/services.ts';
import { modelId, restVersionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { sampleVersion } from '../../discord/sample-version.ts';
import { postResult } from '../stage.ts';
import { createLending, pictureFile, version } from './stage.ts';

const kept = restVersionId(version);
const answerWith = (path: string): KeptRest['answer'] => ({
  kind: 'pictures',
  operation: 'edit',
  recipe: {
    prompt: 'a kite',
    model: modelId('gpt-image-2'),
    size: 'auto',
    quality: 'auto',
    background: 'auto',
    count: 1,
  },
  pictures: [
    {
      ...{ version: kept, name: '5', width: 640, height: 480, reduced: false, fullSizeUrl: null },
      file: { path, filename: 'retouch-5.png' },
    },
  ],
  used: null,
  warnings: [{ kind: 'rest kept' }],
  offersOriginal: false,
  cost: 0,
});

type Keep = Services['likeness']['keepRest'];

/** A bot whose version is there for whoever presses, with what comes of keeping the rest, and what was asked of it. */
async function botThat(keepRest: Keep, audience: 'everyone' | 'asker' = 'everyone') {
  const asked: Parameters<Keep>[] = [];
  const shown: unknown[][] = [];
  const bot = await connectBot({
    version: async () => sampleVersion({ audience }),
    likeness: {
      async keepRest(...given) {
        asked.push(given);
        return keepRest(...given);
      },
      shown: async (...given) => void shown.push(given),
    },
  });
  const message = await postResult(bot, { kind: 'keep-rest', version });
  const press = () => bot.discord.pressButton({ user: bot.demo.ben, message, label: 'keep-rest' });
  return { bot, asked, shown, press, [Symbol.asyncDispose]: () => bot.close() };
}

test('Keep the rest answers, for all who saw it, with a version of its own, and gives back what it was lent', async () => {
  const path = await pictureFile();
  const { counted, lending } = createLending();
  await using stage = await botThat(async () => lending({ version: kept, answer: answerWith(path) }));
  const { bot, asked, shown } = stage;
  const press = stage.press();
  const answer = await press.answered();
  await bot.listener.idle();

  expect(press.view().ephemeral).toBe(false);
  expect(answer.content).toContain('**Version 5:** “a kite”');
  expect(answer.content).toContain('Around what changed, every pixel is again as it was. Nothing was charged.');
  expect(bot.discord.filesOf(answer.id).map(({ name }) => name)).toEqual(['retouch-5.png']);
  const { studio, ben } = bot.demo;
  const place = {
    category: null,
    isAgeRestricted: false,
    roles: [],
    channel: studio.general,
    parent: null,
    guild: studio.guild,
    user: ben,
  };
  // The studio is boosted: 50 MiB.
  expect(asked).toEqual([[version, press.id, place, 50 * 1024 * 1024]]);
  expect(shown).toEqual([[answer.id, kept]]);
  expect(counted).toEqual({ lent: 1, back: 1 });
});

test('Keep the rest of a private version is private', async () => {
  const path = await pictureFile();
  const { lending } = createLending();
  await using stage = await botThat(async () => lending({ version: kept, answer: answerWith(path) }), 'asker');
  const press = stage.press();
  await press.answered();
  expect(press.view().ephemeral).toBe(true);
});

test('Keep the rest pressed twice shows the same version twice, for both who pressed', async () => {
  const path = await pictureFile();
  const { counted, lending } = createLending();
  await using stage = await botThat(async () => lending({ version: kept, answer: answerWith(path) }));
  const [one, other] = [await stage.press().answered(), await stage.press().answered()];
  await stage.bot.listener.idle();
  expect(other.content).toBe(one.content);
  expect(stage.shown).toEqual([
    [one.id, kept],
    [other.id, kept],
  ]);
  expect(counted).toEqual({ lent: 2, back: 2 });
});

test('Keep the rest delivered twice is done once', async () => {
  const path = await pictureFile();
  const { lending } = createLending();
  await using stage = await botThat(async () => lending({ version: kept, answer: answerWith(path) }));
  const press = stage.press();
  await press.answered();
  stage.bot.discord.redeliver(press.id);
  await stage.bot.listener.idle();
  expect(stage.shown).toHaveLength(1);
});

const reasons: readonly (readonly [RestNotKept, string])[] = [
  ['gone', 'One of the two pictures is no longer there, or cannot be read.'],
  ['too little', 'Nothing changed that one would see, so there is nothing to keep the rest from.'],
  ['too much', 'Too much of the picture changed to put the rest back by itself.'],
  ['does not fit', 'The model composed it anew, so the rest cannot be put back.'],
];

test.each(reasons)('Keep the rest that cannot be kept (%s) says why, and shows no version', async (why, content) => {
  await using stage = await botThat(async () => why);
  expect((await stage.press().answered()).content).toBe(content);
  await stage.bot.listener.idle();
  expect(stage.shown).toEqual([]);
});

test('Keep the rest against a rule of the server says so', async () => {
  await using stage = await botThat(async () => ({ kind: 'refused', failure: { code: 'server_rule' } }));
  expect((await stage.press().answered()).content).toContain('Nothing was charged');
  expect(stage.shown).toEqual([]);
});

test('Keep the rest of a version that is gone, or another’s private one, says so privately', async () => {
  await using bot = await connectBot({ version: async () => null });
  const message = await postResult(bot, { kind: 'keep-rest', version });
  const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'keep-rest' });
  expect((await press.answered()).content).toContain('can no longer be fetched');
  expect(press.view().ephemeral).toBe(true);
});
