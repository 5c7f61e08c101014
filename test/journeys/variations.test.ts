import { expect, test } from 'vitest';
import { ask, buttonsOf, inputs, isPrivate, linkTo, patience, press } from './asking.ts';
import { luna, saveCharacter, stays } from './casting.ts';
import { catalogueFile } from './catalogue-file.ts';
import { raiseRuled } from './ruled-server.ts';
import { raiseStage } from './stage/stage.ts';
import { raiseStrict } from './strict-server.ts';

// Vary and Upscale: what a button makes of one picture.

const vary = 'Image 1 is the picture to vary.';
const ledTo = (prompt: string) => `What was asked for when it was made, and is done in it already: ${prompt}`;

/** A form's lines end as the web's do. */
const linesOf = (prompt: string | undefined) => prompt?.split(/\r?\n/);

test('Vary asks privately how, with prices; after a restart Subtle makes another take of it, for all to see', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', size: '1024x1536', quality: 'high' });

  const how = await press(stage, made, 'Vary', ben);
  await stage.restart();
  const varied = await press(stage, how, 'Subtle · $0.010', ben);

  expect(how.content).toBe(
    '**Subtle** makes the same picture with small differences; **Strong** takes its subject and composes it anew.',
  );
  expect(isPrivate(how)).toBe(true);
  expect(buttonsOf(how)).toEqual([['Subtle · $0.010', 'Strong · $0.010']]);
  expect(isPrivate(varied)).toBe(false);
  expect(varied.content).toMatch(/^\*\*Version 2:\*\* “a cat”\n-# .* · varied, subtle · /);
  expect(varied.content).toContain(`From [version 1](${linkTo(stage, made)})`);
  expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  expect(linesOf(upstream.tasks[1]?.prompt)).toEqual([
    `${vary} Composition, framing, subject, style, colours and light stay as they are.`,
    ledTo('a cat'),
    'Make: the same picture once more, with small differences in its details, as another take of the same moment.',
  ]);
  const asked = upstream.tasks.map(({ model, size, quality }) => ({ model, size, quality }));
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[0]).toEqual({ model: 'gpt-image-2', size: '1024x1536', quality: 'high' });
  expect(discord.pingsOf(varied.id)).toEqual([]);
});

test('Again of a variation varies the same picture once more', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const varied = await press(stage, await press(stage, made, 'Vary'), 'Strong · $0.010');

  const again = await press(stage, varied, 'Again');

  expect(again.content).toMatch(/^\*\*Version 3:\*\* “a cat”\n-# .* · varied, strong · /);
  expect(upstream.tasks[2]?.prompt).toBe(upstream.tasks[1]?.prompt);
  expect(inputs(stage)[2]).toEqual(inputs(stage)[1]);
});

test('of a private picture the variation is private', async () => {
  await using stage = await raiseStage();
  const { discord, ben, channel } = stage;
  const mine = await ask(stage, 'imagine', { prompt: 'a secret', private: true });

  const varied = await press(stage, await press(stage, mine, 'Vary'), 'Subtle · $0.010');

  expect(isPrivate(varied)).toBe(true);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});

test('under several pictures Vary asks which one first', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'cats', count: 3 });
  const shown = discord.filesOf(made.id).map((file) => file.sha256);

  const which = await press(stage, made, 'Vary');
  const varied = await press(stage, await press(stage, which, 'Vary 2'), 'Strong · $0.010');

  expect(buttonsOf(which)).toEqual([['Vary 1', 'Vary 2', 'Vary 3']]);
  expect(inputs(stage)[3]).toEqual([shown[1]]);
  expect(varied.attachments).toHaveLength(1);
  expect(varied.content).toContain(`From [version 2](${linkTo(stage, made)})`);
});

test('whoever is in a picture is in its variation', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  await saveCharacter(stage, { name: 'Luna', image: luna });
  const made = await ask(stage, 'imagine', { prompt: '@luna and a lamp' });

  const varied = await press(stage, await press(stage, made, 'Vary'), 'Strong · $0.010');

  expect(varied.content).toContain('with Luna');
  expect(upstream.tasks[1]?.inputs).toHaveLength(2);
  expect(linesOf(upstream.tasks[1]?.prompt)).toEqual([
    `${vary} Take its subject, idea and style from it, and neither its composition nor its framing.`,
    `Image 2 shows Luna. ${stays('Luna')}`,
    ledTo('Luna and a lamp'),
    'Make: the same subject and idea, composed anew: another viewpoint, another arrangement, other details.',
  ]);
});

test('a model that cannot edit says which ones can, and nothing is asked', async () => {
  const offer = {
    ...{
      provider: 'acedatacloud',
      vendorModel: { generate: 'gpt-image-2' },
      sizes: { kind: 'ignored' },
      maxSources: 0,
    },
    ...{ takes: [], qualities: [], backgrounds: [], formats: [], price: null },
  };
  const drawsOnly = { id: 'draws-only', name: 'Draws only', offers: [offer] };
  await using stage = await raiseStage({
    settings: { CATALOGUE_FILE: await catalogueFile({ models: [drawsOnly] }) },
  });
  const made = await ask(stage, 'imagine', { prompt: 'a cat', model: 'draws-only' });

  const told = await press(stage, made, 'Vary');

  expect(told.content).toBe(
    'Your request needs something that is not offered here (Draws only). GPT Image 2, GPT Image 2 (official) or GPT Image 2.5 Flare would do it. Nothing was charged.',
  );
  expect(isPrivate(told)).toBe(true);
  expect(stage.upstream.tasks).toHaveLength(1);
});

test('More offers to make a picture larger, where its model can: the same picture, asked to stay as it is', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a hat', quality: 'low' });
  const other = await ask(stage, 'imagine', { prompt: 'a kite', model: 'nano-banana' });

  const more = await press(stage, made, 'More');
  await stage.restart();
  const larger = await press(stage, more, 'Upscale 2K · $0.010');

  const plain = ['Use as character', 'Recipe', 'Send to me', 'Spoiler', 'Delete'];
  expect(buttonsOf(more).flat()).toEqual(['Upscale 2K · $0.010', 'Upscale 4K · $0.010', ...plain]);
  expect(buttonsOf(await press(stage, other, 'More')).flat()).toEqual(plain);
  expect(larger.content).toMatch(/^\*\*Version 3:\*\* “a hat”\n-# .* · upscaled · /);
  expect(isPrivate(larger)).toBe(false);
  expect(larger.content).not.toContain('Nothing seems to have changed');
  expect(upstream.tasks[2]).toMatchObject({ model: 'gpt-image-2', size: '2048x2048', quality: 'low' });
  expect(upstream.tasks[2]?.prompt).not.toContain('a hat');
  expect(linesOf(upstream.tasks[2]?.prompt)?.at(-1)).toBe(
    'Make: the very same picture at a higher resolution, with finer detail and sharper edges. Add nothing, leave out nothing, move nothing.',
  );
});

test('a larger picture that costs more than its server lets pass is agreed to first', async () => {
  await using stage = await raiseRuled({ vendors: ['openai'] });
  await stage.manage('defaults set', { 'ask-above': 0.04 });
  const made = await ask(stage, 'imagine', { prompt: 'a hat', quality: 'low' });

  const more = await press(stage, made, 'More');
  const asked = await press(stage, more, 'Upscale 4K · up to $0.046');
  const larger = await press(stage, asked, 'Go ahead');

  expect(buttonsOf(more).flat().slice(0, 2)).toEqual(['Upscale 2K · up to $0.040', 'Upscale 4K · up to $0.046']);
  expect(asked.content).toMatch(/^This costs up to \$0\.046.* Nothing is charged before you go ahead/);
  expect(isPrivate(asked)).toBe(true);
  expect(larger.content).toMatch(/^\*\*Version 2:\*\* “a hat”\n-# .* · upscaled · /);
  expect(isPrivate(larger)).toBe(false);
});

test('what a button made is no edit that a start from the original would ask for again', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  await ask(stage, 'imagine', { prompt: 'a cat' });
  await ask(stage, 'edit', { prompt: 'with a hat' });
  const edited = await ask(stage, 'edit', { prompt: 'at night' });
  const varied = await press(stage, await press(stage, edited, 'Vary'), 'Subtle · $0.010');

  const more = await press(stage, varied, 'More');
  const opened = discord.pressButton({ user: ada, message: more.id, label: 'Start from the original' });
  const form = await opened.modal(patience);

  const [prompt] = form.components;
  expect(prompt?.component?.value).toBe('with a hat\nat night');
});

test('who may not edit the pictures of others is told so before being asked how', async () => {
  await using stage = await raiseStrict();
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });

  const told = await press(stage, made, 'Vary', stage.ben);

  expect(told.content).toBe(
    "A rule of this server keeps members from using each other's pictures. Nothing was charged.",
  );
  expect(isPrivate(told)).toBe(true);
  expect(stage.upstream.tasks).toHaveLength(1);
});
