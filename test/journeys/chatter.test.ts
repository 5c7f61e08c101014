import { describe, expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, inputs, isPrivate, mention, press, replyTo, sha256 } from './asking.ts';
import { luna, mira, saveCharacter } from './casting.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const minute = 60_000;
const beach = { name: 'beach.png', bytes: png(64, 48) };
const offered = /^Nothing was made\. Shall I make a picture of that, for about \$0\.\d+\?/;

const say = (stage: Stage, words: string): Promise<WireMessage> => {
  const { discord, ada, channel } = stage;
  return replyTo(stage, discord.sendMessage({ user: ada, channel, content: `${mention(discord)} ${words}` }));
};

test('a mention with words gets the price and a button, which makes the picture, once', async () => {
  await using stage = await raiseStage();

  const offer = await say(stage, 'a red fox');

  expect(offer.content).toMatch(offered);
  expect(buttonsOf(offer)).toEqual([['Make a picture']]);
  expect(stage.upstream.paidRequests).toEqual([]);

  const made = await press(stage, offer, 'Make a picture');
  expect(stage.upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a red fox']);
  expect(made.attachments).toHaveLength(1);

  const again = await press(stage, offer, 'Make a picture');
  expect(again.content).toContain('used already');
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test('the price is that of the characters too whom the words name', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  await saveCharacter(stage, { name: 'Luna', image: luna, image2: mira });
  const priceIn = ({ content }: WireMessage) => Number(/\$(\d+\.\d+)/.exec(content)?.[1]);

  const plain = await say(stage, 'she walks');
  const named = await say(stage, '@luna walks');

  // Each picture that goes along costs something.
  expect(priceIn(named)).toBeGreaterThan(priceIn(plain));
  const made = await press(stage, named, 'Make a picture');
  expect(made.content).toContain('with Luna');
  expect(priceIn(made)).toBeLessThanOrEqual(priceIn(named));
});

test('where there is a current version, a button edits that', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a beach' });

  const offer = await say(stage, 'at night');
  expect(buttonsOf(offer)).toEqual([['Make a picture', 'Edit the current one']]);
  await press(stage, offer, 'Edit the current one');

  expect(stage.upstream.tasks[1]?.prompt).toBe('at night');
  expect(inputs(stage)[1]).toEqual([stage.upstream.tasks[0]?.results[0]?.sha256]);
});

test('the buttons work after a restart, for whoever wrote the words alone', async () => {
  await using stage = await raiseStage();
  const offer = await say(stage, 'a red fox');
  await stage.restart();

  const others = await press(stage, offer, 'Make a picture', stage.ben);
  expect(others.content).toBe('These buttons are for whoever wrote that.');
  expect(isPrivate(others)).toBe(true);
  expect(stage.upstream.paidRequests).toEqual([]);

  await press(stage, offer, 'Make a picture');
  expect(stage.upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a red fox']);
});

test('the words are kept for 15 minutes', async () => {
  await using stage = await raiseStage();
  const offer = await say(stage, 'a red fox');

  stage.passTime(15 * minute);

  expect((await press(stage, offer, 'Make a picture')).content).toContain('kept for 15 minutes');
  expect(stage.upstream.paidRequests).toEqual([]);
});

test('a button that was refused can be pressed again', async () => {
  await using stage = await raiseStage();
  const offer = await say(stage, 'a red fox');
  const moderator = stage.discord.createUser({ username: 'mod' });
  stage.discord.addMember({ guild: stage.guild, user: moderator, permissions: ['MANAGE_GUILD'] });
  const limit = { amount: 0, unit: 'images', per: 'day' };
  await ask(stage, 'server limit set', limit, { user: moderator });

  expect((await press(stage, offer, 'Make a picture')).content).toContain('has 0 pictures left');
  await ask(stage, 'server limit clear', {}, { user: moderator });

  expect((await press(stage, offer, 'Make a picture')).attachments).toHaveLength(1);
});

describe('in direct messages', () => {
  test('plain words get the same answer', async () => {
    await using stage = await raiseStage();
    const channel = stage.discord.openDm(stage.ada);

    const asked = stage.discord.sendMessage({ user: stage.ada, channel, content: 'a red fox' });
    const offer = await replyTo(stage, asked, channel);

    expect(offer.content).toMatch(offered);
    expect(stage.upstream.paidRequests).toEqual([]);
  });

  test('words with a picture, and a reply to one’s own picture, are edits at once', async () => {
    await using stage = await raiseStage();
    const { discord, ada } = stage;
    const channel = discord.openDm(ada);

    const sent = discord.sendMessage({ user: ada, channel, content: 'at night', files: [beach] });
    await replyTo(stage, sent, channel);
    const replied = discord.sendMessage({ user: ada, channel, content: 'in the rain', replyTo: sent });
    await replyTo(stage, replied, channel);

    expect(inputs(stage)).toEqual([[sha256(beach.bytes)], [sha256(beach.bytes)]]);
  });
});

test('a reply to words means the current version; where there is none, it gets the price and a button', async () => {
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, ada, ben, channel, upstream } = stage;
  const words = discord.sendMessage({ user: ben, channel, content: 'what a day' });
  const content = `${mention(discord)} as a sketch`;

  const offer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: words }));
  expect(offer.content).toMatch(offered);
  expect(upstream.paidRequests).toEqual([]);

  await ask(stage, 'imagine', { prompt: 'a beach' });
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: words }));
  expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});

test('a mention of the bot’s own role gets one sentence how', async () => {
  await using stage = await raiseStage();
  const { discord, guild, ada, channel, upstream } = stage;
  const moderator = discord.createUser({ username: 'mod' });
  discord.addMember({ guild, user: moderator, permissions: ['MENTION_EVERYONE'] });
  const roles = discord.world().guilds.find(({ id }) => id === guild)?.roles ?? [];
  const own = roles.find(({ tags }) => tags?.bot_id === discord.botUser.id);

  const asked = discord.sendMessage({ user: moderator, channel, content: `<@&${own?.id}> a red fox` });

  expect((await replyTo(stage, asked)).content).toContain('mention me');
  expect(upstream.paidRequests).toEqual([]);
  expect(discord.visibleMessages(ada, channel)).toHaveLength(2);
});
