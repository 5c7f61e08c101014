import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, buttonsOf, ending, isPrivate, patience, press } from './asking.ts';
import { until } from './looking.ts';
import { raiseRuled } from './ruled-server.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const spoiler = 8;

/** Of each picture of a message, as it is now, whether it is covered. */
const covered = ({ discord }: Stage, { id }: WireMessage): readonly boolean[] =>
  (discord.message(id)?.attachments ?? []).map(({ flags = 0 }) => (flags & spoiler) !== 0);

test('Spoiler covers a picture that is shown, after a restart and without a new upload, and what is made of it then', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const shown = discord.filesOf(made.id);
  const uploads = discord.requests.filter(({ files }) => files.length > 0).length;

  await stage.restart();
  const more = await press(stage, made, 'More');
  const turned = await press(stage, more, 'Spoiler');

  expect(turned.content).toBe(
    'Covered as a spoiler, and so will be what is made of it.\nMore that can be done with version 1:',
  );
  expect(buttonsOf(turned).flat()).toContain('Not a spoiler');
  expect(covered(stage, made)).toEqual([true]);
  expect(discord.filesOf(made.id)).toEqual(shown.map((file) => ({ ...file, spoiler: true })));
  expect(discord.requests.filter(({ files }) => files.length > 0)).toHaveLength(uploads);
  expect(buttonsOf(discord.message(made.id) ?? made)).toEqual(buttonsOf(made));
  const edited = await ask(stage, 'edit', { prompt: 'with a hat' });
  expect(covered(stage, edited)).toEqual([true]);

  // What it was made from wants it covered, so that is not offered.
  expect(buttonsOf(await press(stage, edited, 'More')).flat()).not.toContain('Not a spoiler');
  const uncovered = await press(stage, turned, 'Not a spoiler');
  expect(uncovered.content).toContain('No longer covered.');
  expect(covered(stage, made)).toEqual([false]);
  expect(covered(stage, await press(stage, made, 'Again'))).toEqual([false]);
});

test('of several pictures that one is covered, and the others are left as they are', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 3 });

  await press(stage, await press(stage, await press(stage, made, 'More'), 'Picture 2'), 'Spoiler');

  expect(covered(stage, made)).toEqual([false, true, false]);
  expect((stage.discord.message(made.id)?.attachments ?? []).map(({ description }) => description)).toEqual(
    made.attachments.map(({ description }) => description),
  );
});

test('a moderator may cover anybody’s, another member may not, and nobody a private answer', async () => {
  await using stage = await raiseStage();
  const { discord, guild, ben } = stage;
  const moderator = discord.createUser({ username: 'moe' });
  discord.addMember({ guild, user: moderator, permissions: ['MANAGE_MESSAGES'] });
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const hidden = await ask(stage, 'imagine', { prompt: 'a secret', private: true });

  expect(buttonsOf(await press(stage, made, 'More', ben)).flat()).not.toContain('Spoiler');
  expect(buttonsOf(await press(stage, hidden, 'More')).flat()).not.toContain('Spoiler');
  const more = await press(stage, made, 'More', moderator);
  await press(stage, more, 'Spoiler', moderator);
  expect(covered(stage, made)).toEqual([true]);

  discord.removeMember(guild, moderator);
  discord.addMember({ guild, user: moderator });
  const refused = await press(stage, more, 'Not a spoiler', moderator);
  expect(refused.content).toBe('Only whoever asked for a picture that all can see, and moderators, may cover it.');
  expect(isPrivate(refused)).toBe(true);
  expect(covered(stage, made)).toEqual([true]);
});

test('where the server covers all that is made, it stays covered', async () => {
  await using stage = await raiseRuled();
  const { manage, discord, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const turned = await press(stage, await press(stage, made, 'More'), 'Spoiler');
  await manage('defaults set', { spoiler: true });

  const refused = await press(stage, turned, 'Not a spoiler');
  expect(refused.content).toContain('It stays covered: this server, or a picture that it was made from, wants it so.');
  expect(covered(stage, made)).toEqual([true]);

  // Posted under the rule, its file is named as a spoiler, and files keep their names.
  const posted = await ask(stage, 'imagine', { prompt: 'a dog' });
  await manage('defaults set', { spoiler: false });
  const more = discord.pressButton({ user: ada, message: posted.id, label: 'More' });
  const said = await press(stage, await ending(more), 'Not a spoiler');
  expect(said.content).toContain('It was posted covered, and stays so.');
});

test('where Discord does not answer, nothing is changed, and that is said', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const more = await press(stage, made, 'More');
  const down = discord.failNext({
    kind: 'status',
    status: 503,
    route: new RegExp(`^PATCH /channels/\\d+/messages/${made.id}`),
    times: Number.POSITIVE_INFINITY,
  });

  const said = await press(stage, more, 'Spoiler');

  down.cancel();
  expect(said.content).toContain('Discord does not answer just now, so nothing was changed.');
  expect(covered(stage, made)).toEqual([false]);
  expect(covered(stage, await ask(stage, 'edit', { prompt: 'with a hat' }))).toEqual([false]);
});

test('an edit that is being made is covered where its covered source is deleted meanwhile', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const turned = await press(stage, await press(stage, made, 'More'), 'Spoiler');
  const hold = Promise.withResolvers<void>();
  upstream.script.next({ until: hold.promise });
  const edit = discord.runCommand({ user: ada, channel, command: 'edit', options: { prompt: 'with a hat' } });
  await until(() => upstream.tasks.length === 2, 'it is sent');
  await edit.answered({ ...patience, where: ({ content }) => content.startsWith('Working') });

  await press(stage, await press(stage, turned, 'Delete'), 'Delete');
  hold.resolve();

  expect(covered(stage, await ending(edit))).toEqual([true]);
});
