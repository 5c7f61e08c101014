import sharp from 'sharp';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate, press } from './asking.ts';
import { catalogueFile } from './catalogue-file.ts';
import { isLastPicture, logLines } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

test('a model that is shut down is made by its successor, with a word', async () => {
  await using stage = await raiseStage({ settings: { DEFAULT_MODEL: 'gpt-image-1' } });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(stage.upstream.tasks).toMatchObject([{ model: 'gpt-image-2' }]);
  expect(message.content).toBe(
    '**Version 1:** “a red fox”\n-# gpt-image-2 · 256×256 · $0.010\n-# gpt-image-1 is no longer there, so gpt-image-2 made this.',
  );
});

test('on the day that a vendor shuts a model down its operator has been told, and nothing breaks', async () => {
  const adjust = (shutsDown: string) => ({ adjust: [{ model: 'gpt-image-1.5', provider: 'acedatacloud', shutsDown }] });
  const day = 86_400_000;
  const soon = new Date(Date.now() + 20 * day).toISOString().slice(0, 10);
  const CATALOGUE_FILE = await catalogueFile(adjust(soon));
  await using stage = await raiseStage({ settings: { CATALOGUE_FILE } });

  await ask(stage, 'imagine', { prompt: 'a red fox', model: 'gpt-image-1.5' });
  stage.passTime(21 * day);
  const message = await ask(stage, 'imagine', { prompt: 'a blue fox', model: 'gpt-image-1.5' });

  expect(stage.upstream.tasks.map(({ model }) => model)).toEqual(['gpt-image-1.5', 'gpt-image-2']);
  expect(message.content).toContain('gpt-image-1.5 is no longer there, so gpt-image-2 made this.');
  const notices = logLines(stage).filter(({ model }) => model === 'gpt-image-1.5');
  expect(notices.map(({ provider, shutsDown, successor, msg }) => [provider, shutsDown, successor, msg])).toEqual([
    ['acedatacloud', soon, 'gpt-image-2', 'a model will be shut down'],
    ['acedatacloud', soon, 'gpt-image-2', 'a model is shut down, and no longer offered'],
  ]);
});

test('a model that may go any day is made until then, and from the day that its operator names by its successor', async () => {
  const gone = { adjust: [{ model: 'nano-banana-2', provider: 'acedatacloud', shutsDown: '2026-11-01' }] };
  await using stage = await raiseStage();

  await ask(stage, 'imagine', { prompt: 'a red fox', model: 'nano-banana-2' });
  const told = logLines(stage).filter(({ model }) => model === 'nano-banana-2');
  await stage.restart({ CATALOGUE_FILE: await catalogueFile(gone) });
  const message = await ask(stage, 'imagine', { prompt: 'a blue fox', model: 'nano-banana-2' });

  expect(told.map(({ provider, deprecated, successor, msg }) => [provider, deprecated, successor, msg])).toEqual([
    ['acedatacloud', '2026-10-06', 'nano-banana-pro', 'a model is deprecated, and may go any day'],
  ]);
  expect(stage.upstream.tasks.map(({ model }) => model)).toEqual(['nano-banana-2', 'nano-banana-pro']);
  expect(message.content).toContain('nano-banana-2 is no longer there, so nano-banana-pro made this.');
});

test('a model that nobody with a key offers is refused privately, and who would is said', async () => {
  await using stage = await raiseStage();

  const message = await ask(stage, 'imagine', { prompt: 'a fox', model: 'GPT Image 2 Plus' });

  expect(message.content).toBe(
    'Your request needs something that is not offered here (GPT Image 2 Plus). GPT Image 2, GPT Image 2 (official) or GPT Image 2.5 Flare would do it. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});

test('a drawn mask on a model without masks goes as a map, and what lies outside it stays all the same', async () => {
  await using stage = await raiseStage({ upstream: { pictures: 'painted', longestEdge: 320 } });
  const first = await ask(stage, 'imagine', { prompt: 'a valley' });
  const before = shownBytes(stage, first);
  const { width, height } = await sharp(before).metadata();
  const white = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/><rect width="50%" height="100%" fill="#fff"/></svg>`;
  const mask = { name: 'mask.png', bytes: await sharp(Buffer.from(white)).removeAlpha().png().toBuffer() };

  const answer = await ask(stage, 'edit', { prompt: 'a moon, left half', mask, model: 'nano-banana' });
  const again = await press(stage, answer, 'Again');

  for (const request of stage.upstream.paidRequests.slice(1)) {
    expect(request.fields.find(({ name }) => name === 'prompt')?.value.split('\r\n')).toEqual([
      'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
      'Image 2 is a map of image 1: only what is white in it changes, what is black stays exactly as it is; the map is no part of the picture.',
      'Change: a moon, left half',
    ]);
    expect(request.files.map(({ field }) => field)).toEqual(['image[]', 'image[]']);
    const { data } = await sharp(request.files[1]?.path).grayscale().raw().toBuffer({ resolveWithObject: true });
    expect([data[0], data[(width ?? 0) - 1]]).toEqual([255, 0]);
  }
  expect(answer.content).toContain('What is white in the mask was changed.');
  for (const made of [answer, again]) {
    const rightHalf = (bytes: Uint8Array) =>
      sharp(bytes)
        .extract({ left: (width ?? 0) / 2, top: 0, width: (width ?? 0) / 2, height: height ?? 0 })
        .removeAlpha()
        .raw()
        .toBuffer();
    expect(await rightHalf(shownBytes(stage, made))).toEqual(await rightHalf(before));
  }
});

test('a region on a model without masks goes in words', async () => {
  await using stage = await raiseStage();
  const image = { name: 'cat.png', bytes: png(60, 60) };

  await ask(stage, 'edit', { prompt: 'a moon', image, region: 'top', model: 'nano-banana' });

  const [request] = stage.upstream.paidRequests;
  expect(request?.fields.find(({ name }) => name === 'prompt')?.value.split('\r\n')).toEqual([
    'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
    'Only the top of the nine parts (three by three) of image 1 changes; all around it stays exactly as it is.',
    'Change: a moon',
  ]);
  expect(request?.files.map(({ field }) => field)).toEqual(['image[]']);
});

test('a region at AceDataCloud goes to the official relay, as files', async () => {
  await using stage = await raiseStage();
  const image = { name: 'cat.png', bytes: png(60, 60) };

  const priced = await ask(stage, 'edit', { prompt: 'a moon', image, region: 'top half' });
  const message = await press(stage, priced, 'Go ahead');

  expect(isLastPicture(stage, message)).toBe(true);
  expect(stage.upstream.tasks).toMatchObject([{ model: 'gpt-image-2:official', mask: { width: 60, height: 60 } }]);
  expect(stage.upstream.paidRequests[0]?.files.map(({ field }) => field)).toEqual(['image[]', 'mask']);
});

function shownBytes({ discord }: Stage, { id }: { readonly id: string }): Uint8Array {
  const [file] = discord.filesOf(id);
  if (file === undefined) throw new Error('It shows no picture.');
  return file.bytes;
}
