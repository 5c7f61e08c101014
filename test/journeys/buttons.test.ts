import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { createRest } from '../emulators/discord/testing/rest.ts';
import { ask, ending, inputs, isPrivate, linkTo, patience, press, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const cat = { name: 'cat.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(48, 64) };

/** Presses Edit and sends the form in. */
async function editWith(
  { discord, ada }: Stage,
  message: WireMessage,
  values: Parameters<typeof discord.submitModal>[0]['values'],
  { user = ada }: { readonly user?: Snowflake } = {},
): Promise<WireMessage> {
  const form = await discord.pressButton({ user, message: message.id, label: 'Edit' }).modal(patience);
  return ending(discord.submitModal({ user, modal: form.id, values: values ?? {} }));
}

test('Edit opens the form with the picture’s own model chosen, and makes a new version of it', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', model: 'nano-banana-pro' });
  await ask(stage, 'imagine', { prompt: 'a dog' });

  const form = await discord.pressButton({ user: ben, message: made.id, label: 'Edit' }).modal(patience);
  const model = form.components.find(({ label }) => label === 'Model')?.component;
  expect(model?.options?.filter((option) => option.default).map(({ value }) => value)).toEqual(['nano-banana-pro']);
  const edited = await ending(
    discord.submitModal({
      user: ben,
      modal: form.id,
      values: { prompt: 'with a hat', images: [hat], model: ['nano-banana-pro'] },
    }),
  );

  expect(upstream.tasks[2]).toMatchObject({ operation: 'edits', model: 'nano-banana-pro', prompt: 'with a hat' });
  expect(inputs(stage)[2]).toEqual([upstream.tasks[0]?.results[0]?.sha256, sha256(hat.bytes)]);
  expect(edited.content).toContain(`From [version 1](${linkTo(stage, made)}) and 1 more picture`);
  expect(isPrivate(edited)).toBe(false);
});

test('Again sends the same request once more: a picture of its own', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben } = stage;
  const made = await ask(stage, 'imagine', {
    prompt: 'a cat',
    size: '1024x1536',
    quality: 'low',
    background: 'opaque',
    format: 'jpeg',
  });

  const again = await press(stage, made, 'Again', ben);

  const [first, second] = upstream.paidRequests.map(({ json }) => json as Readonly<Record<string, unknown>>);
  expect({ ...second, trace_id: '' }).toEqual({ ...first, trace_id: '' });
  expect(second?.['trace_id']).not.toBe(first?.['trace_id']);
  expect(again.content).toBe('**Version 2:** “a cat”\n-# gpt-image-2 · 171×256 · $0.010');
  expect(discord.filesOf(again.id)[0]?.sha256).toBe(upstream.tasks[1]?.results[0]?.sha256);
  expect(again.id).not.toBe(made.id);
});

test('Again of an edit works on the same pictures, as many as there were', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'edit', { prompt: 'in the hat', image: cat, image2: hat, count: 2 });
  await ask(stage, 'imagine', { prompt: 'something else' });

  await press(stage, made, 'Again');

  const both = [sha256(cat.bytes), sha256(hat.bytes)];
  expect(inputs(stage)).toEqual([both, both, [], both, both]);
});

test('Undo goes back, and tells everybody', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const edited = await ask(stage, 'edit', { prompt: 'with a hat' });

  const undone = await press(stage, edited, 'Undo', ben);
  await ask(stage, 'edit', { prompt: 'with a scarf' }, { user: ben });

  expect(undone.content).toBe(`[Version 1](${linkTo(stage, made)}) is current now for <@${ben}>.`);
  expect(isPrivate(undone)).toBe(false);
  expect(discord.pingsOf(undone.id)).toEqual([]);
  expect(inputs(stage)[2]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});

test('Edit, Again and Undo still work after a restart', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });

  await stage.restart();
  const edited = await editWith(stage, made, { prompt: 'with a hat' });
  await stage.restart();
  await press(stage, made, 'Again');
  await stage.restart();
  const undone = await press(stage, edited, 'Undo');

  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a cat', 'with a hat', 'a cat']);
  expect(inputs(stage)).toEqual([[], [upstream.tasks[0]?.results[0]?.sha256], []]);
  // Again was asked later than the edit, but Undo names the version that it stands under.
  expect(undone.content).toBe(`[Version 1](${linkTo(stage, made)}) is current now for <@${stage.ada}>.`);
});

test('a form that was closed costs nothing, and can be opened again', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  const first = await discord.pressButton({ user: ada, message: made.id, label: 'Edit' }).modal(patience);

  discord.dismissModal(ada, first.id);
  await editWith(stage, made, { prompt: 'with a hat' });

  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a cat', 'with a hat']);
});

test('a form that says nothing is refused privately, and nothing is sent', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });

  const answer = await editWith(stage, made, { prompt: '   ', size: ['16:9 · 4K'] });

  expect(answer.content).toBe('Your request needs a prompt that the model can take. Nothing was charged.');
  expect(isPrivate(answer)).toBe(true);
  expect(stage.upstream.tasks).toHaveLength(1);
});

test('a size chosen in the form that the model chosen in it cannot make is refused privately', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a cat' });

  const answer = await editWith(stage, made, { prompt: 'in oil', model: ['nano-banana'], size: ['16:9 · 4K'] });

  expect(answer.content).toBe(
    'Your request has a size that this model cannot make. The nearest it can make is 1536x864. Nothing was charged.',
  );
  expect(isPrivate(answer)).toBe(true);
  expect(stage.upstream.tasks).toHaveLength(1);
});

test.each([
  [
    'v0:edit:1',
    'This button is from an earlier version of me and does nothing now. Use **Apps → Edit image** on the message.',
  ],
  ['v1:dance:1', 'I do not know this button.'],
  ['approve', 'I do not know this button.'],
])('a button with the custom id %s is answered kindly, and privately', async (customId, words) => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const { body } = await createRest(discord)(`POST /channels/${channel}/messages`, {
    body: {
      content: 'A message from long ago',
      components: [{ type: 1, components: [{ type: 2, style: 2, label: 'Press', custom_id: customId }] }],
    },
  });

  const answer = await ending(discord.pressButton({ user: ada, message: body.id, label: 'Press' }));

  expect(answer.content).toBe(words);
  expect(isPrivate(answer)).toBe(true);
});

test('buttons of a version that nobody knows say so kindly, and cost nothing', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  const labels = ['Edit', 'Again', 'Undo', 'Full'];
  const { body } = await createRest(discord)(`POST /channels/${channel}/messages`, {
    body: {
      content: 'A message from before the store was lost',
      components: [
        {
          type: 1,
          components: labels.map((label) => ({
            type: 2,
            style: 2,
            label,
            custom_id: `v1:${label.toLowerCase()}:1000000000000000000-0-0`,
          })),
        },
      ],
    },
  });

  const answers: string[] = [];
  for (const label of labels) {
    const answer = await ending(discord.pressButton({ user: ada, message: body.id, label }));
    expect(isPrivate(answer)).toBe(true);
    answers.push(answer.content);
  }

  const gone = 'Your request needs a picture that can no longer be fetched. Attach it again. Nothing was charged.';
  expect(answers).toEqual([
    gone,
    gone,
    'I do not know that version here. `/history show` lists the ones there are.',
    gone,
  ]);
  expect(upstream.requests).toEqual([]);
});
