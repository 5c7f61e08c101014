import { expect, test } from 'vitest';
import type { Snowflake } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, isPrivate, press, replyTo } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const neutral = 'I could not do that; the reason is for you alone.';
const tooMany = 'Your request has more pictures than this model takes; nothing was charged. Send at most 16.';

/** Ada replies to pictures of Ben's with some of her own, more than the model takes. */
function askInVain({ discord, ada, ben, channel }: Stage): Snowflake {
  const ten = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.png`, bytes: png(20 + index, 20) }));
  const photos = discord.sendMessage({ user: ben, channel, files: ten });
  const content = `<@${discord.botUser.id}> all of them`;
  return discord.sendMessage({ user: ada, channel, content, replyTo: photos, files: ten });
}

const withIntent = { discord: { messageContentIntent: true } };

test('a reply that is refused gets one neutral answer, and Why shows the reason to its asker alone', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, upstream, ada, ben, channel } = stage;

  const asked = askInVain(stage);
  const answer = await replyTo(stage, asked);
  const mine = await press(stage, answer, 'Why?');
  const theirs = await press(stage, answer, 'Why?', ben);

  expect(answer).toMatchObject({ content: neutral, attachments: [], embeds: [] });
  expect(buttonsOf(answer)).toEqual([['Why?']]);
  expect(discord.pingsOf(answer.id)).toEqual([]);
  expect(mine.content).toBe(tooMany);
  expect(theirs.content).toBe('Only the one who asked can see the reason.');
  expect([mine, theirs].map(isPrivate)).toEqual([true, true]);
  expect(upstream.requests).toEqual([]);
  const said = discord.visibleMessages(ada, channel).filter((each) => each.message_reference?.message_id === asked);
  expect(said.map(({ content }) => content)).toEqual([neutral]);
});

test('Why still knows the reason after a restart', async () => {
  await using stage = await raiseStage(withIntent);
  const answer = await replyTo(stage, askInVain(stage));

  await stage.restart();

  expect((await press(stage, answer, 'Why?')).content).toBe(tooMany);
});

test('a refused reply that is delivered twice is refused once', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, ada, channel } = stage;
  const asked = askInVain(stage);
  await replyTo(stage, asked);

  await stage.restart();
  discord.redeliver(asked);
  await ask(stage, 'help');

  const said = discord.visibleMessages(ada, channel).filter((each) => each.message_reference?.message_id === asked);
  expect(said).toHaveLength(1);
});
