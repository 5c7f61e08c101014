import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { peoplesFiles } from '../fixtures/people/corpus.ts';
import { secrets } from '../fixtures/people/parts.ts';
import { type PeoplesFile, quarters, seenSize } from '../fixtures/people/peoples-file.ts';
import { ask, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// Pictures as people send them, through the whole bot: what the image service was given of each.

const files = await peoplesFiles();
const sendable = files.filter(({ sent }) => sent.kind !== 'refused');

/** Edits this file, and gives what the image service got. */
async function edited(stage: Stage, { name, bytes }: PeoplesFile, options: Readonly<Record<string, string>> = {}) {
  const made = await ask(stage, 'edit', { prompt: 'a hat', image: { name, bytes }, ...options });
  const task = stage.upstream.tasks.at(-1);
  const input = task?.inputs[0];
  if (input === undefined) throw new Error(`nothing was sent: ${made.content}`);
  return { made, task, input, bytes: Buffer.from(await input.bytes()) };
}

/** What one sees in the middle of each quarter, within what JPEG loses. */
async function seenIn(bytes: Buffer): Promise<readonly string[]> {
  const { width, height } = seenSize;
  const raw = await sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer();
  const centres = [0, 1, 2, 3].map((index) => [
    Math.floor((0.25 + 0.5 * (index % 2)) * width),
    Math.floor((0.25 + 0.5 * Math.floor(index / 2)) * height),
  ]);
  return centres.map(([x = 0, y = 0]) => {
    const at = (y * width + x) * 3;
    return `#${[...raw.subarray(at, at + 3)].map((value) => (value > 127 ? 'ff' : '00')).join('')}`;
  });
}

const uncoloured = new Set(['grey.png', 'grey.jpg', 'one-bit.png', 'print.jpg', 'cut-off.jpg']);

test('the image service gets of each what a person sees, in a plain form, and nothing else', {
  timeout: 120_000,
}, async () => {
  await using stage = await raiseStage();
  for (const file of sendable) {
    const { input, bytes } = await edited(stage, file);
    const { name, sent } = file;
    const told = bytes.toString('latin1');
    expect([name, secrets.filter((each) => told.includes(each))]).toEqual([name, []]);
    expect([name, input.width, input.height]).toEqual([name, seenSize.width, seenSize.height]);
    if (sent.kind === 'same') expect([name, input.sha256]).toEqual([name, sha256(file.bytes)]);
    if (sent.kind === 'anew') expect([name, input.contentType]).toEqual([name, sent.as]);
    const { format, depth, isPalette = false, pages = 1, orientation = 1 } = await sharp(bytes).metadata();
    expect([name, depth, isPalette, pages, orientation]).toEqual([name, 'uchar', false, 1, 1]);
    expect([name, ['png', 'jpeg', 'webp'].includes(format)]).toEqual([name, true]);
    if (!uncoloured.has(name)) expect([name, await seenIn(bytes)]).toEqual([name, Object.values(quarters)]);
  }
});

test('a mask fits what is sent, however the photograph lies in its file', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  for (const name of ['turned-6.jpg', 'hdr.jpg', 'print.jpg', 'dance.webp']) {
    const file = files.find((each) => each.name === name);
    if (file === undefined) throw new Error('the corpus has it');
    const image = { name, bytes: file.bytes };
    const made = await ask(stage, 'edit', { prompt: 'a hat', image, region: 'top left' });
    expect([name, made.content]).toEqual([name, expect.stringContaining('“a hat”')]);
    expect(stage.openai.calls.at(-1)).toMatchObject({ inputs: [seenSize], mask: seenSize });
  }
});

// Discord's own program lets nobody choose other kinds of files.
const chosen = /\.(png|jpe?g|webp|gif|avif)$/;

describe('what cannot be read', () => {
  test.for(files.filter(({ name, sent }) => sent.kind === 'refused' && chosen.test(name)))(
    '$name is named, and free',
    async ({ name, bytes, sent }) => {
      await using stage = await raiseStage();
      const { content } = await ask(stage, 'edit', { prompt: 'a hat', image: { name, bytes } });
      const isTooLarge = sent.kind === 'refused' && sent.code === 'picture_too_large';
      expect(content).toContain(isTooLarge ? 'a picture that is too large' : 'not a picture');
      expect(content).toContain(name);
      expect(content).toContain('nothing was charged');
      expect(stage.upstream.paidRequests).toEqual([]);
    },
  );
});

describe('a picture that goes out', () => {
  const markOf = async (bytes: Buffer) =>
    /digitalsourcetype\/(\w+)"/.exec((await sharp(bytes).metadata()).xmpAsString ?? '')?.[1];

  test('says in its file that AI made it, and of what; the original in the store does not change', async () => {
    await using stage = await raiseStage();
    const { discord } = stage;
    const fetched = async (url: string | undefined) => Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
    for (const format of ['png', 'jpeg', 'webp']) {
      const generated = await ask(stage, 'imagine', { prompt: 'a fox', format });
      expect(await markOf(await fetched(generated.attachments[0]?.url))).toBe('trainedAlgorithmicMedia');
    }
    const plain = files.find(({ name }) => name === 'plain.png');
    if (plain === undefined) throw new Error('the corpus has it');
    const { made } = await edited(stage, plain);
    expect(await markOf(await fetched(made.attachments[0]?.url))).toBe('compositeWithTrainedAlgorithmicMedia');
    const again = await ask(stage, 'edit', { prompt: 'at night' });
    expect(await markOf(await fetched(again.attachments[0]?.url))).toBe('compositeWithTrainedAlgorithmicMedia');

    // The next edit starts from what the vendor made, byte for byte.
    const [before, after] = stage.upstream.tasks.slice(-2);
    expect(after?.inputs[0]?.sha256).toBe(before?.results[0]?.sha256);
    expect(discord.botUser.id).toBeDefined();
  });
});
