import { expect, test } from 'vitest';
import { ask, buttonsOf, isPrivate, mention, press, replyTo } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

const notThisServer = "A rule of this bot's operator does not let this server use it. Nothing was charged.";
const notYou = "A rule of this bot's operator does not let you use it. Nothing was charged.";
const neutral = 'I could not do that; the reason is for you alone.';
const withIntent = { discord: { messageContentIntent: true } };

test('a server that the operator does not name gets one private sentence, whatever it asks', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, upstream, guild, ben, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a fox' });
  await stage.restart({ GUILDS: '900000000000000001' });

  const said = [
    await ask(stage, 'imagine', { prompt: 'a fox' }),
    await ask(stage, 'quota'),
    await press(stage, made, 'Again'),
  ];
  const asked = discord.sendMessage({ user: ben, channel, content: `${mention(discord)} bluer`, replyTo: made.id });
  const reply = await replyTo(stage, asked);
  discord.sendMessage({ user: ben, channel, content: mention(discord) });

  expect(said.map(({ content }) => content)).toEqual([notThisServer, notThisServer, notThisServer]);
  expect(said.map(isPrivate)).toEqual([true, true, true]);
  expect(reply.content).toBe(neutral);
  expect((await press(stage, reply, 'Why?', ben)).content).toBe(notThisServer);
  expect(upstream.paidRequests).toHaveLength(1);

  await stage.restart({ GUILDS: `900000000000000001,${guild}` });
  expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toHaveLength(1);
  expect(buttonsOf(made)).not.toEqual([]);
});

test('a member whom the operator blocks gets one private sentence, also by buttons and in direct messages', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, upstream, ada, ben, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a fox' });
  await stage.restart({ BLOCKED_USERS: ben });

  const said = [
    await ask(stage, 'imagine', { prompt: 'a fox' }, { user: ben }),
    await ask(stage, 'imagine', { prompt: 'a fox' }, { user: ben, channel: discord.openDm(ben) }),
    await press(stage, made, 'Again', ben),
  ];
  const asked = discord.sendMessage({ user: ben, channel, content: `${mention(discord)} bluer`, replyTo: made.id });

  expect(said.map(({ content }) => content)).toEqual([notYou, notYou, notYou]);
  expect((await replyTo(stage, asked)).content).toBe(neutral);
  expect(upstream.paidRequests).toHaveLength(1);
  expect((await ask(stage, 'imagine', { prompt: 'a fox' }, { user: ada })).attachments).toHaveLength(1);
});
