import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, isPrivate, linkTo, press } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const spoiler = 8;

/** What the bot has sent this member directly, in order. */
const sentTo = ({ discord }: Stage, user: Snowflake): readonly WireMessage[] =>
  discord.visibleMessages(user, discord.openDm(user));

const send = async (stage: Stage, message: WireMessage, user: Snowflake = stage.ada) =>
  press(stage, await press(stage, message, 'More', user), 'Send to me', user);

test('Send to me sends the original to whoever presses, with where it is from, once for each press, after a restart', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });

  await stage.restart();
  const told = await send(stage, made, ben);

  const [sent, ...others] = sentTo(stage, ben);
  expect(others).toEqual([]);
  expect(sent?.content).toBe(`Version 1: ${linkTo(stage, made)}`);
  expect(sent?.attachments).toMatchObject([{ filename: 'retouch-1-full.png', description: 'Full size, by AI: a cat' }]);
  // With the mark that AI made it, as the channel has it.
  expect(discord.filesOf(sent?.id ?? '')[0]?.sha256).toBe(discord.filesOf(made.id)[0]?.sha256);
  expect(told.content).toBe(`Sent to you: https://discord.com/channels/@me/${sent?.channel_id}/${sent?.id}`);
  expect(isPrivate(told)).toBe(true);
  expect(sentTo(stage, ada)).toEqual([]);

  await send(stage, made, ben);
  expect(sentTo(stage, ben)).toHaveLength(2);
});

test('what is covered is sent covered, and a private picture to its asker', async () => {
  await using stage = await raiseStage();
  const { ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  await press(stage, await press(stage, made, 'More'), 'Spoiler');
  await send(stage, made);
  await send(stage, await ask(stage, 'imagine', { prompt: 'a secret', private: true }));

  const flags = sentTo(stage, ada).map(({ attachments }) => (attachments[0]?.flags ?? 0) & spoiler);
  expect(flags).toEqual([spoiler, 0]);
});

test('who takes no direct messages is told so, and nothing is sent', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  discord.closeDm(ada);

  const told = await send(stage, made);

  expect(told.content).toContain('You take no direct messages from me, so nothing was sent.');
  expect(isPrivate(told)).toBe(true);
});

test('what Discord does not take in the size that it names is tried once more, smaller', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  discord.failNext({ kind: 'status', status: 413, code: 40005, route: /^POST \/channels\/\d+\/messages/, times: 1 });

  const told = await send(stage, made);

  expect(sentTo(stage, ada)).toHaveLength(1);
  expect(told.content).toContain('Sent to you');
});
