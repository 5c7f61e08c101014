import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

test.each([
  ['4096x4096', '2880x2880'],
  ['1920x1080', '1920x1088'],
  ['512x512', '816x816'],
  ['3840x1000', '3408x1136'],
])('the size %s is refused privately, with %s named as the nearest, and nothing is sent', async (size, nearest) => {
  await using stage = await raiseStage();

  const message = await ask(stage, 'imagine', { prompt: 'a bridge', size });

  expect(message.content).toBe(
    `Your request has a size that this model cannot make. The nearest it can make is ${nearest}. Nothing was charged.`,
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.discord.visibleMessages(stage.ben, stage.channel)).toEqual([]);
  expect(stage.upstream.requests).toEqual([]);
});

test('a size that is none is refused privately, and nothing is sent', async () => {
  await using stage = await raiseStage();

  const message = await ask(stage, 'edit', {
    prompt: 'a bridge',
    size: 'enormous',
    image: { name: 'bridge.png', bytes: png(32, 32) },
  });

  expect(message.content).toBe(
    'Your request has a size that this model cannot make. Choose one of the sizes offered, or `auto`. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});

test('while a model is typed, those there are come up with what a picture costs', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const typing = { user: ada, channel, command: 'imagine', focused: 'model' };

  expect(await discord.autocomplete({ ...typing, value: '' })).toEqual([
    { name: 'GPT Image 2 · $0.010', value: 'gpt-image-2' },
    { name: 'GPT Image 2 (official) · up to $0.33', value: 'gpt-image-2:official' },
    { name: 'GPT Image 2.5 Flare', value: 'gpt-image-2.5-flare' },
    { name: 'GPT Image 2.5 Sunburst', value: 'gpt-image-2.5-sunburst' },
    { name: 'GPT Image 1.5 · $0.052', value: 'gpt-image-1.5' },
    { name: 'Nano Banana · $0.013', value: 'nano-banana' },
    { name: 'Nano Banana 2 · $0.027', value: 'nano-banana-2' },
    { name: 'Nano Banana 2 Lite', value: 'nano-banana-2-lite' },
    { name: 'Nano Banana Pro · $0.033', value: 'nano-banana-pro' },
  ]);
  expect(await discord.autocomplete({ ...typing, value: 'pro' })).toEqual([
    { name: 'Nano Banana Pro · $0.033', value: 'nano-banana-pro' },
  ]);
});

test('while a size is typed, presets come up that the model chosen before can make', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const typing = { user: ada, channel, command: 'edit', focused: 'size' };

  expect(await discord.autocomplete({ ...typing, value: '16:9' })).toEqual([
    { name: '16:9 · 1K (1536x864)', value: '16:9 · 1K' },
    { name: '16:9 · 2K (2048x1152)', value: '16:9 · 2K' },
    { name: '16:9 · 4K (3840x2160)', value: '16:9 · 4K' },
  ]);
  expect(await discord.autocomplete({ ...typing, value: '', options: { model: 'nano-banana' } })).toEqual([
    { name: 'auto (the model decides)', value: 'auto' },
    { name: '1:1 · 1K (1024x1024)', value: '1:1 · 1K' },
    { name: '3:2 · 1K (1536x1024)', value: '3:2 · 1K' },
    { name: '2:3 · 1K (1024x1536)', value: '2:3 · 1K' },
    { name: '4:3 · 1K (1344x1008)', value: '4:3 · 1K' },
    { name: '3:4 · 1K (1008x1344)', value: '3:4 · 1K' },
    { name: '16:9 · 1K (1536x864)', value: '16:9 · 1K' },
    { name: '9:16 · 1K (864x1536)', value: '9:16 · 1K' },
  ]);
  const all = await discord.autocomplete({ ...typing, value: '' });
  expect(all).toHaveLength(25);
});

test('while a quality is typed, those of the model come up, without a price where finer ones cost the same', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const typing = { user: ada, channel, command: 'imagine', focused: 'quality' };

  expect(await discord.autocomplete({ ...typing, value: '' })).toEqual(
    [{ name: 'auto', value: 'auto' }].concat(
      ['low', 'medium', 'high'].map((quality) => ({ name: quality, value: quality })),
    ),
  );
  expect(await discord.autocomplete({ ...typing, value: '', options: { model: 'nano-banana' } })).toEqual([]);
});

test('what is offered is priced for whoever will really make it: with a region, the official relay', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const typing = { user: ada, channel, command: 'edit', value: '', options: { region: 'left half' } };

  expect(await discord.autocomplete({ ...typing, focused: 'quality' })).toEqual([
    { name: 'auto · up to $0.34', value: 'auto' },
    { name: 'low · up to $0.035', value: 'low' },
    { name: 'medium · up to $0.11', value: 'medium' },
    { name: 'high · up to $0.34', value: 'high' },
  ]);
  expect(await discord.autocomplete({ ...typing, focused: 'size', value: '1:1' })).toEqual([
    { name: '1:1 · 1K (1024x1024) · up to $0.24', value: '1:1 · 1K' },
    { name: '1:1 · 2K (2048x2048) · up to $0.46', value: '1:1 · 2K' },
    { name: '1:1 · 4K (2880x2880) · up to $0.74', value: '1:1 · 4K' },
  ]);
  const low = { ...typing, options: { region: 'left half', quality: 'low' } };
  expect(await discord.autocomplete({ ...low, focused: 'model', value: 'gpt image 2 ·' })).toEqual([
    { name: 'GPT Image 2 · up to $0.035', value: 'gpt-image-2' },
  ]);
});

test('a completed model may be typed by its name', async () => {
  await using stage = await raiseStage();

  await ask(stage, 'imagine', { prompt: 'a bridge', model: 'Nano Banana Pro' });

  expect(stage.upstream.tasks).toMatchObject([{ model: 'nano-banana-pro' }]);
});

test('an unknown model is refused privately by its name, and nothing is sent', async () => {
  await using stage = await raiseStage();

  const message = await ask(stage, 'imagine', { prompt: 'a bridge', model: '@everyone' });

  expect(message.content).toBe(
    'Your request names a model that I do not know (@\u2060everyone). Choose one of those offered. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});
