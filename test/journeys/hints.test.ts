import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, buttonsOf, ending, linkTo, patience, replyTo } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const words = 'Discord did not let me read that reply. Mention me in it, or press **Edit**.';
const minute = 60_000;

const hintsIn = ({ discord, ada, channel }: Stage) =>
  discord.visibleMessages(ada, channel).filter(({ content }) => content === words);

/** A reply that the bot cannot read: no mention in it, no ping, no content intent. */
const unreadable = ({ discord, ada, channel }: Stage, replied: WireMessage): Snowflake =>
  discord.sendMessage({ user: ada, channel, content: 'with a parasol', replyTo: replied.id, ping: false });

/** Resolves when all that was sent before has been read: the gateway keeps the order. */
async function allWasRead(stage: Stage): Promise<void> {
  const { discord, ada, channel } = stage;
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content: `<@${discord.botUser.id}>` }));
}

const removed = ({ discord }: Stage, message: Snowflake) =>
  discord.waitForRequest(({ method, path }) => method === 'DELETE' && path.endsWith(`/messages/${message}`), patience);

test('a reply to a result that cannot be read gets a hint, whose button opens the form for that picture', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  await ask(stage, 'imagine', { prompt: 'a desert' });

  const hint = await replyTo(stage, unreadable(stage, made));
  const form = await discord.pressButton({ user: ada, message: hint.id, label: 'Edit' }).modal(patience);
  const edited = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'with a parasol' } }));

  expect(hint.content).toBe(words);
  expect(buttonsOf(hint)).toEqual([['Edit']]);
  expect(discord.pingsOf(hint.id)).toEqual([]);
  expect(upstream.tasks[2]).toMatchObject({ prompt: 'with a parasol' });
  expect(upstream.tasks[2]?.inputs.map(({ sha256 }) => sha256)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  expect(edited.content).toContain(`From [version 1](${linkTo(stage, made)})`);
});

test('there is one hint for each picture, and for the same picture another one an hour later at the earliest', async () => {
  await using stage = await raiseStage();
  const first = await ask(stage, 'imagine', { prompt: 'a beach' });
  const second = await ask(stage, 'imagine', { prompt: 'a desert' });
  const third = await ask(stage, 'imagine', { prompt: 'a forest' });

  const hint = await replyTo(stage, unreadable(stage, first));
  unreadable(stage, first);
  const other = await replyTo(stage, unreadable(stage, second));
  await allWasRead(stage);
  expect(hintsIn(stage).map(({ id }) => id)).toEqual([hint.id, other.id]);

  stage.passTime(59 * minute);
  await Promise.all([removed(stage, hint.id), removed(stage, other.id)]);
  unreadable(stage, first);
  // What is asked of the store for one is asked after what was for the one before.
  const another = await replyTo(stage, unreadable(stage, third));
  expect(hintsIn(stage).map(({ id }) => id)).toEqual([another.id]);

  stage.passTime(minute);
  const later = await replyTo(stage, unreadable(stage, first));
  expect(later.content).toBe(words);
});

test('the hint is taken away after a minute, not before', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  const hint = await replyTo(stage, unreadable(stage, made));
  await allWasRead(stage);

  stage.passTime(minute - 10_000);
  // The bot has looked at what is due since then.
  await ask(stage, 'imagine', { prompt: 'a desert' });
  expect(hintsIn(stage)).toHaveLength(1);

  stage.passTime(10_000);
  await removed(stage, hint.id);
  expect(hintsIn(stage)).toEqual([]);
});

test('the hint is taken away also when the bot was down when its minute was over', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  const hint = await replyTo(stage, unreadable(stage, made));

  await stage.restart();
  stage.passTime(minute);

  await removed(stage, hint.id);
  expect(hintsIn(stage)).toEqual([]);
});

test('a hint that a moderator took away already is no trouble', async () => {
  await using stage = await raiseStage();
  const { discord, guild, channel } = stage;
  const moderator = discord.createUser({ username: 'mod' });
  discord.addMember({ guild, user: moderator, permissions: ['MANAGE_MESSAGES'] });
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  const hint = await replyTo(stage, unreadable(stage, made));
  await allWasRead(stage);
  await until(() => logLines(stage).some(({ msg }) => msg === 'job ended'), 'the picture is done with');
  discord.deleteMessage(moderator, hint.id);
  const before = stage.logged.length;

  stage.passTime(minute);
  const request = await removed(stage, hint.id);

  expect(request).toMatchObject({ status: 404, code: 10008 });
  expect(stage.logged.slice(before)).toEqual([]);
  expect(discord.visibleMessages(moderator, channel).map(({ id }) => id)).not.toContain(hint.id);
});

test('a hint that Discord does not take away at once is taken away a minute later', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const hint = await replyTo(stage, unreadable(stage, await ask(stage, 'imagine', { prompt: 'a beach' })));
  await allWasRead(stage);
  const tries = () => discord.requests.filter(({ method }) => method === 'DELETE').length;
  discord.failNext({ kind: 'status', status: 500, route: 'DELETE /channels/:channel/messages/:message', times: 3 });

  stage.passTime(minute);
  await expect.poll(tries).toBe(3);
  expect(hintsIn(stage).map(({ id }) => id)).toEqual([hint.id]);

  await expect.poll(() => stage.logged.some((line) => line.includes('could not be removed'))).toBe(true);
  stage.passTime(minute);
  await ask(stage, 'help');
  await expect.poll(() => hintsIn(stage)).toEqual([]);
});
