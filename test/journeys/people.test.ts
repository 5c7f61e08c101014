import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { peoplesFiles } from '../fixtures/people/corpus.ts';
import { secrets } from '../fixtures/people/parts.ts';
import { type PeoplesFile, quarters, seenSize } from '../fixtures/people/peoples-file.ts';
import { ask, patience, press, sha256 } from './asking.ts';
import { luna, radioOf, saveCharacter, sendIn } from './casting.ts';
import { deliver, KiB, noise } from './large-pictures.ts';
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
      expect(content).toContain('Nothing was charged');
      expect(stage.upstream.paidRequests).toEqual([]);
    },
  );
});

describe('a picture that goes out', () => {
  const markOf = async (bytes: Buffer) =>
    /digitalsourcetype\/(\w+)"/.exec((await sharp(bytes).metadata()).xmpAsString ?? '')?.[1];
  const shownIn = async ({ attachments }: WireMessage) =>
    Buffer.from(await (await fetch(attachments[0]?.url ?? '')).arrayBuffer());
  const drawn = sharp({ create: { width: 96, height: 96, channels: 3, background: '#639' } });

  /** What the image service makes next: a picture whose file says nothing of how it was made. */
  async function unsigned({ upstream }: Stage, format: 'png' | 'jpeg' | 'webp'): Promise<Buffer> {
    const bytes = await drawn.clone().toFormat(format).toBuffer();
    upstream.script.next({ result: { kind: 'bytes', bytes, contentType: `image/${format}` } });
    return bytes;
  }

  test.for(['png', 'jpeg', 'webp'] as const)('says in its file that AI made it: %s', async (format) => {
    await using stage = await raiseStage();
    const original = await unsigned(stage, format);

    const message = await ask(stage, 'imagine', { prompt: 'a fox', format });

    const shown = await shownIn(message);
    expect(await markOf(shown)).toBe('trainedAlgorithmicMedia');
    const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
    expect((await pixels(shown)).equals(await pixels(original))).toBe(true);
  });

  test('says that it is composed where the chain began with somebody’s own picture, and the store keeps what was made', async () => {
    await using stage = await raiseStage();
    const image = {
      name: 'plain.png',
      bytes: files.find(({ name }) => name === 'plain.png')?.bytes ?? Buffer.alloc(0),
    };
    const original = await unsigned(stage, 'png');
    const first = await ask(stage, 'edit', { prompt: 'a hat', image });
    expect(await markOf(await shownIn(first))).toBe('compositeWithTrainedAlgorithmicMedia');
    await unsigned(stage, 'png');

    const second = await ask(stage, 'edit', { prompt: 'at night' });

    expect(await markOf(await shownIn(second))).toBe('compositeWithTrainedAlgorithmicMedia');
    expect(stage.upstream.tasks.at(-1)?.inputs[0]?.sha256).toBe(sha256(original));
  });

  test('says that it is composed where a character is in it that somebody brought along', async () => {
    await using stage = await raiseStage();
    await saveCharacter(stage, { name: 'Luna', image: luna });
    await unsigned(stage, 'png');
    const made = await ask(stage, 'imagine', { prompt: '@luna' });
    expect(await markOf(await shownIn(made))).toBe('compositeWithTrainedAlgorithmicMedia');
  });

  test('of a character that AI made says so wherever it is shown, and so does what it is in', async () => {
    await using stage = await raiseStage();
    await unsigned(stage, 'png');
    const more = await press(stage, await ask(stage, 'imagine', { prompt: 'a fox' }), 'More');
    const button = { user: stage.ada, message: more.id, label: 'Use as character' };
    const form = await stage.discord.pressButton(button).modal(patience);
    const saved = await sendIn(stage, form, { name: 'Luna', [radioOf(form)]: 'invented' });
    await unsigned(stage, 'png');

    const shown = [
      saved,
      await ask(stage, 'character show', { name: 'Luna' }),
      await ask(stage, 'imagine', { prompt: '@luna' }),
      await ask(stage, 'character list'),
    ];

    const marks = await Promise.all(shown.map(async (message) => markOf(await shownIn(message))));
    const [wholly, composed] = ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia'];
    expect(marks).toEqual([wholly, wholly, wholly, composed]);
  });

  test('goes out unchanged where its maker signed that AI made it', async () => {
    await using stage = await raiseStage();
    const message = await ask(stage, 'imagine', { prompt: 'a fox' });
    expect(sha256(await shownIn(message))).toBe(stage.upstream.tasks[0]?.results[0]?.sha256);
  });

  test('says it also where it was made smaller to fit', async () => {
    await using stage = await raiseStage({ discord: { defaultUploadLimit: 300 * KiB } });
    deliver(stage, await noise(400));
    const message = await ask(stage, 'imagine', { prompt: 'grain' });
    expect(message.content).toContain('Reduced to fit here');
    expect(await markOf(await shownIn(message))).toBe('trainedAlgorithmicMedia');
  });
});
