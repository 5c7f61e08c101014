import { expect, test } from 'vitest';
import { ask, isPrivate, press } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

test('the finest quality of gpt-image-2.6, with what its price was taken at; charged for what the vendor counted', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;
  const { discord, ada, channel } = stage;
  const typing = { user: ada, channel, command: 'imagine', options: { model: 'gpt-image-2.6-flare' } };

  expect(await discord.autocomplete({ ...typing, focused: 'quality', value: '' })).toEqual([
    { name: 'auto · up to $0.33', value: 'auto' },
    { name: 'low · up to $0.050', value: 'low' },
    { name: 'medium · up to $0.094', value: 'medium' },
    { name: 'high · up to $0.094', value: 'high' },
    { name: 'xhigh · up to $0.15', value: 'xhigh' },
    { name: 'max · up to $0.33', value: 'max' },
  ]);
  const asked = { prompt: 'a red fox', model: 'gpt-image-2.6-flare', size: '1024x1024' };
  const made = await ask(stage, 'imagine', { ...asked, quality: 'xhigh' });

  expect(vendor.paidRequests.map(({ json }) => json)).toMatchObject([
    { model: 'gpt-image-2.6-flare', quality: 'xhigh', complexity: 'high' },
  ]);
  // 3,122 tokens, and 100 for each of two previews: $0.0997.
  expect(made.content).toMatch(/· \$0\.10$/);
});

test('a quality that a model does not have is refused privately, with those that it has and who has it', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox', quality: 'max' });

  expect(message.content).toBe(
    'Your request names a quality that this model does not have (GPT Image 2). It has auto, low, medium and high. GPT Image 2.5 Flare, GPT Image 2.5 Sunburst or GPT Image 2.6 Flare would do it. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.openai.paidRequests).toEqual([]);
});

test('what another vendor alone has of a model is offered beside the rest, and made there', async () => {
  await using stage = await raiseStage({ vendors: ['acedatacloud', 'openai'] });
  const { discord, ada, channel } = stage;
  const options = { model: 'gpt-image-2.5-flare' };
  const typing = { user: ada, channel, command: 'imagine', options, focused: 'quality', value: '' };

  expect((await discord.autocomplete(typing)).map(({ name }) => name)).toEqual([
    ...['auto', 'low', 'medium', 'high'],
    ...['xhigh · up to $0.15', 'max · up to $0.33'],
  ]);
  await ask(stage, 'imagine', { prompt: 'a red fox', ...options, quality: 'high' });
  // Nobody publishes what the model costs by itself, so its price is asked about first.
  const priced = await ask(stage, 'imagine', { prompt: 'a red fox', ...options, quality: 'max' });
  await press(stage, priced, 'Go ahead');

  expect(stage.upstream.tasks.map(({ quality }) => quality)).toEqual(['high']);
  expect(stage.openai.calls.map(({ quality }) => quality)).toEqual(['max']);
});
