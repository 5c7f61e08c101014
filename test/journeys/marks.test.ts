import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ask, isPrivate, mention, replyTo, sha256 } from './asking.ts';
import { catalogueFile } from './catalogue-file.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const painting = { vendors: ['openai'], openai: { pictures: 'painted', longestEdge: 640 } } as const;

/** As a phone's photo editor makes it: smaller, compressed, with a ring and a line on it in the upper right. */
async function scribbled(bytes: Uint8Array): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(bytes).metadata();
  const size = { width: Math.round(width * 0.75), height: Math.round(height * 0.75) };
  const strokes = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 100 100" preserveAspectRatio="none"><ellipse cx="75" cy="25" rx="14" ry="14" fill="none" stroke="#ff2020" stroke-width="3"/></svg>`;
  return sharp(bytes)
    .resize(size)
    .composite([{ input: Buffer.from(strokes) }])
    .jpeg({ quality: 80 })
    .toBuffer();
}

const bytesOf = ({ discord }: Stage, { id }: { readonly id: string }): Uint8Array => {
  const [file] = discord.filesOf(id);
  if (file === undefined) throw new Error('It shows no picture.');
  return file.bytes;
};

/** How many pixels of the lower half differ: far from any stroke. */
async function differBelow(one: Uint8Array, other: Uint8Array): Promise<number> {
  const raw = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [before, after] = [await raw(one), await raw(other)];
  expect(after.info).toMatchObject({ width: before.info.width, height: before.info.height });
  const from = Math.ceil(before.info.height * 0.6) * before.info.width * 3;
  let differ = 0;
  for (let at = from; at < before.data.length; at += 3) {
    if (!before.data.subarray(at, at + 3).equals(after.data.subarray(at, at + 3))) differ += 1;
  }
  return differ;
}

test('/edit marks: what was scribbled round is the part, shown back small; outside it not one pixel changes', async () => {
  await using stage = await raiseStage(painting);
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const before = bytesOf(stage, first);
  const marks = { name: 'scribble.jpg', bytes: await scribbled(before) };

  const answer = await ask(stage, 'edit', { prompt: 'a red balloon', marks });

  const [, request] = stage.openai.paidRequests;
  expect(request?.files.map(({ field }) => field)).toEqual(['image', 'mask']);
  expect(answer.content).toMatch(/Your marks were read: \d+% of the picture was to change\./);
  expect(stage.discord.filesOf(answer.id).map(({ name }) => name)).toEqual(['retouch-2.png', 'your-marks.png']);
  expect(await differBelow(before, bytesOf(stage, answer))).toBe(0);
});

test('a reply with a scribbled copy of the picture replied to is read as marks, also after a restart', async () => {
  await using stage = await raiseStage(painting);
  const { discord, ada, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const before = bytesOf(stage, first);
  await stage.restart();

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `${mention(discord)} a red balloon there`,
    files: [{ name: 'IMG_1.jpg', bytes: await scribbled(before) }],
    replyTo: first.id,
    ping: false,
  });
  const answer = await replyTo(stage, asked);

  const [, request] = stage.openai.paidRequests;
  expect(request?.files.map(({ field }) => field)).toEqual(['image', 'mask']);
  expect(answer.content).toContain('Your marks were read');
  expect(answer.content).not.toContain('more picture');
  expect(await differBelow(before, bytesOf(stage, answer))).toBe(0);
});

test('a reply with any other picture has it as a reference, and nothing is masked', async () => {
  await using stage = await raiseStage(painting);
  const { discord, ada, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const hat = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#804020' } })
    .png()
    .toBuffer();
  const copy = await sharp(bytesOf(stage, first)).resize(400).jpeg({ quality: 75 }).toBuffer();

  for (const bytes of [hat, copy]) {
    const file = { name: 'hat.png', bytes };
    const asked = discord.sendMessage({
      user: ada,
      channel,
      content: `${mention(discord)} with this`,
      files: [file],
      replyTo: first.id,
      ping: false,
    });
    const answer = await replyTo(stage, asked);
    expect(stage.openai.paidRequests.at(-1)?.files.map(({ field, sha256: hash }) => [field, hash])).toEqual([
      ['image[]', sha256(bytesOf(stage, first))],
      ['image[]', sha256(bytes)],
    ]);
    expect(answer.content).toContain('and 1 more picture');
    expect(answer.content).not.toContain('marks');
  }
});

test('marks with nothing on them, and on another picture, are told, and cost nothing', async () => {
  await using stage = await raiseStage(painting);
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const bytes = bytesOf(stage, first);
  const other = await ask(stage, 'imagine', { prompt: 'a completely different town by night, with towers' });
  await ask(stage, 'history continue', { version: '1' });
  const paid = stage.openai.paidRequests.length;

  const none = await ask(stage, 'edit', { prompt: 'x', marks: { name: 'a.png', bytes } });
  const foreign = await ask(stage, 'edit', {
    prompt: 'x',
    marks: { name: 'b.jpg', bytes: await scribbled(bytesOf(stage, other)) },
  });

  expect(none.content).toContain(
    'Your request has marks with nothing scribbled on them. Scribble on a copy of the picture, as large or smaller, and send that. Nothing was charged.',
  );
  expect(foreign.content).toContain(
    'Your request has marks on another picture than the one to edit. Scribble on a copy of the picture, as large or smaller, and send that. Nothing was charged.',
  );
  expect([none, foreign].map(isPrivate)).toEqual([false, false]);
  expect(stage.openai.paidRequests.length).toBe(paid);
});

test('a model that takes no masks at its price is shown the marks, and what lies outside stays all the same', async () => {
  await using stage = await raiseStage({ upstream: { pictures: 'painted', longestEdge: 640 } });
  const { discord, ada, channel, upstream } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const before = bytesOf(stage, first);

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `${mention(discord)} a red balloon there`,
    files: [{ name: 'IMG_1.jpg', bytes: await scribbled(before) }],
    replyTo: first.id,
    ping: false,
  });
  const answer = await replyTo(stage, asked);

  const [, request] = upstream.paidRequests;
  expect(request?.files.map(({ filename }) => filename)).toEqual(['picture-1.png', 'picture-2.png']);
  expect(request?.fields.find(({ name }) => name === 'prompt')?.value).toContain('Image 2 shows image 1 in small');
  expect(answer.content).toContain('Your marks were read');
  expect(await differBelow(before, bytesOf(stage, answer))).toBe(0);
});

test('a model that takes strokes gets them as they are, and outside their widened hull not one pixel changes', async () => {
  await using stage = await raiseStage(painting);
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const before = bytesOf(stage, first);
  const marks = { name: 'scribble.jpg', bytes: await scribbled(before) };
  const newest = 'gpt-image-2.6-flare';

  const answer = await ask(stage, 'edit', { prompt: 'a red balloon', marks, model: newest });
  await ask(stage, 'edit', { prompt: 'a red balloon', region: 'top', model: newest });

  const sent = stage.openai.paidRequests.map(({ files }) => files.map(({ field }) => field));
  expect(sent).toEqual([[], ['image', 'markup'], ['image', 'mask']]);
  const { width, height } = await sharp(before).metadata();
  const [, call] = stage.openai.calls;
  expect(call?.markup).toMatchObject({ contentType: 'image/png', width, height });
  expect(await sharp(await call?.markup?.bytes()).stats()).toMatchObject({ isOpaque: false });
  expect(answer.content).toMatch(/Your marks were read: \d+% of the picture was to change\./);
  expect(await differBelow(before, bytesOf(stage, answer))).toBe(0);
  expect(answer.content).not.toContain('as the model painted it');
});

test('whoever makes it in another’s place and takes no strokes gets the mask', async () => {
  const fields = { sizes: { kind: 'ignored' }, maxSources: 4, takes: [], qualities: [], backgrounds: [], formats: [] };
  const offer = (provider: string, model: string, markup: boolean) => ({
    ...{ provider, vendorModel: { generate: model, edit: model }, ...fields, masks: true, markup },
    price: { unit: 'usd', perPicture: 0.1 },
  });
  const offers = [offer('openai', 'gpt-image-2.6-flare', true), offer('agcloud', 'gpt-image-2', false)];
  const file = { models: [{ id: 'gpt-image-2', name: 'GPT Image 2', offers }] };
  await using stage = await raiseStage({
    vendors: ['openai', 'agcloud'],
    openai: painting.openai,
    agcloud: painting.openai,
    settings: { CATALOGUE_FILE: await catalogueFile(file) },
  });
  const before = bytesOf(stage, await ask(stage, 'imagine', { prompt: 'a valley' }));
  stage.openai.outOfQuota = true;

  const marks = { name: 'scribble.jpg', bytes: await scribbled(before) };
  const answer = await ask(stage, 'edit', { prompt: 'a red balloon', marks });

  const sent = [...stage.openai.paidRequests, ...stage.agcloud.paidRequests];
  expect(sent.map(({ files }) => files.map(({ field }) => field))).toEqual([
    [],
    ['image', 'markup'],
    ['image', 'mask'],
  ]);
  expect(answer.content).toContain('Your marks were read');
  expect(await differBelow(before, bytesOf(stage, answer))).toBe(0);
});
