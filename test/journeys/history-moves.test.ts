import { expect, test } from 'vitest';
import { ask, buttonsOf, inputs, isPrivate, linkTo, press } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// `/history redo`, `continue version:` and `reset`, and the names of private versions.

const threadOf = ({ discord, ada, channel }: Stage) => discord.createThreadFrom({ user: ada, channel, name: 'Poster' });

const nothingAhead =
  'There is nothing to go forward to: `/history redo` takes back an undo or a continue, until something new is made.';
const unknown = 'I do not know that version here. `/history show` lists the ones there are.';

test('redo goes forward as often as was undone, also after a restart, and the next edit goes on from there', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a garden' });
  const second = await ask(stage, 'edit', { prompt: 'in spring' });
  const third = await ask(stage, 'edit', { prompt: 'with bees' });
  await press(stage, third, 'Undo');
  await ask(stage, 'history undo');
  await stage.restart();

  const once = await ask(stage, 'history redo');
  const twice = await ask(stage, 'history redo');
  const further = await ask(stage, 'history redo');
  await ask(stage, 'edit', { prompt: 'at night' });

  expect(once.content).toBe(`[Version 2](${linkTo(stage, second)}) is current now for <@${stage.ada}>.`);
  expect(twice.content).toBe(`[Version 3](${linkTo(stage, third)}) is current now for <@${stage.ada}>.`);
  expect(isPrivate(twice)).toBe(false);
  expect(further.content).toBe(nothingAhead);
  expect(isPrivate(further)).toBe(true);
  expect(inputs(stage).at(-1)).toEqual([stage.upstream.tasks[2]?.results[0]?.sha256]);
});

test('redo takes a continue back; after a new picture nothing lies ahead', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a garden' });
  await ask(stage, 'edit', { prompt: 'in spring' });
  await ask(stage, 'history continue', { version: '1' });

  expect((await ask(stage, 'history redo')).content).toContain('[Version 2]');
  await ask(stage, 'history continue', { version: '1' });
  await ask(stage, 'edit', { prompt: 'in autumn' });
  expect((await ask(stage, 'history redo')).content).toBe(nothingAhead);
});

test('in a plain channel another member’s redo is no move of mine; in a thread anybody’s is everybody’s', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  await ask(stage, 'imagine', { prompt: 'a garden' });
  await ask(stage, 'history undo');
  expect((await ask(stage, 'history redo', {}, { user: ben })).content).toBe(nothingAhead);

  const thread = { channel: threadOf(stage) };
  await ask(stage, 'imagine', { prompt: 'a harbour' }, thread);
  await ask(stage, 'edit', { prompt: 'at night' }, thread);
  await ask(stage, 'history undo', {}, thread);
  expect((await ask(stage, 'history redo', {}, { ...thread, user: ben })).content).toContain('[Version 2]');
  await ask(stage, 'edit', { prompt: 'in the rain' }, thread);
  expect(inputs(stage).at(-1)).toEqual([stage.upstream.tasks[2]?.results[0]?.sha256]);
});

test('private versions have names of their own, which are typed as one likes and are nobody else’s', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a garden' });
  const secret = await ask(stage, 'imagine', { prompt: 'a surprise', private: true });
  const other = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'of Ben', private: true }, { user: ben });

  // Nobody can count what others keep to themselves.
  expect(secret.content).toMatch(/^\*\*Version p1:\*\*/);
  expect(discord.filesOf(secret.id).map(({ name }) => name)).toEqual(['retouch-p1.png']);
  expect(other.content).toMatch(/^\*\*Version 2:\*\*/);

  const named: string[] = [];
  for (const version of ['p1', ' P1 ', 'ｐ１', '２']) {
    named.push((await ask(stage, 'history continue', { version })).content.replace(/\(.*\)/, ''));
  }
  expect(named).toEqual([
    ...Array(3).fill('[Version p1] is current now.'),
    `[Version 2] is current now for <@${stage.ada}>.`,
  ]);
  for (const version of ['p2', '3', 'a garden'])
    expect((await ask(stage, 'history continue', { version })).content).toBe(unknown);
  const theirs = await ask(stage, 'history continue', { version: 'p1' }, { user: ben });
  expect(theirs.content).toContain(`[Version p1]`);
  expect(theirs.content).not.toContain(secret.id);

  const typing = { user: ada, channel, command: 'history continue', focused: 'version' };
  expect(await discord.autocomplete({ ...typing, value: 'p' })).toEqual([{ name: 'p1: a surprise', value: 'p1' }]);
  expect(await discord.autocomplete({ ...typing, value: '' })).toEqual([
    { name: '2 (current): a harbour', value: '2' },
    { name: 'p1: a surprise', value: 'p1' },
    { name: '1: a garden', value: '1' },
  ]);
  expect(await discord.autocomplete({ ...typing, value: 'Gard' })).toEqual([{ name: '1: a garden', value: '1' }]);
});

test('a reset of what is everybody’s is asked for first, and works after a restart; nothing is deleted', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  const thread = { channel: threadOf(stage) };
  await ask(stage, 'imagine', { prompt: 'a garden' }, thread);
  await ask(stage, 'edit', { prompt: 'in spring' }, thread);
  await ask(stage, 'history undo', {}, thread);

  const kept = await ask(stage, 'history reset', {}, thread);
  const keeping = await press(stage, kept, 'Keep');
  const question = await ask(stage, 'history reset', {}, { ...thread, user: ben });
  await ask(stage, 'edit', { prompt: 'still there' }, thread);
  await stage.restart();
  const reset = await press(stage, question, 'Reset', ben);

  expect(isPrivate(question)).toBe(true);
  expect(question.content).toBe(
    'Reset this for everybody here? No version is current then, so the next picture begins anew. Nothing is deleted.',
  );
  expect(buttonsOf(question)).toEqual([['Reset', 'Keep']]);
  expect([keeping.content, keeping.components]).toEqual(['Nothing was changed.', []]);
  expect(isPrivate(reset)).toBe(false);
  expect(reset.content).toContain('No version is current here now, and nothing was deleted');
  expect((await ask(stage, 'edit', { prompt: 'at night' }, thread)).content).toContain('no picture to edit here');
  expect((await ask(stage, 'history redo', {}, thread)).content).toBe(nothingAhead);
  expect((await ask(stage, 'history show', {}, thread)).content.split('\n')).toHaveLength(3);
  const again = await press(stage, question, 'Reset', ben);
  expect(again.content).toBe('That question was answered before, or is older than 15 minutes; nothing was changed.');
});

test('in a plain channel a reset is one’s own and at once', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a garden' });
  await ask(stage, 'imagine', { prompt: 'a harbour' }, { user: stage.ben });

  const reset = await ask(stage, 'history reset');
  const theirs = await ask(stage, 'edit', { prompt: 'at night' }, { user: stage.ben });

  expect(reset.content).toContain('nothing was deleted');
  expect(theirs.content).toContain('From [version 2]');
});
