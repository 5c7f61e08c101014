import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate } from './asking.ts';
import { isLastPicture } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

test('a preset on Nano Banana Pro is a ratio and a resolution of its own interface', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;

  const message = await ask(stage, 'imagine', { prompt: 'a fox', model: 'nano-banana-pro', size: '16:9 · 4K' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests.map(({ path, json }) => [path, json])).toEqual([
    [
      '/nano-banana/images',
      {
        action: 'generate',
        model: 'nano-banana-pro',
        prompt: 'a fox',
        count: 1,
        aspect_ratio: '16:9',
        resolution: '4K',
        async: true,
        trace_id: upstream.tasks[0]?.traceId,
      },
    ],
  ]);
  expect(message.content).toBe('**Version 1:** “a fox”\n-# nano-banana-pro · 256×144 · $0.033');
});

test('a size in pixels is the nearest of its ratios', async () => {
  await using stage = await raiseStage();

  await ask(stage, 'imagine', { prompt: 'a fox', model: 'nano-banana', size: '1000x1300' });

  expect(stage.upstream.paidRequests[0]?.json).toMatchObject({ aspect_ratio: '3:4' });
});

test('an edit without a size is the interface that takes files, with one by its own and the picture inside', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const image = { name: 'fox.png', bytes: png(64, 64) };

  await ask(stage, 'edit', { prompt: 'bluer', model: 'nano-banana-2', image });
  await ask(stage, 'edit', { prompt: 'wider', model: 'nano-banana-2', size: '16:9 · 1K' });

  expect(upstream.paidRequests.map(({ path }) => path)).toEqual(['/openai/images/edits', '/nano-banana/images']);
  // It does not read how many are wanted.
  expect(upstream.paidRequests[0]?.fields.map(({ name }) => name)).toEqual(['model', 'prompt', 'trace_id', 'async']);
  expect(upstream.tasks[1]?.inputs).toMatchObject([{ from: 'inline', sha256: upstream.tasks[0]?.results[0]?.sha256 }]);
});

test('a resolution that the model does not have is refused privately, with the nearest that it has', async () => {
  await using stage = await raiseStage();

  const message = await ask(stage, 'imagine', { prompt: 'a fox', model: 'nano-banana', size: '16:9 · 4K' });

  expect(message.content).toBe(
    'Your request has a size that this model cannot make. The nearest it can make is 1536x864. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});

test('a native call whose answer was lost is found at its own interface, and delivered', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ drop: 'after' });

  const message = await ask(stage, 'imagine', { prompt: 'a fox', model: 'nano-banana', size: '1:1 · 1K' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(upstream.requests.map(({ path }) => path)).not.toContain('/openai/tasks');
});
