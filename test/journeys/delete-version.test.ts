import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, buttonsOf, ending, inputs, isPrivate, patience, press } from './asking.ts';
import { hasten, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** Somebody who moderates the channel. */
function addModerator({ discord, guild }: Stage): Snowflake {
  const moderator = discord.createUser({ username: 'moe' });
  discord.addMember({ guild, user: moderator, permissions: ['MANAGE_MESSAGES'] });
  return moderator;
}

/** Through **More** to the end: what is said. Of several pictures that one. */
async function deletePicture(stage: Stage, message: WireMessage, picture?: string, user = stage.ada) {
  const more = await press(stage, message, 'More', user);
  const chosen = picture === undefined ? more : await press(stage, more, picture, user);
  const asked = await press(stage, chosen, 'Delete', user);
  expect(isPrivate(asked)).toBe(true);
  expect(asked.content).toContain('What was made from it stays, and so does its cost.');
  return press(stage, asked, 'Delete', user);
}

const isThere = ({ discord, ada, channel }: Stage, { id }: WireMessage) =>
  discord.visibleMessages(ada, channel).some((each) => each.id === id);

/** Names of the files that are kept of pictures. */
const originals = async ({ directory }: Stage): Promise<readonly string[]> => {
  const all = await readdir(join(directory, 'images', 'originals'), { recursive: true, withFileTypes: true });
  return all.filter((each) => each.isFile()).map(({ name }) => name);
};

/** The message as it is now. */
const now = ({ discord }: Stage, { id }: WireMessage): WireMessage => discord.message(id) ?? expect.fail('it is gone');

test('Delete asks once, then takes the picture out of the store, its chain and the channel, after a restart', async () => {
  await using stage = await raiseStage();
  const first = await ask(stage, 'imagine', { prompt: 'a cat' });
  const second = await ask(stage, 'edit', { prompt: 'with a hat' });

  await stage.restart();
  const more = await press(stage, second, 'More');
  expect(
    buttonsOf(more)
      .flat()
      .filter((label) => !label?.startsWith('Upscale')),
  ).toEqual([...['What changed', 'Use as character', 'Recipe', 'Send to me', 'Spoiler', 'Delete']]);
  const kept = await press(stage, await press(stage, more, 'Delete'), 'Keep');
  expect(kept.content).toBe('Nothing was deleted.');
  expect(isThere(stage, second)).toBe(true);

  const deleted = await deletePicture(stage, second);

  expect(deleted.content).toBe('Version 2 is deleted.');
  expect([isThere(stage, first), isThere(stage, second)]).toEqual([true, false]);
  expect((await ask(stage, 'history show')).content).toMatch(/^\*\*\[1\].*\*\*current\*\*$/);
  await ask(stage, 'edit', { prompt: 'with a scarf' });
  expect(inputs(stage)[2]).toEqual([stage.upstream.tasks[0]?.results[0]?.sha256]);
  // Its number is not given again.
  expect((await ask(stage, 'history show')).content).toContain('[3]');
});

test('what was made from a deleted picture stays, and is the oldest that is left', async () => {
  await using stage = await raiseStage();
  const first = await ask(stage, 'imagine', { prompt: 'a cat' });
  const second = await ask(stage, 'edit', { prompt: 'with a hat' });

  await deletePicture(stage, first);

  expect(isThere(stage, second)).toBe(true);
  await ask(stage, 'edit', { prompt: 'with a scarf' });
  expect(inputs(stage)[2]).toEqual([stage.upstream.tasks[1]?.results[0]?.sha256]);
  expect((await press(stage, second, 'Undo')).content).toContain('was deleted');
  const recipe = await press(stage, await press(stage, second, 'More'), 'Recipe');
  expect(recipe.content).toContain('Made from a picture that you do not see');
});

test('of several pictures one goes, and the message keeps the others, with their buttons', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 3 });
  const shown = discord.filesOf(made.id).map(({ sha256 }) => sha256);

  const deleted = await deletePicture(stage, made, 'Picture 1');

  expect(deleted.content).toBe('Version 1 is deleted.');
  expect(discord.filesOf(made.id).map(({ sha256 }) => sha256)).toEqual(shown.slice(1));
  const left = now(stage, made);
  expect(buttonsOf(left)).toEqual([
    ['Use 2', 'Use 3'],
    ['Edit', 'Vary', 'Again', 'Undo', 'More'],
  ]);
  // Those of the whole message name another of its pictures now.
  await press(stage, left, 'Again');
  expect(upstream.tasks).toHaveLength(6);
  const which = await press(stage, left, 'Edit');
  const form = await discord.pressButton({ user: ada, message: which.id, label: 'Edit 3' }).modal(patience);
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'with a hat' } }));
  expect(inputs(stage)[6]).toEqual([shown[2]]);

  await deletePicture(stage, left, 'Picture 2');
  expect(buttonsOf(now(stage, made))).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
  await deletePicture(stage, now(stage, made));
  expect(isThere(stage, made)).toBe(false);
});

test('a moderator may delete anybody’s, another member may not, and twice is once', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  const moderator = addModerator(stage);
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });

  expect(buttonsOf(await press(stage, made, 'More', ben)).flat()).not.toContain('Delete');
  const question = await press(stage, await press(stage, made, 'More'), 'Delete');
  const deleted = await deletePicture(stage, made, undefined, moderator);
  const twice = await press(stage, question, 'Delete');

  expect(deleted.content).toBe('Version 1 is deleted.');
  expect(isThere(stage, made)).toBe(false);
  expect(twice.content).toBe('There is no such picture any more, or it is not for you to see.');
  expect((await ask(stage, 'history show')).content).not.toContain('a cat');
});

test('who may not moderate any more is refused in one sentence, and nothing is deleted', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  const moderator = addModerator(stage);
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const asked = await press(stage, await press(stage, made, 'More', moderator), 'Delete', moderator);

  discord.removeMember(guild, moderator);
  discord.addMember({ guild, user: moderator });
  const refused = await press(stage, asked, 'Delete', moderator);

  expect(refused.content).toBe('Only whoever asked for it, and moderators of this channel, may delete it.');
  expect(isPrivate(refused)).toBe(true);
  expect(isThere(stage, made)).toBe(true);
});

test('a private answer is gone from the store, and says that only its asker can dismiss it', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a secret', private: true });

  const deleted = await deletePicture(stage, made);

  expect(deleted.content).toContain('What only you can see here stays until you dismiss it');
  expect((await press(stage, made, 'Again')).content).toContain('can no longer be fetched');
});

test('what Discord does not take now follows when it does, also across a restart', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  expect(await originals(stage)).toHaveLength(1);
  const down = discord.failNext({
    kind: 'status',
    status: 503,
    route: new RegExp(`^DELETE /channels/\\d+/messages/${made.id}`),
    times: Number.POSITIVE_INFINITY,
  });

  const deleted = await deletePicture(stage, made);
  expect(deleted.content).toContain('Discord does not answer just now; its message follows');
  expect(await originals(stage)).toEqual([]);
  expect(isThere(stage, made)).toBe(true);

  await stage.restart();
  expect(isThere(stage, made)).toBe(true);
  down.cancel();
  await hasten(stage, () => !isThere(stage, made), 30_000);
});

test('where the bot may not change the message, it says so', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  discord.failNext({
    kind: 'status',
    status: 403,
    code: 50001,
    route: new RegExp(`^GET /channels/\\d+/messages/${made.id}`),
  });

  const deleted = await deletePicture(stage, made);

  expect(deleted.content).toContain('Its message is closed to me, so whoever moderates there has to remove it.');
});

test('a form that was opened for a picture that is gone says so, and nothing is charged', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, ben } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const form = await discord.pressButton({ user: ben, message: made.id, label: 'Edit' }).modal(patience);

  await deletePicture(stage, made, undefined, ada);
  const refused = await ending(discord.submitModal({ user: ben, modal: form.id, values: { prompt: 'a hat' } }));

  expect(refused.content).toContain('can no longer be fetched');
  expect(upstream.tasks).toHaveLength(1);
});

test('a request in line whose picture is deleted says so, and is not charged', async () => {
  await using stage = await raiseStage({ settings: { CONCURRENCY: '1' } });
  const { discord, upstream, ada, ben, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const hold = Promise.withResolvers<void>();
  upstream.script.next({ until: hold.promise });
  const first = discord.runCommand({ user: ben, channel, command: 'imagine', options: { prompt: 'a dog' } });
  await until(() => upstream.tasks.length === 2, 'the first is sent');
  const waiting = discord.runCommand({ user: ada, channel, command: 'edit', options: { prompt: 'with a hat' } });
  await waiting.answered({ ...patience, where: ({ content }) => content.startsWith('Queued') });

  await deletePicture(stage, made);
  hold.resolve();
  const ended = await ending(waiting);
  await ending(first);

  expect(ended.content).toContain('can no longer be fetched');
  expect(upstream.tasks).toHaveLength(2);
});
