import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ask, buttonsOf, isPrivate, press } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** A picture with something in it everywhere, so that it can be seen where it lies. */
async function photo(width = 480, height = 320): Promise<Buffer> {
  const noise = {
    create: {
      width: 30,
      height: 20,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 120, sigma: 45 },
    },
  } as const;
  return sharp(await sharp(noise).png().toBuffer())
    .resize(width, height, { kernel: 'cubic' })
    .png()
    .toBuffer();
}

/** The real thing: whoever paints it paints it whole, some pixels off, warmer and softer. */
const painting = { vendors: ['openai'], openai: { pictures: 'painted', longestEdge: 480 } } as const;

const rawOf = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });

/** How many pixels within this part differ, of how many. */
async function differing(one: Uint8Array, other: Uint8Array, isIn: (x: number, y: number) => boolean) {
  const [before, after] = [await rawOf(one), await rawOf(other)];
  expect(after.info).toMatchObject({ width: before.info.width, height: before.info.height });
  const { width, height } = before.info;
  let [differ, all] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isIn(x / width, y / height)) continue;
      all += 1;
      const at = (y * width + x) * 3;
      if (!before.data.subarray(at, at + 3).equals(after.data.subarray(at, at + 3))) differ += 1;
    }
  }
  return { differ, all };
}

const shownBytes = ({ discord }: Stage, message: { readonly id: string }) => {
  const [file] = discord.filesOf(message.id);
  if (file === undefined) throw new Error('It shows no picture.');
  return file.bytes;
};

test('a part: outside it not one pixel differs from the source, inside it is the model’s', async () => {
  await using stage = await raiseStage(painting);
  const bytes = await photo();

  const answer = await ask(stage, 'edit', {
    prompt: 'a red moon',
    image: { name: 'p.png', bytes },
    region: 'right half',
  });

  const shown = shownBytes(stage, answer);
  expect(await differing(bytes, shown, (x) => x < 0.5)).toMatchObject({ differ: 0 });
  const inside = await differing(bytes, shown, (x) => x >= 0.5);
  expect(inside.differ / inside.all).toBeGreaterThan(0.5);
  expect(answer.content).not.toContain('as the model painted it');
  expect(answer.content).toContain('480×320');
});

test('what follows is made from that, and what the vendor painted is kept apart', async () => {
  await using stage = await raiseStage(painting);
  const bytes = await photo();
  await ask(stage, 'edit', { prompt: 'a red moon', image: { name: 'p.png', bytes }, region: 'right half' });
  await stage.restart();

  const second = await ask(stage, 'edit', { prompt: 'a blue boat', region: 'top left' });

  expect(await differing(bytes, shownBytes(stage, second), (x, y) => x < 0.5 && (x > 0.34 || y > 0.34))).toMatchObject({
    differ: 0,
  });
  const sent = stage.openai.paidRequests[1]?.files.find(({ field }) => field === 'image[]' || field === 'image');
  const painted = stage.openai.calls[0]?.results[0]?.sha256;
  expect(sent?.sha256).not.toBe(painted);
});

test('free, a JPEG and another size are as the model painted them; the last two say so', async () => {
  await using stage = await raiseStage(painting);
  const image = { name: 'p.png', bytes: await photo() };

  const answers = [
    await ask(stage, 'edit', { prompt: 'a moon', image, region: 'right half', keep: 'free' }),
    await ask(stage, 'edit', { prompt: 'a moon', image, region: 'right half', format: 'jpeg' }),
    await ask(stage, 'edit', { prompt: 'a moon', image, region: 'right half', size: '1024x1024' }),
    await ask(stage, 'edit', { prompt: 'a moon', image, keep: 'exact' }),
  ];

  expect(answers.map(({ content }) => /A JPEG|another size|Nothing was named/.exec(content)?.[0])).toEqual([
    undefined,
    'A JPEG',
    'another size',
    'Nothing was named',
  ]);
  const results = stage.openai.calls.map(({ results: [first] }) => first?.sha256);
  expect(answers.map(({ id }) => stage.discord.filesOf(id)[0]?.sha256)).toEqual(results);
});

test('What changed, after a restart: before and after, and where in a sentence', async () => {
  await using stage = await raiseStage(painting);
  await ask(stage, 'imagine', { prompt: 'a harbour with boats' });
  const edited = await ask(stage, 'edit', { prompt: 'a green kite, top left' });
  await stage.restart();

  const more = await press(stage, edited, 'More');
  expect(buttonsOf(more).flat().slice(2, 5)).toEqual(['What changed', 'Keep the rest', 'Use as character']);
  const changed = await press(stage, more, 'What changed');

  expect(isPrivate(changed)).toBe(true);
  expect(changed.content).toMatch(
    /^\*\*What changed since version 1:\*\* The upper left, \d+% of the picture; the rest is \d+% alike, a little warmer/,
  );
  const [picture] = stage.discord.filesOf(changed.id);
  expect(picture?.name).toBe('what-changed.png');
});

test('Keep the rest: a version of its own, at no price, once; undo goes back to what it was', async () => {
  await using stage = await raiseStage(painting);
  const first = await ask(stage, 'imagine', { prompt: 'a harbour with boats' });
  const edited = await ask(stage, 'edit', { prompt: 'a green kite, top left' });
  const before = stage.openai.paidRequests.length;

  const kept = await press(stage, await press(stage, edited, 'More'), 'Keep the rest');
  const again = await press(stage, await press(stage, kept, 'More'), 'What changed');

  expect(stage.openai.paidRequests.length).toBe(before);
  expect(isPrivate(kept)).toBe(false);
  expect(kept.content).toContain('**Version 3:** “a green kite, top left”');
  expect(kept.content).toContain('Around what changed, every pixel is again as it was. Nothing was charged.');
  const right = await differing(shownBytes(stage, first), shownBytes(stage, kept), (x) => x > 0.6);
  expect(right.differ).toBe(0);
  expect(again.content).toContain('What changed since version 2');
  // Offered once.
  expect(buttonsOf(await press(stage, edited, 'More')).flat()).not.toContain('Keep the rest');
  const undone = await press(stage, kept, 'Undo');
  expect(undone.content).toContain('Version 2');
});

test('Start from the original: all that was asked for, to be changed, its price first, both pictures to the vendor', async () => {
  await using stage = await raiseStage(painting);
  const { discord, ada, openai } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour with boats' });
  await ask(stage, 'edit', { prompt: 'a green kite, top left' });
  await ask(stage, 'edit', { prompt: 'to be undone' });
  await ask(stage, 'history undo');
  const last = await ask(stage, 'edit', { prompt: 'a red boat, bottom right' });

  const more = await press(stage, last, 'More');
  const form = await discord.pressButton({ user: ada, message: more.id, label: 'Start from the original' }).modal();
  expect(form.components[0]?.component?.value).toBe('a green kite, top left\na red boat, bottom right');
  await stage.restart();
  const price = await discord
    .submitModal({ user: ada, modal: form.id, values: { prompt: 'a green kite\na red boat' } })
    .answered({ timeoutMs: 40_000 });
  expect(price.content).toContain('Nothing is charged before you go ahead');
  const made = await press(stage, price, 'Go ahead');

  const request = openai.paidRequests.at(-1);
  expect(request?.files.map(({ sha256 }) => sha256)).toEqual([
    openai.calls[0]?.results[0]?.sha256,
    openai.calls[3]?.results[0]?.sha256,
  ]);
  expect(request?.fields.find(({ name }) => name === 'prompt')?.value).toContain('Image 1 is the original picture.');
  expect(made.content).toContain('**Version 5:**');
});

test('where unintended change added up, the next answer offers the original, once, also over restarts', async () => {
  const idOf = (number: number) => `req_${String(number).padStart(8, '0')}`;
  await using stage = await raiseStage({ vendors: ['openai'], openai: { ...painting.openai, idOf } });
  const { discord, ada, openai } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour with boats' });
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  for (const prompt of [
    'a green kite, top left',
    'a red boat, bottom right',
    'a blue moon, top right',
    'a dog, left',
  ]) {
    answers.push(await ask(stage, 'edit', { prompt }));
    // What is looked at after an answer is looked at when it has stopped.
    await stage.restart();
  }
  answers.push(await ask(stage, 'edit', { prompt: 'a bird, top' }));

  const offers = answers.map(({ content }) => content.includes('Edit by edit, more of it changed than was asked for.'));
  expect(offers).toEqual([false, false, false, true, false]);
  expect(answers.map((answer) => buttonsOf(answer).flat().includes('Start from the original'))).toEqual(offers);
  const changed = await press(stage, await press(stage, answers[4] ?? fail(), 'More'), 'What changed');
  expect(changed.content).not.toContain('Edit by edit');
  const [, , , offered = fail()] = answers;
  const form = await discord.pressButton({ user: ada, message: offered.id, label: 'Start from the original' }).modal();
  expect(form.components[0]?.component?.value).toContain('a blue moon, top right\na dog, left');
  expect(openai.paidRequests).toHaveLength(6);
});

test('What changed offers the original where it sees that change added up, and nobody else does again', async () => {
  const idOf = (number: number) => `req_${String(number).padStart(8, '0')}`;
  await using stage = await raiseStage({ vendors: ['openai'], openai: { ...painting.openai, idOf } });
  await ask(stage, 'imagine', { prompt: 'a harbour with boats' });
  await ask(stage, 'edit', { prompt: 'a green kite, top left' });
  await ask(stage, 'edit', { prompt: 'a red boat, bottom right' });
  const last = await ask(stage, 'edit', { prompt: 'a blue moon, top right' });

  const changed = await press(stage, await press(stage, last, 'More'), 'What changed');
  const next = await ask(stage, 'edit', { prompt: 'a dog, left' });

  expect(isPrivate(changed)).toBe(true);
  expect(changed.content).toContain('Since the first picture of this chain');
  expect(changed.content.split('\n').at(-1)).toContain('-# Edit by edit, more of it changed than was asked for.');
  expect(buttonsOf(changed)).toEqual([['Start from the original']]);
  expect(next.content).not.toContain('Edit by edit');
});

test('parts that are kept exactly add nothing up', async () => {
  await using stage = await raiseStage(painting);
  await ask(stage, 'imagine', { prompt: 'a harbour with boats' });
  for (const region of ['top left', 'bottom right', 'top', 'left'] as const) {
    await ask(stage, 'edit', { prompt: 'a red thing', region });
    await stage.restart();
  }
  const last = await ask(stage, 'edit', { prompt: 'a bird', region: 'right' });
  expect(last.content).not.toContain('Edit by edit');
});

function fail(): never {
  throw new Error('There is no such answer.');
}

test('Keep the rest of a photograph is for where photographs may be edited, since it puts some of it back', async () => {
  await using stage = await raiseStage(painting);
  const { discord, guild } = stage;
  const mia = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: mia, permissions: ['MANAGE_GUILD'] });
  const image = { name: 'p.png', bytes: await photo() };
  const more = await press(stage, await ask(stage, 'edit', { prompt: 'a green kite, top left', image }), 'More');
  await ask(stage, 'server defaults set', { photos: 'age-restricted' }, { user: mia });
  const refused = await press(stage, more, 'Keep the rest');

  expect(refused.content).toBe(
    'A rule of this server lets pictures that members send be edited in age-restricted channels only. Nothing was charged.',
  );
});
