import { expect, test } from 'vitest';
import { ask, buttonsOf, ending, isPrivate, patience, press, sha256 } from './asking.ts';
import { fieldOf, luna, lunaWhole, mira, radioOf, sendIn } from './casting.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const sent = ({ upstream }: Stage) => upstream.paidRequests.map(({ files }) => files.map((file) => file.sha256));
const useAsCharacter = ({ discord, ada, channel }: Stage, message: string, user = ada) =>
  discord.runMessageCommand({ user, channel, command: 'Use as character', message });

test('Use as character on anybody’s message asks for a name, what is always said of it, and what it is', async () => {
  await using stage = await raiseStage();
  const { discord, ben, channel } = stage;
  const message = discord.sendMessage({ user: ben, channel, content: 'our fox', files: [luna, lunaWhole] });

  const form = await useAsCharacter(stage, message).modal(patience);
  expect(form.components.map(({ label, component }) => [label, component?.type, component?.required])).toEqual([
    ['Its name', 4, true],
    ['What is always said of it', 4, false],
    ['What is it?', 21, true],
  ]);
  // A form may stand open for long.
  await stage.restart();
  const saved = await sendIn(stage, form, { name: 'Luna', about: 'silver fur', [radioOf(form)]: 'invented' });
  await ask(stage, 'imagine', { prompt: '@luna' });

  expect(isPrivate(saved)).toBe(true);
  expect(saved.content).toContain('Saved: **Luna**.');
  expect(sent(stage)).toEqual([[luna, lunaWhole].map(({ bytes }) => sha256(bytes))]);
});

test('under a result, after a restart: More, then Use as character', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const result = await ask(stage, 'imagine', { prompt: 'a silver fox' });
  expect(buttonsOf(result)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
  await stage.restart();

  const more = await press(stage, result, 'More');
  await stage.restart();
  const form = await stage.discord
    .pressButton({ user: stage.ada, message: more.id, label: 'Use as character' })
    .modal(patience);
  await sendIn(stage, form, { name: 'ルナ', [radioOf(form)]: 'invented' });
  await ask(stage, 'imagine', { prompt: '@ルナが走る' });

  expect(isPrivate(more)).toBe(true);
  expect(sent(stage).at(-1)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  expect(upstream.tasks[1]?.prompt.split('\r\n').at(-1)).toBe('Make: ルナが走る');
});

test('of several pictures each can be one', async () => {
  await using stage = await raiseStage();
  const { upstream, discord, ada } = stage;
  const result = await ask(stage, 'imagine', { prompt: 'a fox', count: 3 });

  const more = await press(stage, result, 'More');
  expect(buttonsOf(more)).toEqual([['Picture 1', 'Picture 2', 'Picture 3']]);
  const chosen = await press(stage, more, 'Picture 2');
  const form = await discord.pressButton({ user: ada, message: chosen.id, label: 'Use as character' }).modal(patience);
  await sendIn(stage, form, { name: 'Foxy', [radioOf(form)]: 'invented' });
  await ask(stage, 'edit', { prompt: '@foxy', image: mira });

  const [, second] = discord.filesOf(result.id);
  expect(sent(stage).at(-1)).toEqual([sha256(mira.bytes), second?.sha256]);
  expect(upstream.tasks.length).toBe(4);
});

test('under a private answer its asker has it, too', async () => {
  await using stage = await raiseStage();
  const result = await ask(stage, 'imagine', { prompt: 'a secret', private: true });
  const more = await press(stage, result, 'More');

  expect(isPrivate(result)).toBe(true);
  expect(buttonsOf(more).flat().slice(-4)).toEqual(['Use as character', 'Recipe', 'Send to me', 'Delete']);
});

test('a message without a picture is told, and nothing is opened', async () => {
  await using stage = await raiseStage();
  const { discord, ben, channel } = stage;
  const words = discord.sendMessage({ user: ben, channel, content: 'hello' });

  const answer = await ending(useAsCharacter(stage, words));

  expect(isPrivate(answer)).toBe(true);
  expect(answer.content).toBe('That message has no picture that I can use. PNG, JPEG, WebP, GIF and AVIF will do.');
});

test('the form of an edit offers whom one has used last, and several may be chosen', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  for (const [name, picture] of [
    ['Luna', luna],
    ['Mira', mira],
  ] as const) {
    const message = discord.sendMessage({ user: ben, channel, files: [picture] });
    const form = await useAsCharacter(stage, message).modal(patience);
    await sendIn(stage, form, { name, [radioOf(form)]: 'invented' });
  }
  // Listed by name before either was used.
  const result = await ask(stage, 'imagine', { prompt: 'a hall with @mira' });

  const form = await discord.pressButton({ user: ada, message: result.id, label: 'Edit' }).modal(patience);
  const select = form.components.find(({ component }) => component?.custom_id === 'characters')?.component;
  expect(select?.options?.map(({ label }) => label)).toEqual(['Mira', 'Luna']);
  // Whoever is in the picture is chosen already.
  expect(select?.options?.map(({ default: chosen }) => chosen ?? false)).toEqual([true, false]);
  const values = (select?.options ?? []).map(({ value }) => value).reverse();
  const edited = await sendIn(stage, form, { prompt: 'they dance', characters: values });

  expect(edited.content).toContain('with Luna and Mira');
  expect(sent(stage).at(-1)?.slice(1)).toEqual([luna, mira].map(({ bytes }) => sha256(bytes)));
  expect(fieldOf(form, 4)).toBe('prompt');
});

test('/history says who was in it', async () => {
  await using stage = await raiseStage();
  const { discord, ben, channel } = stage;
  const message = discord.sendMessage({ user: ben, channel, files: [luna] });
  const form = await useAsCharacter(stage, message).modal(patience);
  await sendIn(stage, form, { name: 'Luna', [radioOf(form)]: 'invented' });
  await ask(stage, 'imagine', { prompt: 'a hall with @luna' });
  await stage.restart();

  const history = await ask(stage, 'history show', {}, { user: ben });

  expect(history.content).toContain('with **Luna**');
});
