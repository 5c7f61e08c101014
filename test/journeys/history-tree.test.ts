import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, buttonsOf, ending, isPrivate, patience, press } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// `/history show` as a picture, with what goes on from it.

/** The picture's size, and that it is one. */
async function pictureOf({ discord }: Stage, message: WireMessage) {
  const [file, ...more] = discord.filesOf(message.id);
  if (file === undefined || more.length > 0) throw new Error('a history shows one picture');
  const { format, width, height } = await sharp(file.bytes).metadata();
  return { name: message.attachments[0]?.filename, format, width, height };
}

const altOf = ({ attachments }: WireMessage) => (attachments[0]?.description ?? '').split('\n').slice(1);

/** The options of each select, by the kind of its id. */
function selectsOf({ components }: WireMessage) {
  const all = components.flatMap((row) => row.components ?? []);
  const optionsOf = (customId: string) =>
    all.find(({ custom_id }) => custom_id === customId)?.options?.map(({ label, value }) => ({ label, value })) ?? [];
  return { continues: optionsOf('v1:history-continue:version'), jumps: optionsOf('v1:history-at:jump') };
}

function choose({ discord, ada }: Stage, message: WireMessage, customId: string, value: string, user: Snowflake = ada) {
  return ending(discord.chooseFromSelect({ user, message: message.id, customId, values: [value] }));
}

const continueFrom = (stage: Stage, message: WireMessage, label: string, user?: Snowflake) => {
  const value = selectsOf(message).continues.find((option) => option.label === label)?.value ?? '';
  return choose(stage, message, 'v1:history-continue:version', value, user);
};

const numbersIn = ({ content }: WireMessage) =>
  [...content.matchAll(/^\*\*\[?(p?\d+)\]?/gm)].map(([, number = '']) => number);

const lastInput = ({ upstream }: Stage) => upstream.tasks.at(-1)?.inputs.map((input) => input.sha256);

test('a tree with a branch, in words and as a picture; after a restart a choice goes on from another branch', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a garden' });
  await ask(stage, 'edit', { prompt: 'in spring' });
  await ask(stage, 'history continue', { version: '1' });
  await ask(stage, 'edit', { prompt: '夜の庭、蛍の光' }, { user: stage.ben });

  const shown = await ask(stage, 'history show');

  expect(isPrivate(shown)).toBe(true);
  expect(await pictureOf(stage, shown)).toEqual({ name: 'history.png', format: 'png', width: 800, height: 456 });
  expect(altOf(shown)).toEqual(['3: 夜の庭、蛍の光 (from 2)', '2: in spring (from 1)', '1: a garden (current)']);
  expect(numbersIn(shown)).toEqual(['3', '2', '1']);
  expect(selectsOf(shown)).toEqual({
    continues: [
      { label: '3: 夜の庭、蛍の光', value: expect.stringMatching(/^\d+-0-0$/) },
      { label: '2: in spring', value: expect.stringMatching(/^\d+-0-0$/) },
      { label: '1 (current): a garden', value: expect.stringMatching(/^\d+-0-0$/) },
    ],
    jumps: [],
  });

  await stage.restart();
  const moved = await continueFrom(stage, shown, '2: in spring');
  await ask(stage, 'edit', { prompt: 'with bees' });

  expect(moved.content).toMatch(/^\[Version 2\]\(.*\) is current now for <@\d+>\.$/);
  expect(isPrivate(moved)).toBe(false);
  const spring = stage.upstream.tasks.find(({ prompt }) => prompt === 'in spring')?.results[0]?.sha256;
  expect(lastInput(stage)).toEqual([spring]);
  expect(altOf(await ask(stage, 'history show'))[0]).toBe('4: with bees (from 2, current)');
});

test('what somebody made for themselves alone is in nobody else’s tree, and goes on for nobody else', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  await ask(stage, 'imagine', { prompt: 'for everybody' });
  await ask(stage, 'imagine', { prompt: 'a secret', private: true });

  const own = await ask(stage, 'history show');
  const bens = await ask(stage, 'history show', {}, { user: ben });

  expect(altOf(own)[0]).toMatch(/^p\d+: a secret \(private, current\)$/);
  expect([bens.content, ...altOf(bens)].join('\n')).not.toContain('a secret');
  expect(selectsOf(bens).continues).toHaveLength(1);
});

test('sixty versions are shown part by part, each once, and a part is chosen without those before it', async () => {
  await using stage = await raiseStage();
  for (let made = 1; made <= 60; made += 4) await ask(stage, 'imagine', { prompt: `foxes ${made}`, count: 4 });

  const first = await ask(stage, 'history show');
  const seen = [numbersIn(first)];
  for (let page = first; buttonsOf(page).flat().includes('Next'); ) {
    const before = numbersIn(page).join();
    page = await stage.discord
      .pressButton({ user: stage.ada, message: first.id, label: 'Next' })
      .answered({ ...patience, where: (message) => numbersIn(message).join() !== before });
    seen.push(numbersIn(page));
  }
  expect(seen).toHaveLength(6);
  expect(seen.flat()).toEqual(Array.from({ length: 60 }, (_, index) => String(60 - index)));

  await stage.restart();
  const jumps = selectsOf(first).jumps.map(({ label }) => label);
  expect(jumps.slice(0, 4)).toEqual([
    'The newest',
    'Around the current one',
    'The oldest',
    expect.stringMatching(/^From version 5\d on back$/),
  ]);
  expect(jumps.length).toBeLessThanOrEqual(25);
  const jumped = await stage.discord
    .chooseFromSelect({ user: stage.ada, message: first.id, customId: 'v1:history-at:jump', values: ['oldest'] })
    .answered({ ...patience, where: (message) => numbersIn(message)[0] === '10' });
  expect(jumped.content.split('\n').at(-1)).toBe('-# Versions 10 to 1');
  expect(buttonsOf(jumped).at(-1)).toEqual(['Back']);
  const back = await stage.discord
    .pressButton({ user: stage.ada, message: first.id, label: 'Back' })
    .answered({ ...patience, where: (message) => numbersIn(message)[0] === '20' });
  expect(numbersIn(back)).toEqual(Array.from({ length: 10 }, (_, index) => String(20 - index)));
});

test('what was made of a picture that its owner had deleted stands as the beginning, and says so', async () => {
  await using stage = await raiseStage();
  const { ada, ben } = stage;
  await ask(stage, 'imagine', { prompt: 'a garden' }, { user: ben });
  await ask(stage, 'edit', { prompt: 'in spring' }, { user: ada });
  await ask(stage, 'history show');
  const asked = await ask(stage, 'privacy delete', {}, { user: ben });
  await press(stage, asked, 'Delete', ben);

  await expect
    .poll(async () => altOf(await ask(stage, 'history show')), { timeout: 40_000 })
    .toEqual(['2: in spring (from a deleted version, current)']);
  const files = await readdir(join(stage.directory, 'images', 'originals'), { recursive: true });
  // Its own picture, and that in small; nothing of the other.
  expect(files.map((file) => file.slice(3)).filter((name) => /^t?\d+-/.test(name)).length).toBeLessThanOrEqual(2);
});

test.for([
  '</svg><script>alert(1)</script>',
  '\u202eright to left\u202c שלום',
  '🦊🔥'.repeat(40),
  'x'.repeat(3000),
  'e\u0301\u0301\u0301\u0301 ]]> &#0; %s {version}',
])('a prompt of %j is drawn, and said', async (prompt) => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt });

  const shown = await ask(stage, 'history show');

  expect(await pictureOf(stage, shown)).toMatchObject({ format: 'png', width: 800, height: 164 });
  expect(numbersIn(shown)).toEqual(['1']);
});
