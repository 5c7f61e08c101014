import { platform } from 'node:os';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { claimingAvif, claimingWebp, plainPng } from '../pictures/bombs.ts';
import { watchChildrenMemory } from '../pictures/children-memory.ts';
import { ask, buttonsOf, ending, run } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

const paper = { name: 'paper.png', bytes: png(64, 48) };

const bombs = [
  ['a PNG of nine hundred megapixels in a hundred kilobytes', () => plainPng(30_000, 30_000, 'black')],
  ['an AVIF that claims to be as large', () => claimingAvif(30_000, 30_000)],
  ['an AVIF of 64 megapixels, which takes more memory than there is', () => claimingAvif(8_000, 8_000)],
  ['a WebP that claims a hundred and twenty megapixels', () => claimingWebp(16_000, 7_500)],
] as const;

test.for(bombs)('%s is too large: one sentence, nothing charged, no decoder asked', async ([, make]) => {
  await using stage = await raiseStage();
  using memory = watchChildrenMemory();
  const bytes = Buffer.from(await make());
  expect(bytes.length).toBeLessThan(120_000);

  const answer = await ask(stage, 'edit', { prompt: 'bluer', image: { name: 'bomb.png', bytes } });

  expect(answer.content).toBe(
    'Your request has a picture that is too large (bomb.png). Send a smaller one. Nothing was charged.',
  );
  expect(stage.upstream.paidRequests).toEqual([]);
  if (platform() === 'linux') expect(memory.most()).toBe(0);
});

test('a mask that takes more memory than there is is too large, by its name', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const mask = { name: 'bomb.webp', bytes: await claimingWebp(16_000, 6_000) };

  const answer = await ask(stage, 'edit', { prompt: 'bluer', image: paper, mask });

  expect(answer.content).toBe(
    'Your request has a picture that is too large (bomb.webp). Send a smaller one. Nothing was charged.',
  );
  expect(stage.openai.calls).toEqual([]);
});

test('a mask that no decoder can read is no picture, by its name', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const bytes = await claimingAvif(16, 16);
  bytes.fill(0, bytes.indexOf('mdat') + 4);
  const mask = { name: 'broken.avif', bytes };

  const answer = await ask(stage, 'edit', { prompt: 'bluer', image: paper, mask });

  expect(answer.content).toContain('Your request has a file that is not a picture I can read (broken.avif)');
  expect(stage.openai.calls).toEqual([]);
});

test('a result that fits here is never decoded', async () => {
  await using stage = await raiseStage();
  using memory = watchChildrenMemory();

  await ask(stage, 'imagine', { prompt: 'a fox', count: 4 });

  if (platform() === 'linux') expect(memory.most()).toBe(0);
  expect(stage.upstream.tasks).toHaveLength(4);
});

test('a result of which nothing smaller can be made is not lost: the words say so, and Full size has it', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 300 * 1024 }, public: true });
  const broken = Buffer.concat([(await claimingWebp(4_000, 4_000)).subarray(0, 30), Buffer.alloc(400_000, 7)]);
  stage.upstream.script.next({ result: { kind: 'bytes', bytes: broken, contentType: 'image/webp' } });

  const message = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(stage.discord.filesOf(message.id)).toEqual([]);
  expect(message.content).toBe(
    '**Version 1:** “a fox”\n-# gpt-image-2 · 4000×4000 · $0.010\n' +
      '-# One picture is too large to show here; **Full size** has the original.',
  );
  expect(buttonsOf(message)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More'], ['Full size']]);
  const { url = '' } = message.components[1]?.components?.[0] ?? {};
  const linked = await (await fetch(stage.reach(String(url)))).arrayBuffer();
  expect(Buffer.from(linked).includes(broken.subarray(-300_000))).toBe(true);
});

test('sixteen masks of one member hold up neither another’s picture nor another’s mask', async () => {
  await using stage = await raiseStage({
    vendors: ['openai'],
    openai: { pictures: 'plain' },
    // What is left of the sixteen is cut short at the end.
    settings: { SHUTDOWN_GRACE_S: '0', MEMBER_CONCURRENCY: '32' },
  });
  const { ben, openai } = stage;
  // A second of work and half of the memory each.
  const large = { name: 'large.png', bytes: plainPng(9_900, 9_900, 'white') };
  const small = { name: 'small.png', bytes: plainPng(64, 48, 'white') };
  const prompts = () => openai.calls.map(({ prompt }) => prompt);

  const many = Array.from({ length: 16 }, (_, index) =>
    run(stage, 'edit', { prompt: `hers ${index}`, image: paper, mask: large }),
  );
  await Promise.all(many.map((each) => each.acknowledged()));
  const painted = run(stage, 'imagine', { prompt: 'his picture' }, { user: ben });
  const masked = run(stage, 'edit', { prompt: 'his mask', image: paper, mask: small }, { user: ben });
  await Promise.all([ending(painted), ending(masked)]);

  // Two of hers are at work when his comes, and two more may begin before it is there.
  const before = (prompt: string) => prompts().indexOf(prompt);
  expect(before('his picture')).toBeOneOf([0, 1, 2, 3, 4]);
  expect(before('his mask')).toBeOneOf([0, 1, 2, 3, 4, 5]);
});

test('whoever watches sees what is decoded, and what was refused', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const mask = { name: 'bomb.webp', bytes: await claimingWebp(16_000, 6_000) };
  await ask(stage, 'edit', { prompt: 'bluer', image: paper, mask });

  const metrics = await (await fetch(`http://127.0.0.1:${stage.app.httpPort}/metrics`)).text();

  const told = metrics.split('\n').filter((line) => line.startsWith('retouch_pictures_'));
  expect(told.filter((line) => !line.includes('memory_bytes'))).toEqual([
    'retouch_pictures_running 0',
    'retouch_pictures_waiting 0',
    'retouch_pictures_admitted_bytes 0',
    'retouch_pictures_refused_too_large 1',
    'retouch_pictures_refused_unreadable 0',
    'retouch_pictures_refused_time 0',
    'retouch_pictures_refused_memory 0',
    'retouch_pictures_refused_death 0',
  ]);
});
