import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { createRest } from '../emulators/discord/testing/rest.ts';
import { ask, buttonsOf, ending, inputs, isPrivate, linkTo, patience, press, run } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// The rows under a result: what means one picture asks which, and one of several is made the current one.

/** Opens the form behind this button and sends these words in. */
async function fillIn({ discord }: Stage, message: WireMessage, label: string, user: string, prompt: string) {
  const form = await discord.pressButton({ user, message: message.id, label }).modal(patience);
  return ending(discord.submitModal({ user, modal: form.id, values: { prompt } }));
}

test('one picture has everything in one row; of several the first row chooses among them', async () => {
  await using stage = await raiseStage();
  const common = ['Edit', 'Vary', 'Again', 'Undo', 'More'];

  expect(buttonsOf(await ask(stage, 'imagine', { prompt: 'a cat' }))).toEqual([common]);
  expect(buttonsOf(await ask(stage, 'imagine', { prompt: 'cats', count: 3 }))).toEqual([
    ['Use 1', 'Use 2', 'Use 3'],
    common,
  ]);
});

test('Edit under several asks which one, privately, and edits that one, for all to see', async () => {
  await using stage = await raiseStage();
  const { discord, ben } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 4 });
  const shown = discord.filesOf(made.id).map((file) => file.sha256);

  await stage.restart();
  const which = await press(stage, made, 'Edit', ben);
  const edited = await fillIn(stage, which, 'Edit 2', ben, 'with a hat');

  expect(which.content).toBe('Which one?');
  expect(isPrivate(which)).toBe(true);
  expect(buttonsOf(which)).toEqual([['Edit 1', 'Edit 2', 'Edit 3', 'Edit 4']]);
  expect(inputs(stage)[4]).toEqual([shown[1]]);
  expect(edited.content).toContain(`From [version 2](${linkTo(stage, made)})`);
  expect(isPrivate(edited)).toBe(false);
});

test('a reply to several pictures still means all of them, in their order', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel, upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 3 });
  const shown = discord.filesOf(made.id).map((file) => file.sha256);

  const content = `<@${discord.botUser.id}> side by side`;
  discord.sendMessage({ user: ada, channel, content, replyTo: made.id });
  await until(() => upstream.tasks.length === 4, 'it is edited');

  expect(inputs(stage)[3]).toEqual(shown);
});

test('Use makes one of several the current one, tells everybody, and so again after a restart', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 3 });
  const shown = discord.filesOf(made.id).map((file) => file.sha256);

  const used = await press(stage, made, 'Use 3');
  await ask(stage, 'edit', { prompt: 'with a hat' });
  await stage.restart();
  await press(stage, made, 'Use 2');
  await ask(stage, 'edit', { prompt: 'with a scarf' });

  expect(used.content).toBe(`[Version 3](${linkTo(stage, made)}) is current now for <@${stage.ada}>.`);
  expect(isPrivate(used)).toBe(false);
  expect(discord.pingsOf(used.id)).toEqual([]);
  expect(inputs(stage).slice(3)).toEqual([[shown[2]], [shown[1]]]);
  expect((await ask(stage, 'history show', {}, { user: ada })).content).toContain('with a scarf');
});

test('in a plain channel Use moves nobody’s current version but that of whoever presses', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben } = stage;
  const adas = await ask(stage, 'imagine', { prompt: 'cats', count: 2 }, { user: ada });
  const shown = discord.filesOf(adas.id).map((file) => file.sha256);

  await press(stage, adas, 'Use 2', ben);
  await ask(stage, 'edit', { prompt: 'of ada' }, { user: ada });
  await ask(stage, 'edit', { prompt: 'of ben' }, { user: ben });

  expect(inputs(stage).slice(2)).toEqual([[shown[0]], [shown[1]]]);
});

test('a private picture is used by its owner alone, and privately', async () => {
  await using stage = await raiseStage();
  const { discord, channel, ben } = stage;
  const mine = await ask(stage, 'imagine', { prompt: 'cats', count: 2, private: true });
  const [second = ''] = buttonIds(mine, 'Use 2');

  const used = await press(stage, mine, 'Use 2');
  // Whoever has its id from somewhere.
  const message = await postButtons(stage, channel, { Use: second });
  const stranger = await ending(discord.pressButton({ user: ben, message, label: 'Use' }));

  expect(used.content).toBe(`[Version p2](${linkTo(stage, mine)}) is current now.`);
  expect(isPrivate(used)).toBe(true);
  expect(stranger.content).toBe('I do not know that version here. `/history show` lists the ones there are.');
  expect(isPrivate(stranger)).toBe(true);
});

test('a picture of another channel does not become the current one here', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  const elsewhere = discord.createChannel({ guild, name: 'elsewhere' });
  const made = await ask(stage, 'imagine', { prompt: 'cats', count: 2 });
  const [second = ''] = buttonIds(made, 'Use 2');
  const message = await postButtons(stage, elsewhere, { Use: second });

  const told = await ending(discord.pressButton({ user: stage.ada, message, label: 'Use' }));

  expect(told.content).toBe('That picture belongs to another channel, so it cannot be the current one here.');
  expect(isPrivate(told)).toBe(true);
  const nothing = await ask(stage, 'edit', { prompt: 'with a hat' }, { channel: elsewhere });
  expect(nothing.content).toContain('there is no picture to edit here');
});

test('buttons of the version before still do what they say', async () => {
  await using stage = await raiseStage();
  const { discord, channel, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 2 });
  const shown = discord.filesOf(made.id).map((file) => file.sha256);
  const [first = '', second = ''] = buttonIds(made, 'Use 1', 'Use 2').map((id) => id.replace(':use:', ':edit:'));
  const message = await postButtons(stage, channel, { 'Edit 1': first, 'Edit 2': second });

  await fillIn(stage, { ...made, id: message }, 'Edit 2', ada, 'with a hat');

  expect(inputs(stage)[2]).toEqual([shown[1]]);
});

test('six that wait can be told apart, and Hide says what it means in its message alone', async () => {
  await using stage = await raiseStage({ pace: { statusAfter: 50 }, settings: { CONCURRENCY: '1' } });
  const { upstream } = stage;
  const { promise: held, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until: held });
  const prompts = ['one **fox**', 'two foxes', 'three', 'four', 'five', `six ${'x'.repeat(100)}`];

  const asked = prompts.map((prompt) => run(stage, 'imagine', { prompt }));
  const waiting = await Promise.all(
    asked.map((each) => each.answered({ ...patience, where: ({ content }) => /^(Queued|Working)/.test(content) })),
  );

  expect(waiting.map(({ content }) => content.split('\n')[1])).toEqual([
    '“one \\*\\*fox\\*\\*”',
    '“two foxes”',
    '“three”',
    '“four”',
    '“five”',
    `“six ${'x'.repeat(55)}…”`,
  ]);
  expect(waiting.map(buttonsOf)).toEqual([[['Hide']], ...prompts.slice(1).map(() => [['Cancel']])]);
  goOn();
  await Promise.all(asked.map(ending));
});

test('a server that refuses the words of a prompt still says that it is worked on', async () => {
  await using stage = await raiseStage({ pace: { statusAfter: 50, statusEvery: 30 } });
  const { discord, guild, upstream } = stage;
  discord.addAutoMod({ guild, words: ['badword'], code: 200000 });
  const { promise: held, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until: held });
  discord.forgetRequests();

  const asked = run(stage, 'imagine', { prompt: 'a badword fox' });
  const waiting = await asked.answered({ ...patience, where: ({ content }) => content.startsWith('Working') });
  goOn();
  await ending(asked);

  expect(waiting.content).toMatch(/^Working on it, begun <t:\d+:R>\.$/);
});

/** A message of the bot with these buttons: custom ids by their labels. Its id. */
async function postButtons(
  { discord }: Stage,
  channel: Snowflake,
  buttons: Readonly<Record<string, string>>,
): Promise<Snowflake> {
  const components = Object.entries(buttons).map(([label, id]) => ({ type: 2, style: 2, label, custom_id: id }));
  const { body } = await createRest(discord)(`POST /channels/${channel}/messages`, {
    body: { content: 'A message', components: [{ type: 1, components }] },
  });
  return body.id;
}

/** The custom ids behind these labels. */
function buttonIds({ components }: WireMessage, ...labels: readonly string[]): readonly string[] {
  const all = components.flatMap((row) => row.components ?? []);
  return labels.map((label) => all.find((each) => each.label === label)?.custom_id ?? expect.fail(`no ${label}`));
}
