import { expect, test } from 'vitest';
import type { Snowflake } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, isPrivate, press, replyTo } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const neutral = 'I could not do that; the reason is for you alone.';
const noSource =
  'Your request is an edit, but there is no picture to edit here. Attach one, reply to one, or make one with `/imagine`. Nothing was charged.';
const tooMany = 'Your request has more pictures than this model takes. Send at most 16. Nothing was charged.';

/** Ada, or who is named, replies to pictures of Ben's with some of their own, more than the model takes. */
function askInVain({ discord, ada, ben, channel }: Stage, user = ada): Snowflake {
  const ten = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.png`, bytes: png(20 + index, 20) }));
  const photos = discord.sendMessage({ user: ben, channel, files: ten });
  const content = `<@${discord.botUser.id}> all of them`;
  return discord.sendMessage({ user, channel, content, replyTo: photos, files: ten });
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

test('a refusal is forgotten after a week, and its button says so', async () => {
  await using stage = await raiseStage(withIntent);
  const answer = await replyTo(stage, askInVain(stage));
  await until(() => logLines(stage).some(({ msg }) => msg === 'job ended'), 'its end');

  stage.passTime(8 * 86_400_000);
  await until(() => logLines(stage).some(({ msg }) => msg === 'old jobs were removed'), 'its removal');

  expect((await press(stage, answer, 'Why?')).content).toBe('That is so long ago that I no longer know.');
});

test('a flood of refused replies gets one answer in ten seconds, and every command still its own', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, ada, ben, channel } = stage;
  const flood = Array.from({ length: 12 }, () => askInVain(stage));
  await replyTo(stage, flood[0] ?? '');
  const commands = [await ask(stage, 'edit', { prompt: 'bluer' }), await ask(stage, 'edit', { prompt: 'bluer' })];
  await replyTo(stage, askInVain(stage, ben));

  const answered = () =>
    discord
      .visibleMessages(ada, channel)
      .filter(({ content, message_reference: to }) => content === neutral && flood.includes(to?.message_id ?? ''));
  expect(answered()).toHaveLength(1);
  expect(commands.map(({ content }) => content)).toEqual([noSource, noSource]);

  stage.passTime(10_000);
  await replyTo(stage, askInVain(stage));
});

test('whoever sends another file that cannot be read is told of that one too, but not of each in a flood', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, ada, channel } = stage;
  const send = (name: string) =>
    discord.sendMessage({
      user: ada,
      channel,
      content: `<@${discord.botUser.id}> bluer`,
      files: [{ name, bytes: new TextEncoder().encode('no picture') }],
    });

  const first = await replyTo(stage, send('notes.txt'));
  send('notes.txt');
  const second = await replyTo(stage, send('film.mp4'));
  const told = () =>
    discord.visibleMessages(ada, channel).filter(({ content }) => content.includes('no picture I can read'));
  for (let index = 0; index < 9; index += 1) send(`${index}.pdf`);
  await until(() => told().length >= 3, 'one of the flood is told');
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content: `<@${discord.botUser.id}> hello` }));

  expect(first.content).toContain('`notes.txt`, and that is no picture I can read');
  expect(second.content).toContain('`film.mp4`, and that is no picture I can read');
  expect(told()).toHaveLength(3);
});
