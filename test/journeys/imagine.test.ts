import { expect, test } from 'vitest';
import { ask, buttonsOf, isPrivate } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

test('a plain /imagine thinks, then shows the picture: two requests to Discord, one to the image service', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  discord.forgetRequests();

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(upstream.paidRequests.map(({ path, json }) => ({ path, json }))).toEqual([
    {
      path: '/openai/images/generations',
      json: { model: 'gpt-image-2', prompt: 'a red fox', n: 1, async: true, trace_id: upstream.tasks[0]?.traceId },
    },
  ]);
  const [version] = versionsIn(message);
  expect(discord.requests.map(({ route, body }) => ({ route, body }))).toEqual([
    { route: 'POST /interactions/:interaction/:token/callback', body: { type: 5, data: {} } },
    {
      route: 'PATCH /webhooks/:application/:token/messages/:message',
      body: {
        content: '**Version 1:** “a red fox”\n-# gpt-image-2 · 256×256 · $0.010',
        components: [
          {
            type: 1,
            components: [
              { type: 2, style: 1, label: 'Edit', custom_id: `v1:edit:${version}` },
              { type: 2, style: 2, label: 'Vary', custom_id: `v1:vary:${version}` },
              { type: 2, style: 2, label: 'Again', custom_id: `v1:again:${version}` },
              { type: 2, style: 2, label: 'Undo', custom_id: `v1:undo:${version}` },
              { type: 2, style: 2, label: 'More', custom_id: `v1:more:${version}` },
            ],
          },
        ],
        allowed_mentions: { parse: [] },
        attachments: [
          { id: '0', filename: 'retouch-1.png', description: 'Version 1, made by AI (gpt-image-2): a red fox' },
        ],
      },
    },
  ]);
  const [picture] = upstream.tasks[0]?.results ?? [];
  expect(discord.filesOf(message.id)).toMatchObject([{ name: 'retouch-1.png', sha256: picture?.sha256 }]);
  expect(isPrivate(message)).toBe(false);
});

test('every option of /imagine reaches the image service in its own words', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;

  const message = await ask(stage, 'imagine', {
    prompt: 'a paper boat',
    model: 'gpt-image-2',
    size: '16:9 · 2K',
    quality: 'high',
    background: 'transparent',
    format: 'webp',
    count: 1,
    private: false,
  });

  expect(upstream.paidRequests.map(({ json }) => json)).toEqual([
    {
      model: 'gpt-image-2',
      prompt: 'a paper boat',
      n: 1,
      size: '2048x1152',
      quality: 'high',
      background: 'transparent',
      output_format: 'webp',
      async: true,
      trace_id: upstream.tasks[0]?.traceId,
    },
  ]);
  expect(message.content).toBe('**Version 1:** “a paper boat”\n-# gpt-image-2 · 256×144 · $0.010');
  expect(discord.filesOf(message.id)).toMatchObject([{ name: 'retouch-1.webp', contentType: 'image/webp' }]);
});

test.each([
  ['1536x1024', '1536x1024'],
  ['1536 × 1024', '1536x1024'],
  ['3:2 2k', '2016x1344'],
  ['auto', undefined],
])('the size "%s" is asked for as %s', async (size, asked) => {
  await using stage = await raiseStage();

  await ask(stage, 'imagine', { prompt: 'a lighthouse', size });

  expect(stage.upstream.tasks).toMatchObject([{ size: asked }]);
  expect(stage.upstream.paidRequests[0]?.json).toEqual({
    model: 'gpt-image-2',
    prompt: 'a lighthouse',
    n: 1,
    ...(asked === undefined ? {} : { size: asked }),
    async: true,
    trace_id: stage.upstream.tasks[0]?.traceId,
  });
});

test('three pictures are asked for one by one, side by side, and come in one message', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  // None is made before all three are asked for.
  upstream.script.always({ until: until(() => upstream.tasks.length === 3, 'all three are in work') });

  const message = await ask(stage, 'imagine', { prompt: 'a kite', count: 3 });

  expect(upstream.paidRequests.map(({ json }) => json)).toEqual(
    upstream.tasks.map(({ traceId }) => ({
      model: 'gpt-image-2',
      prompt: 'a kite',
      n: 1,
      async: true,
      trace_id: traceId,
    })),
  );
  expect(new Set(upstream.tasks.map(({ traceId }) => traceId)).size).toBe(3);
  expect(upstream.busiest).toBe(3);
  expect(message.content).toBe('**Versions 1, 2, 3:** “a kite”\n-# gpt-image-2 · 256×256 · $0.031');
  expect(discord.filesOf(message.id).map(({ name, description }) => ({ name, description }))).toEqual(
    [1, 2, 3].map((number) => ({
      name: `retouch-${number}.png`,
      description: `Version ${number}, made by AI (gpt-image-2): a kite`,
    })),
  );
  expect(sorted(discord.filesOf(message.id).map(({ sha256 }) => sha256))).toEqual(
    sorted(upstream.tasks.map(({ results }) => results[0]?.sha256)),
  );
  expect(buttonsOf(message)).toEqual([
    ['Use 1', 'Use 2', 'Use 3'],
    ['Edit', 'Vary', 'Again', 'Undo', 'More'],
  ]);
});

test('when one of three pictures fails, the two others come with a word about it', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  upstream.script.next({ fail: { code: 'api_error', message: 'the vendor says: kites are down' } });

  const message = await ask(stage, 'imagine', { prompt: 'a kite', count: 3 });

  expect(upstream.tasks.map(({ state }) => state).sort()).toEqual(['failed', 'succeeded', 'succeeded']);
  expect(message.content).toBe(
    '**Versions 1, 2:** “a kite”\n-# gpt-image-2 · 256×256 · $0.021\n-# 2 of the 3 asked for: The image service failed to make it.',
  );
  expect(discord.filesOf(message.id)).toHaveLength(2);
  expect(buttonsOf(message)).toEqual([
    ['Use 1', 'Use 2'],
    ['Edit', 'Vary', 'Again', 'Undo', 'More'],
  ]);
});

test('a model that knows no qualities makes the picture all the same, and says what was left out', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;

  const message = await ask(stage, 'imagine', {
    prompt: 'a teapot',
    model: 'nano-banana',
    quality: 'high',
    background: 'opaque',
    format: 'webp',
  });

  expect(upstream.paidRequests.map(({ json }) => json)).toEqual([
    { model: 'nano-banana', prompt: 'a teapot', async: true, trace_id: upstream.tasks[0]?.traceId },
  ]);
  expect(message.content).toBe(
    '**Version 1:** “a teapot”\n-# nano-banana · 256×256 · $0.013\n-# This model does not take quality, background and format, so that was left out.',
  );
});

test('a transparent background of a model that makes none is refused free of charge, with those who would', async () => {
  await using stage = await raiseStage();

  const message = await ask(stage, 'imagine', { prompt: 'a teapot', model: 'nano-banana', background: 'transparent' });

  expect(message.content).toBe(
    'Your request needs a transparent background, which this model does not make here (Nano Banana). GPT Image 2, GPT Image 2 (official) or GPT Image 2.5 Flare would do it. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});

const sorted = (texts: readonly (string | undefined)[]) => [...texts].sort();

const versionsIn = ({ components }: Awaited<ReturnType<typeof ask>>) =>
  components.flatMap(({ components: buttons = [] }) => buttons.map((each) => each.custom_id?.split(':').at(-1)));
