import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { guildId } from '../../src/domain/ids.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createSettingsStore } from '../../src/storage/keyv/settings-store.ts';
import { storePaths } from '../../src/storage/store-paths.ts';
import { ask, buttonsOf, ending, inputs, isPrivate, mention, press, replyTo, run, sha256 } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const cat = { name: 'cat.png', bytes: png(60, 60) };
const dear =
  'This costs up to $0.34; without the options that you chose it would be $0.010. Nothing is charged before you go ahead; the buttons hold for 15 minutes.';
const plain = 'This costs $0.010. Nothing is charged before you go ahead; the buttons hold for 15 minutes.';
const inHand = 'Being made for you now: nothing.';

/** As its manager would set it. */
async function askAbove({ directory, guild }: Stage, millionths: number): Promise<void> {
  const database = await openKeyvDatabase(storePaths(join(directory, 'retouch.sqlite')).versions);
  const settings = createSettingsStore({ database });
  await settings.change(guildId(guild), (current) => ({ ...current, askAbove: millionths }));
  await database.close();
}

test('a region that takes the official relay is asked about first, privately; going ahead makes it, for all to see', async () => {
  await using stage = await raiseStage({ settings: { DEFAULT_LIMITS: 'user:usd:day:1' } });

  const asked = await ask(stage, 'edit', { prompt: 'a moon', image: cat, region: 'top half' });

  expect(asked.content).toBe(dear);
  expect(isPrivate(asked)).toBe(true);
  expect(buttonsOf(asked)).toEqual([['Go ahead', 'Cancel']]);
  expect(stage.upstream.requests).toEqual([]);
  const quota = await ask(stage, 'quota');
  expect(quota.content).toContain('**$1.00 of $1.00 left**');
  expect(quota.content).toContain(inHand);

  const made = await press(stage, asked, 'Go ahead');

  expect(isPrivate(made)).toBe(false);
  expect(made.content).toMatch(/^\*\*Version 2:\*\* “a moon”/);
  expect(stage.upstream.tasks).toMatchObject([{ model: 'gpt-image-2:official', mask: { width: 60, height: 60 } }]);
  expect(inputs(stage)).toEqual([[sha256(cat.bytes)]]);
});

test('a private edit stays private after going ahead, and without a dear option nothing is asked', async () => {
  await using stage = await raiseStage();
  const image = { prompt: 'a moon', image: cat };

  const asked = await ask(stage, 'edit', { ...image, region: 'top', private: true });
  expect(isPrivate(await press(stage, asked, 'Go ahead'))).toBe(true);

  expect((await ask(stage, 'edit', image)).content).toContain('“a moon”');
  expect(stage.upstream.tasks).toHaveLength(2);
});

test('pressing twice is once, and cancelling is nothing', async () => {
  await using stage = await raiseStage();
  const edit = { prompt: 'a moon', image: cat, region: 'top' };
  const [one, other] = [await ask(stage, 'edit', edit), await ask(stage, 'edit', edit)];

  const pressed = await Promise.all([press(stage, one, 'Go ahead'), press(stage, one, 'Go ahead')]);
  const said = pressed.map(({ content }) => content).filter((content) => !content.startsWith('**Version'));
  expect(said).toEqual(['You went ahead with that already; it is made once.']);
  expect((await press(stage, one, 'Cancel')).content).toBe('You went ahead with that already; it is made once.');

  expect((await press(stage, other, 'Cancel')).content).toBe('Cancelled. Nothing was charged.');
  const late = await press(stage, other, 'Go ahead');
  expect(late.content).toBe(
    'That is over: it was cancelled, or 15 minutes have passed. Ask once more. Nothing was charged.',
  );
  expect(stage.upstream.tasks).toHaveLength(1);
});

const readable = { discord: { messageContentIntent: true } };

/** Ben's reply to Ada's picture, and the price that all can read under it, once the picture is in our store. */
async function pricedReply(stage: Stage): Promise<{ readonly source: string; readonly price: WireMessage }> {
  const { discord, ada, ben, channel, directory } = stage;
  await askAbove(stage, 5_000);
  const source = discord.sendMessage({ user: ada, channel, files: [cat] });
  const message = discord.sendMessage({ user: ben, channel, content: `${mention(discord)} bluer`, replyTo: source });
  const price = await replyTo(stage, message);
  const kept = () => readdir(join(directory, 'images', 'originals'), { recursive: true });
  await until(async () => (await kept()).length > 0, 'the picture was fetched');
  return { source, price };
}

test('under a reply the price is a public button for its asker alone, which works after a restart', async () => {
  await using stage = await raiseStage(readable);
  const { price } = await pricedReply(stage);

  expect(price.content).toBe(plain);
  expect(isPrivate(price)).toBe(false);
  expect(stage.upstream.requests).toEqual([]);
  await stage.restart();

  const theirs = await press(stage, price, 'Go ahead', stage.ada);
  expect([theirs.content, isPrivate(theirs)]).toEqual(['Only whoever asked for this may do that.', true]);
  expect(stage.upstream.requests).toEqual([]);

  const made = await press(stage, price, 'Go ahead', stage.ben);
  expect(made.content).toContain('“bluer”');
  expect(inputs(stage)).toEqual([[sha256(cat.bytes)]]);
});

test('what waits to be agreed to has its pictures already, whatever becomes of the message', async () => {
  await using stage = await raiseStage(readable);
  const { source, price } = await pricedReply(stage);
  stage.discord.deleteMessage(stage.ada, source);

  const made = await press(stage, price, 'Go ahead', stage.ben);

  expect(made.content).toContain('“bluer”');
  expect(inputs(stage)).toEqual([[sha256(cat.bytes)]]);
});

test('what could not be read beside the pictures is named with what is made after going ahead', async () => {
  await using stage = await raiseStage(readable);
  const { discord, ada, channel } = stage;
  await askAbove(stage, 5_000);
  const notes = { name: 'notes.pdf', bytes: Buffer.from('%PDF-1.7 no picture at all') };
  const source = discord.sendMessage({ user: ada, channel, files: [cat, notes] });
  const message = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} bluer`, replyTo: source });
  const price = await replyTo(stage, message);

  const made = await press(stage, price, 'Go ahead');

  expect(made.content).toContain('“bluer”');
  expect(made.content).toContain('`notes.pdf` is no picture I can read, so it was left out.');
});

test('after 15 minutes it is over, and says so', async () => {
  await using stage = await raiseStage(readable);
  const { price } = await pricedReply(stage);
  stage.passTime(15 * 60_000 + 1_000);

  const late = await ending(stage.discord.pressButton({ user: stage.ben, message: price.id, label: 'Go ahead' }));

  expect(late.content).toBe(
    'That is over: it was cancelled, or 15 minutes have passed. Ask once more. Nothing was charged.',
  );
  expect(stage.upstream.requests).toEqual([]);
});

test('a bound of the server counts for all pictures together', async () => {
  await using stage = await raiseStage();
  await askAbove(stage, 25_000);

  expect((await ask(stage, 'imagine', { prompt: 'a fox', count: 2 })).content).toContain('“a fox”');
  const asked = await run(stage, 'imagine', { prompt: 'a fox', count: 3 }).answered();
  expect(asked.content).toContain('This costs $0.031');
});

test('what was agreed to last is what the next edit is of, whatever was made since the price was told', async () => {
  await using stage = await raiseStage();
  const asked = await ask(stage, 'edit', { prompt: 'a moon', image: cat, region: 'top' });
  await ask(stage, 'imagine', { prompt: 'a fox' });
  await press(stage, asked, 'Go ahead');

  await ask(stage, 'edit', { prompt: 'bluer' });

  const moon = stage.upstream.tasks.find(({ prompt }) => prompt === 'a moon')?.results[0]?.sha256;
  expect(inputs(stage)[2]).toEqual([moon]);
});
