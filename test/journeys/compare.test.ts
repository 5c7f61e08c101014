import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, isPrivate, press, sha256 } from './asking.ts';
import { fox, linesOf, madeBy, paidCalls, raise, shownIn, three, twoVendors } from './comparing.ts';
import { raiseStrict } from './strict-server.ts';

// `/compare`: one prompt to two or three models, in one message.

const refused = { refuse: { status: 400, code: 'moderation_blocked' } };
const moderation = "The image service's moderation refused these words or pictures";

test('one prompt goes to two models at two services, as each reads it; one message shows both', async () => {
  await using stage = await raise();
  const { openai, upstream } = stage;

  const message = await ask(stage, 'compare', { ...fox, size: '1:1 · 1K' });

  const [call] = openai.calls;
  expect(openai.paidRequests.map(({ path, json }) => ({ path, json }))).toEqual([
    {
      path: '/v1/images/generations',
      json: {
        ...{ model: 'gpt-image-2', prompt: 'a red fox', n: 1, size: '1024x1024' },
        ...{ user: call?.user, stream: true, partial_images: 2 },
      },
    },
  ]);
  expect(upstream.paidRequests.map(({ path, json }) => ({ path, json }))).toEqual([
    {
      path: '/nano-banana/images',
      json: {
        ...{ action: 'generate', model: 'nano-banana', prompt: 'a red fox', count: 1, aspect_ratio: '1:1' },
        ...{ async: true, trace_id: upstream.tasks[0]?.traceId },
      },
    },
  ]);
  expect(linesOf(message)).toEqual([
    '**Versions 1, 2:** “a red fox”',
    '-# 96×96, 256×256 · $0.072 in all',
    '-# 1 · GPT Image 2 · T · $0.059',
    '-# 2 · Nano Banana · T · $0.013',
  ]);
  expect(message.attachments.map(({ filename, description }) => [filename, description])).toEqual([
    ['retouch-1.png', 'Version 1, made by AI (GPT Image 2): a red fox'],
    ['retouch-2.jpg', 'Version 2, made by AI (Nano Banana): a red fox'],
  ]);
  expect(shownIn(stage, message)).toEqual(madeBy(stage, 'gpt-image-2', 'nano-banana'));
  expect(buttonsOf(message)).toEqual([
    ['Use 1', 'Use 2'],
    ['Edit', 'Vary', 'Again', 'Undo', 'More'],
  ]);
});

test('of three, the one that is refused takes no other along; its line says why, and the buttons go by what is shown', async () => {
  await using stage = await raise({ settings: { DEFAULT_LIMITS: 'user:images:day:9' } });
  stage.openai.script.next(refused);

  const message = await ask(stage, 'compare', three);

  expect(linesOf(message)).toEqual([
    '**Versions 1, 2:** “a red fox”',
    '-# 256×256 · $0.047 in all',
    `-# – · GPT Image 2 · ${moderation}`,
    '-# 1 · Nano Banana · T · $0.013',
    '-# 2 · Nano Banana Pro · T · $0.033',
  ]);
  expect(shownIn(stage, message)).toEqual(madeBy(stage, 'nano-banana', 'nano-banana-pro'));
  expect(buttonsOf(message)[0]).toEqual(['Use 1', 'Use 2']);
  // What did not come is not charged.
  expect((await ask(stage, 'quota')).content).toContain('**7 of 9 left**');
});

test('where all of them are refused, one sentence says so, and what each said; the words can be changed for all', async () => {
  await using stage = await raise();

  const both = await ask(stage, 'compare', { ...fox, prompt: 'a forbidden fox' });

  expect(linesOf(both)).toEqual([
    `${moderation}. Say it differently, or use another picture. Nothing was charged.`,
    '-# GPT Image 2 · Nano Banana',
  ]);
  expect(buttonsOf(both)).toEqual([['Change the words']]);
  const form = await stage.discord
    .pressButton({ user: stage.ada, message: both.id, label: 'Change the words' })
    .modal({ timeoutMs: 20_000 });
  const handle = stage.discord.submitModal({ user: stage.ada, modal: form.id, values: { prompt: 'a tame fox' } });
  const made = await handle.answered({ where: ({ attachments }) => attachments.length === 2, timeoutMs: 20_000 });
  expect(shownIn(stage, made)).toEqual(madeBy(stage, 'gpt-image-2', 'nano-banana'));
});

test('where each has failed for its own reason, each line has it below the first', async () => {
  await using stage = await raise();
  stage.openai.script.next(refused);
  stage.upstream.script.next({ fail: { code: 'api_error' } });

  const message = await ask(stage, 'compare', fox);

  expect(linesOf(message)).toEqual([
    `${moderation}. Say it differently, or use another picture. Nothing was charged.`,
    `-# – · GPT Image 2 · ${moderation}`,
    '-# – · Nano Banana · The image service failed to make it',
  ]);
});

test('a model whose service fails is made by the next that has it, in its own place', async () => {
  await using stage = await raise();
  stage.openai.script.next({ refuse: { status: 401, code: 'invalid_api_key' } });

  const message = await ask(stage, 'compare', fox);

  expect(stage.upstream.tasks.map(({ model }) => model).toSorted()).toEqual(['gpt-image-2', 'nano-banana']);
  expect(shownIn(stage, message)).toEqual(
    madeBy({ ...stage, openai: { ...stage.openai, calls: [] } }, 'gpt-image-2', 'nano-banana'),
  );
  expect(linesOf(message)).toEqual([
    '**Versions 1, 2:** “a red fox”',
    '-# 256×256 · $0.024 in all',
    '-# 1 · GPT Image 2 · T · $0.010',
    '-# 2 · Nano Banana · T · $0.013',
  ]);
});

describe('held together or not at all', () => {
  test('a limit that leaves two of three lets none be made, and holds nothing', async () => {
    await using stage = await raise({ settings: { DEFAULT_LIMITS: 'user:images:day:2' } });

    const message = await ask(stage, 'compare', three);

    expect(message.content).toContain('Your request would take 3 pictures');
    expect(isPrivate(message)).toBe(true);
    expect(paidCalls(stage)).toEqual([0, 0]);
    expect((await ask(stage, 'quota')).content).toContain('**2 of 2 left**');
    expect((await ask(stage, 'compare', fox)).attachments).toHaveLength(2);
  });

  test('one whose price nobody publishes lets none be made where a limit in dollars applies, and is named', async () => {
    await using stage = await raise({ settings: { DEFAULT_LIMITS: 'user:usd:day:5' } });

    const message = await ask(stage, 'compare', { ...fox, model3: 'nano-banana-2-lite' });

    expect(message.content).toContain('(nano-banana-2-lite)');
    expect(paidCalls(stage)).toEqual([0, 0]);
  });

  test('above the bound of the server the sum is asked about, though each alone is below it; going ahead makes all', async () => {
    await using stage = await raiseStrict({ others: null, ...twoVendors });
    await stage.manage('set', { 'ask-above': 0.04 });
    const bananas = { prompt: 'a red fox', model: 'nano-banana', model2: 'nano-banana-pro' };

    const asked = await ask(stage, 'compare', bananas);

    expect(asked.content).toBe(
      'This costs $0.047. Nothing is charged before you go ahead; the buttons hold for 15 minutes.',
    );
    expect(paidCalls(stage)).toEqual([0, 0]);
    await stage.restart();
    const made = await press(stage, asked, 'Go ahead');
    expect(linesOf(made)).toEqual([
      '**Versions 1, 2:** “a red fox”',
      '-# 256×256 · $0.047 in all',
      '-# 1 · Nano Banana · T · $0.013',
      '-# 2 · Nano Banana Pro · T · $0.033',
    ]);
  });
});

test('with two pictures it is an edit of the first by each, and both go to each', async () => {
  await using stage = await raise();
  const { openai, upstream } = stage;
  const cat = { name: 'cat.png', bytes: png(60, 60) };
  const hat = { name: 'hat.png', bytes: png(48, 64) };

  const message = await ask(stage, 'compare', { ...fox, prompt: 'with the hat', image: cat, image2: hat });

  const both = [cat, hat].map(({ bytes }) => sha256(bytes));
  expect([...openai.calls, ...upstream.tasks].map(({ inputs }) => inputs.map((each) => each.sha256))).toEqual([
    both,
    both,
  ]);
  expect(linesOf(message)).toMatchObject([
    '**Versions 3, 4:** “with the hat”',
    expect.stringMatching(/^-# From the picture sent and 1 more picture · [\d×, ]+ · \$0\.\d+ in all$/),
    expect.stringMatching(/^-# 1 · GPT Image 2 · T · \$0\.\d+$/),
    '-# 2 · Nano Banana · T · $0.013',
  ]);
  expect(message.attachments[1]?.description).toBe('Version 4, edited by AI (Nano Banana): with the hat');
});

describe('a model that cannot do it', () => {
  test.each([
    [{ model2: 'dall-e-9' }, 'Your request names a model that I do not know (dall-e-9). Choose one of those offered.'],
    [
      { model2: 'gpt-image-2:reverse' },
      'Your request names the same model twice (GPT Image 2). Choose another one to compare it with.',
    ],
    [
      { model3: 'dall-e-3' },
      'Your request names the same model twice (GPT Image 2). Choose another one to compare it with.',
    ],
    [
      { size: '3840x2160' },
      'Your request has a size that this model cannot make (Nano Banana). The nearest it can make is 1536x864.',
    ],
    [
      { size: 'enormous' },
      'Your request has a size that this model cannot make. Choose one of the sizes offered, or `auto`.',
    ],
    [
      { model2: 'gpt-image-2-plus' },
      'Your request needs something that is not offered here (GPT Image 2 Plus). GPT Image 2 (official), GPT Image 2.5 Flare or GPT Image 2.5 Sunburst would do it.',
    ],
  ])('%j: it is named, and no other makes anything', async (options, sentence) => {
    await using stage = await raise();
    const message = await ask(stage, 'compare', { ...fox, ...options });
    expect(message.content).toBe(`${sentence} Nothing was charged.`);
    expect(isPrivate(message)).toBe(true);
    expect(paidCalls(stage)).toEqual([0, 0]);
  });

  test('by a rule of the server is named as well', async () => {
    await using stage = await raiseStrict({ others: null, ...twoVendors });
    const { discord, manager, channel } = stage;
    const rule = { user: manager, channel, command: 'server models allow', options: { model: 'gpt-image-2' } };
    await discord.runCommand(rule).answered();

    const message = await ask(stage, 'compare', fox);

    expect(message.content).toBe(
      'A rule of this server does not let you use this model (nano-banana). You may use `gpt-image-2`. Nothing was charged.',
    );
    expect(paidCalls(stage)).toEqual([0, 0]);
  });
});
