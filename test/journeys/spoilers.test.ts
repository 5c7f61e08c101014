import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, mention, press, replyTo } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

const spoiler = 8;
const beach = { name: 'beach.png', bytes: png(64, 48) };
const withIntent = { discord: { messageContentIntent: true } } as const;

const isCovered = ({ attachments }: WireMessage) =>
  attachments.length > 0 && attachments.every(({ flags = 0 }) => (flags & spoiler) !== 0);

test.for([
  { ...beach, spoiler: true },
  { ...beach, name: 'SPOILER_beach.png' },
])('what was sent as a spoiler is one in the answer, and in all that is made of that: %o', async (file) => {
  await using stage = await raiseStage(withIntent);
  const { discord, ada, ben, channel } = stage;
  const photo = discord.sendMessage({ user: ben, channel, content: 'look', files: [file] });

  const asked = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} at night`, replyTo: photo });
  const answer = await replyTo(stage, asked);
  expect(isCovered(answer)).toBe(true);

  await stage.restart();
  expect(isCovered(await ask(stage, 'edit', { prompt: 'in the rain' }))).toBe(true);
  const again = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} in fog`, replyTo: answer.id });
  expect(isCovered(await replyTo(stage, again))).toBe(true);
  expect(isCovered(await press(stage, answer, 'Again'))).toBe(true);
});

test('a file of a command that is named as a spoiler is one in the answer', async () => {
  await using stage = await raiseStage();

  expect(isCovered(await ask(stage, 'edit', { prompt: 'at night', image: { ...beach, name: 'SPOILER_a.png' } }))).toBe(
    true,
  );
  expect(isCovered(await ask(stage, 'edit', { prompt: 'at night', image: beach }))).toBe(false);
});

test('one spoiler among the pictures is enough', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, ada, ben, channel } = stage;
  const files = [beach, { ...beach, name: 'hat.png', bytes: png(40, 40), spoiler: true }];
  const photos = discord.sendMessage({ user: ben, channel, content: 'look', files });

  const asked = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} at night`, replyTo: photos });

  expect(isCovered(await replyTo(stage, asked))).toBe(true);
});

test('what is made without a spoiler is none', async () => {
  await using stage = await raiseStage();

  expect(isCovered(await ask(stage, 'imagine', { prompt: 'a beach' }))).toBe(false);
});
