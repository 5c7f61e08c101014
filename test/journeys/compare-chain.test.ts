import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, ending, inputs, isPrivate, patience, press, run, sha256 } from './asking.ts';
import { fieldOf, luna, lunaWhole, saveCharacter, sendIn } from './casting.ts';
import { catalogueFile } from './catalogue-file.ts';
import { fox, linesOf, madeBy, paidCalls, raise, shownIn, twoVendors } from './comparing.ts';
import { until } from './looking.ts';
import { raiseProcessStage } from './stage/process-stage.ts';
import type { Stage } from './stage/stage.ts';

// What goes on from a comparison: its pictures are versions like any other, each of its own model.

const refused = 'A rule of this server does not allow that. Nothing was charged.';

/** As it is chosen beforehand in the form of this button, once **Edit** has asked which one. */
async function chosenBehind({ discord }: Stage, message: string, label: string, user: string) {
  const which = await discord.pressButton({ user, message, label: 'Edit' }).answered(patience);
  const form = await discord.pressButton({ user, message: which.id, label }).modal(patience);
  const options = form.components.flatMap(({ component }) =>
    component?.custom_id === 'model' ? (component.options ?? []) : [],
  );
  return { form, chosen: options.flatMap((each) => (each?.default === true ? [each.value] : [])) };
}

test('the first is the current one until another is chosen, and an edit then goes on from that', async () => {
  await using stage = await raise();
  const message = await ask(stage, 'compare', fox);

  await ask(stage, 'edit', { prompt: 'bluer', model: 'nano-banana' });
  await press(stage, message, 'Use 2');
  await ask(stage, 'edit', { prompt: 'greener', model: 'nano-banana' });

  const [first, second] = madeBy(stage, 'gpt-image-2').concat(stage.upstream.tasks[0]?.results[0]?.sha256);
  expect(shownIn(stage, message)).toEqual([first, second]);
  expect(inputs(stage)).toEqual([[], [first], [second]]);
});

test('Edit of one of them, by somebody else and after a restart, is made by the model that made it', async () => {
  await using stage = await raise();
  const message = await ask(stage, 'compare', fox);
  await stage.restart();

  const { form, chosen } = await chosenBehind(stage, message.id, 'Edit 2', stage.ben);
  expect(chosen).toEqual(['nano-banana']);
  const edited = await sendIn(
    stage,
    form,
    { [fieldOf(form, 4)]: 'in the snow', model: ['nano-banana'] },
    { user: stage.ben },
  );

  expect(edited.content).toMatch(/^\*\*Version 3:\*\* “in the snow”\n-# From \[version 2\]\(.*\) · nano-banana · /);
  expect(inputs(stage)).toEqual([[], [shownIn(stage, message)[1]]]);
  expect((await chosenBehind(stage, message.id, 'Edit 1', stage.ada)).chosen).toEqual(['gpt-image-2']);
});

test('Again repeats the comparison, whoever presses it and after a restart, and counts as the command itself', async () => {
  await using stage = await raise();
  const { discord, guild, ada, ben } = stage;
  const message = await ask(stage, 'compare', fox);
  await stage.restart();
  discord.setCommandPermissions({ guild, command: 'compare', permissions: [{ id: ada, type: 2, permission: false }] });

  expect((await press(stage, message, 'Again', ada)).content).toBe(refused);
  const again = await press(stage, message, 'Again', ben);

  expect(paidCalls(stage)).toEqual([2, 2]);
  expect(linesOf(again)).toMatchObject([
    '**Versions 3, 4:** “a red fox”',
    expect.stringMatching(/in all$/),
    expect.stringMatching(/^-# 1 · GPT Image 2 · T · \$0\.\d+$/),
    '-# 2 · Nano Banana · T · $0.013',
  ]);
  expect(shownIn(stage, again)).toEqual(madeBy(stage, 'gpt-image-2', 'nano-banana'));
});

test('a private one is its asker’s alone, as are its pictures', async () => {
  await using stage = await raise();
  const message = await ask(stage, 'compare', { ...fox, private: true });

  expect(isPrivate(message)).toBe(true);
  expect(message.attachments).toHaveLength(2);
  const ben = await run(stage, 'history continue', { version: 'p2' }, { user: stage.ben }).answered(patience);
  expect(ben.content).toBe('I do not know that version here. `/history show` lists the ones there are.');
});

test('killed between the one and the other, it shows both after the next start, each paid for once', async () => {
  await using stage = await raiseProcessStage(twoVendors);
  const { discord, upstream, openai, channel } = stage;
  const bot = await stage.start();
  await discord.waitForBot();
  const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until: hold });
  const asked = discord.runCommand({ user: stage.member('ada'), channel, command: 'compare', options: fox });
  await until(() => openai.paidRequests[0]?.ended === 'answered' && upstream.tasks.length === 1, 'one is made');
  const originals = join(stage.directory, 'images', 'originals');
  await until(async () => (await readdir(originals, { recursive: true })).length > 0, 'it is in our store');

  bot.signal('SIGKILL');
  await bot.exited;
  await stage.start();
  goOn();

  const message = await ending(asked);
  expect(shownIn(stage, message)).toEqual(madeBy(stage, 'gpt-image-2', 'nano-banana'));
  expect(paidCalls(stage)).toEqual([1, 1]);
  expect(linesOf(message)[0]).toBe('**Versions 1, 2:** “a red fox”');
});

test('each model is offered with its price while it is not chosen yet, and sizes that all of them make', async () => {
  await using stage = await raise();
  const { discord, ada: user, channel } = stage;
  const offered = async (focused: string, options: Readonly<Record<string, string>>) => {
    const typed = { command: 'compare', options: { prompt: 'a fox', ...options }, focused, value: '' };
    return (await discord.autocomplete({ user, channel, ...typed })).map(({ name }) => name);
  };

  expect(await offered('model', {})).toContain('Nano Banana · $0.013');
  const left = await offered('model3', { model: 'nano-banana', model2: 'gpt-image-2' });
  expect(left.some((name) => /^(Nano Banana|GPT Image 2) · /.test(name))).toBe(false);
  expect(left).toContain('Nano Banana Pro · $0.033');
  const sizes = await offered('size', { model: 'gpt-image-2' });
  expect(sizes.some((name) => name.startsWith('16:9 · 4K'))).toBe(true);
  const shared = await offered('size', { model: 'gpt-image-2', model2: 'nano-banana' });
  expect(shared[0]).toBe('auto (the model decides)');
  expect(shared.some((name) => name.startsWith('16:9 · 1K'))).toBe(true);
  expect(shared.some((name) => / · [24]K/.test(name))).toBe(false);
});

test('a character goes to all of them alike: with no more pictures than the model with the least room takes', async () => {
  const adjust = [{ model: 'nano-banana', provider: 'acedatacloud', maxSources: 1 }];
  await using stage = await raise({ settings: { CATALOGUE_FILE: await catalogueFile({ adjust }) } });
  await saveCharacter(stage, { name: 'Luna', image: luna, image2: lunaWhole });

  const message = await ask(stage, 'compare', { ...fox, character: 'Luna' });

  const given = stage.openai.calls.map((call) => call.inputs.map((each) => each.sha256));
  expect([...given, ...inputs(stage)]).toEqual([[sha256(luna.bytes)], [sha256(luna.bytes)]]);
  expect(linesOf(message).at(-1)).toBe('-# Nano Banana takes no more pictures, so each of them had 1 of 2 of Luna.');
  expect(linesOf(message)[1]).toMatch(/^-# with Luna · [\d×, ]+ · \$0\.\d+ in all$/);
});

test('the audit of a server names all of them', async () => {
  await using stage = await raise();
  const { discord, guild, channel } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const place = discord.createChannel({ guild, name: 'audit' });
  await discord
    .runCommand({ user: manager, channel, command: 'server audit', options: { channel: place } })
    .answered(patience);

  await ask(stage, 'compare', fox);

  const told = await discord.waitForMessage(place, ({ content }) => content.includes('the answer'), patience);
  expect(told.content).toMatch(/\n-# gpt-image-2, nano-banana · \$0\.\d+$/);
  expect(told.attachments).toHaveLength(2);
});
