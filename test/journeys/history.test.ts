import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, isPrivate, linkTo, press, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const photo = { name: 'photo.png', bytes: png(64, 48) };

/** A picture made, then edited twice. */
async function three(stage: Stage): Promise<readonly [WireMessage, WireMessage, WireMessage]> {
  return [
    await ask(stage, 'imagine', { prompt: 'a garden' }),
    await ask(stage, 'edit', { prompt: 'in spring' }),
    await ask(stage, 'edit', { prompt: 'with bees' }),
  ];
}

/** What the last request was made from. */
const lastInput = ({ upstream }: Stage) => upstream.tasks.at(-1)?.inputs.map((input) => input.sha256);

const originalOf = ({ upstream }: Stage, prompt: string) => [
  upstream.tasks.find((task) => task.prompt === prompt)?.results[0]?.sha256,
];

test('/history show lists the versions privately, newest first, with who made them, where, and the current one', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  await ask(stage, 'edit', { prompt: 'as a *woodcut*', image: photo });
  await ask(stage, 'edit', { prompt: 'in blue' }, { user: ben });

  const list = await ask(stage, 'history show');

  expect(isPrivate(list)).toBe(true);
  const [first, second] = discord.visibleMessages(ben, channel);
  const when = '<t:\\d+:R>';
  const lines = list.content.split('\n').map((line) => line.replaceAll(new RegExp(when, 'g'), '<when>'));
  expect(lines).toEqual([
    `**[3](${second && linkTo(stage, second)})** · in blue · 🟢 <@${ben}> <when> · $0.010`,
    `**[2](${first && linkTo(stage, first)})** · as a \\*woodcut\\* · 🔵 <@${ada}> <when> · $0.010 · **current**`,
    `**1** · a picture that was sent · 🔵 <@${ada}> <when>`,
  ]);
  expect(discord.pingsOf(list.id)).toEqual([]);
});

test('/history show where nothing was made says how to begin', async () => {
  await using stage = await raiseStage();

  const list = await ask(stage, 'history show');

  expect(list.content).toBe(
    'There are no versions here yet. `/imagine` makes the first, or reply to a picture and mention me.',
  );
  expect(isPrivate(list)).toBe(true);
});

test('/history undo goes back step by step, and further than the first there is none', async () => {
  await using stage = await raiseStage();
  const [first, second] = await three(stage);

  const once = await ask(stage, 'history undo');
  const twice = await ask(stage, 'history undo');
  await ask(stage, 'edit', { prompt: 'in autumn' });
  expect(lastInput(stage)).toEqual(originalOf(stage, 'a garden'));
  await ask(stage, 'history undo');
  const away = await ask(stage, 'history undo');
  const further = await ask(stage, 'history undo');
  const refused = await ask(stage, 'edit', { prompt: 'in winter' });

  expect(once.content).toBe(`[Version 2](${linkTo(stage, second)}) is current now for <@${stage.ada}>.`);
  expect(twice.content).toBe(`[Version 1](${linkTo(stage, first)}) is current now for <@${stage.ada}>.`);
  // What the thread goes on from concerns everybody in it.
  expect(isPrivate(once)).toBe(false);
  expect(away.content).toBe(
    'No version is current here now. Start anew with `/imagine`, or `/edit` with a picture; `/history redo` takes this back.',
  );
  expect(further.content).toBe('There is no current version here, so there is nothing to go back from.');
  expect(isPrivate(further)).toBe(true);
  expect(refused.content).toContain('there is no picture to edit here');
});

test('undo of an edit of a picture that was sent leads back to that picture, byte for byte', async () => {
  await using stage = await raiseStage();
  const edited = await ask(stage, 'edit', { prompt: 'as a woodcut', image: photo });

  const undone = await press(stage, edited, 'Undo');
  const next = await ask(stage, 'edit', { prompt: 'as a stamp' });

  expect(undone.content).toBe(`Version 1 is current now for <@${stage.ada}>.`);
  expect(lastInput(stage)).toEqual([sha256(photo.bytes)]);
  expect(next.content).toContain('**Version 3:** “as a stamp”\n-# From the picture sent · ');
});

test('/history continue goes on from any version by its number, also from a picture that was sent', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'edit', { prompt: 'as a woodcut', image: photo });
  await ask(stage, 'edit', { prompt: 'in blue' });

  const second = await ask(stage, 'history continue', { version: '2' });
  await ask(stage, 'edit', { prompt: 'in red' });
  expect(lastInput(stage)).toEqual(originalOf(stage, 'as a woodcut'));
  const first = await ask(stage, 'history continue', { version: '1' });
  await ask(stage, 'edit', { prompt: 'as a stamp' });
  expect(lastInput(stage)).toEqual([sha256(photo.bytes)]);

  expect(second.content).toBe(`[Version 2](${linkTo(stage, made)}) is current now for <@${stage.ada}>.`);
  expect(isPrivate(second)).toBe(false);
  expect(first.content).toBe(`Version 1 is current now for <@${stage.ada}>.`);
  const none = await ask(stage, 'history continue', { version: '99' });
  expect(none.content).toBe('I do not know that version here. `/history show` lists the ones there are.');
  expect(isPrivate(none)).toBe(true);
});

test('while a version is typed, those there are come up with their words', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  await three(stage);
  const typing = { user: ada, channel, command: 'history continue', focused: 'version' };

  expect(await discord.autocomplete({ ...typing, value: '' })).toEqual([
    { name: '3 (current): with bees', value: '3' },
    { name: '2: in spring', value: '2' },
    { name: '1: a garden', value: '1' },
  ]);
  expect(await discord.autocomplete({ ...typing, value: '2' })).toEqual([{ name: '2: in spring', value: '2' }]);
});

test('after /history reset nothing is current, and the versions are still there', async () => {
  await using stage = await raiseStage();
  const [, second] = await three(stage);

  const reset = await ask(stage, 'history reset');
  const refused = await ask(stage, 'edit', { prompt: 'at night' });
  const list = await ask(stage, 'history show');
  await ask(stage, 'history continue', { version: '2' });
  const edited = await ask(stage, 'edit', { prompt: 'at night' });

  expect(reset.content).toBe(
    'No version is current here now, and nothing was deleted: `/history show` lists them all, and `/history continue` goes on from any.',
  );
  expect(isPrivate(reset)).toBe(false);
  expect(refused.content).toContain('there is no picture to edit here');
  expect(isPrivate(refused)).toBe(true);
  expect(list.content.split('\n')).toHaveLength(3);
  expect(list.content).not.toContain('current');
  expect(edited.content).toContain(`From [version 2](${linkTo(stage, second)})`);
});

test('the Undo button of an older version goes back to what that one was made from', async () => {
  await using stage = await raiseStage();
  const [first, second] = await three(stage);

  const undone = await press(stage, second, 'Undo', stage.ben);
  await ask(stage, 'edit', { prompt: 'in autumn' }, { user: stage.ben });

  expect(undone.content).toBe(`[Version 1](${linkTo(stage, first)}) is current now for <@${stage.ben}>.`);
  expect(undone.message_reference?.message_id).toBe(second.id);
  expect(lastInput(stage)).toEqual(originalOf(stage, 'a garden'));
});

test('of three pictures made at once the first is current, and each goes its own way', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada } = stage;
  const message = await ask(stage, 'imagine', { prompt: 'a garden', count: 3 });
  const shown = discord.filesOf(message.id).map((file) => file.sha256);

  await ask(stage, 'edit', { prompt: 'in spring' });
  expect(upstream.tasks.at(-1)?.inputs.map((input) => input.sha256)).toEqual(shown.slice(0, 1));
  const which = await press(stage, message, 'Edit');
  const form = await discord.pressButton({ user: ada, message: which.id, label: 'Edit 3' }).modal();
  await discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'in winter' } }).answered({
    where: ({ attachments }) => attachments.length === 1,
  });
  expect(upstream.tasks.at(-1)?.inputs.map((input) => input.sha256)).toEqual(shown.slice(2));
  await ask(stage, 'history continue', { version: '2' });
  await ask(stage, 'edit', { prompt: 'in summer' });
  expect(upstream.tasks.at(-1)?.inputs.map((input) => input.sha256)).toEqual(shown.slice(1, 2));

  expect(buttonsOf(message)).toEqual([
    ['Use 1', 'Use 2', 'Use 3'],
    ['Edit', 'Vary', 'Again', 'Undo', 'More'],
  ]);
});

test('a picture of somebody’s message is linked to, also when it is current again', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel, guild } = stage;
  const message = discord.sendMessage({ user: ben, channel, files: [photo] });
  const form = await discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message }).modal();
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'as a woodcut' } }));

  const undone = await ask(stage, 'history undo');
  const next = await ask(stage, 'edit', { prompt: 'as a stamp' });

  const link = `https://discord.com/channels/${guild}/${channel}/${message}`;
  expect(undone.content).toBe(`[Version 1](${link}) is current now for <@${stage.ada}>.`);
  expect(next.content).toContain(`-# From [the picture sent](${link}) · `);
});
