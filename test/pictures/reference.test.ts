import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefused } from '../../src/domain/pictures/refused-picture.ts';
import { readHeader } from '../../src/pictures/containers/index.ts';
import { isVendorForm } from '../../src/pictures/vendor-form.ts';
import { openPictures } from './open-pictures.ts';
import { samplePictures } from './sample-pictures.ts';

// By default, on any machine: as many children as its memory allows.
const pictures = openPictures({ memoryMb: 512, lanes: 2 });
afterAll(pictures.close);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-reference-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let files = 0;
const target = () => {
  files += 1;
  return join(directory, `${files}-kept`);
};
async function put(picture: Buffer | Sharp): Promise<string> {
  const path = target();
  await writeFile(path, Buffer.isBuffer(picture) ? picture : await picture.toBuffer());
  return path;
}
const plain = (width: number, height: number, background = '#c85014') =>
  sharp({ create: { width, height, channels: 3, background } });
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 }, background: '#888' },
  });
/** Red on the left, blue on the right. */
const redAndBlue = (width: number, height: number) =>
  plain(width, height, '#f00').composite([
    { input: { create: { width: width / 2, height, channels: 3, background: '#00f' } }, gravity: 'east' },
  ]);
async function keep(path: string, mostEdge: number, into = target()) {
  const kept = await pictures.asReference(path, mostEdge, into, null);
  if (isRefused(kept)) throw new Error(`Refused: ${kept.why}.`);
  return kept;
}

test.each([
  ['PNG', 'image/png', () => plain(64, 32).png()],
  ['JPEG', 'image/jpeg', () => plain(64, 32).jpeg()],
  ['WebP', 'image/webp', () => plain(64, 32).webp()],
] as const)('a %s that vendors read, and that is no longer than it may be, is kept as it is', async (_, type, make) => {
  const path = await put(make());
  const into = target();
  const { size: bytes } = await stat(path);
  const asItIs = { type, width: 64, height: 32, bytes, path, changed: false, smaller: false };
  expect(await pictures.asReference(path, 64, into, null)).toEqual(asItIs);
  expect((await readdir(directory)).filter((name) => join(directory, name).startsWith(into))).toEqual([]);
});

test('what is kept as it is is shown to no decoder, and what none makes sense of is refused', async () => {
  const bytes = await plain(64, 32).webp({ lossless: true }).toBuffer();
  const path = await put(bytes.fill(255, 26));
  expect(await keep(path, 64)).toMatchObject({ path, changed: false });
  const into = target();
  expect(await pictures.asReference(path, 63, into, null)).toEqual({ kind: 'refused', why: 'unreadable' });
  expect(await pictures.asReference(await put(Buffer.from('text')), 64, into, null)).toEqual({
    kind: 'refused',
    why: 'unreadable',
  });
  expect((await readdir(directory)).filter((name) => join(directory, name).startsWith(into))).toEqual([]);
});

test('a longer one becomes a JPEG of exactly that edge, in the quality that vendors are given', async () => {
  const path = await put(noise(300, 200).png());
  const into = target();
  const expected = await sharp(path)
    .resize(150, 100)
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer();
  expect(await keep(path, 150, into)).toEqual({
    type: 'image/jpeg',
    width: 150,
    height: 100,
    bytes: expected.length,
    path: `${into}.jpg`,
    changed: true,
    smaller: true,
  });
  expect((await readFile(`${into}.jpg`)).equals(expected)).toBe(true);
});

test('a photo of a camera held upright is made upright, and says nothing of its camera', async () => {
  const path = await put(redAndBlue(300, 200).jpeg().withMetadata({ orientation: 6 }));
  const kept = await keep(path, 150);
  expect(kept).toMatchObject({ type: 'image/jpeg', width: 100, height: 150, changed: true, smaller: true });
  const { orientation, exif, icc } = await sharp(kept.path).metadata();
  expect({ orientation, exif, icc }).toEqual({});
  const pixels = await sharp(kept.path).raw().toBuffer();
  expect([...pixels.subarray(0, 3)].map((value) => value > 200)).toEqual([true, false, false]);
  expect([...pixels.subarray(-3)].map((value) => value > 200)).toEqual([false, false, true]);
});

test('what vendors do not read is made anew in its own size, and never larger', async () => {
  const path = await put(plain(64, 32).avif());
  expect(await keep(path, 2_048)).toMatchObject({
    ...{ type: 'image/jpeg', width: 64, height: 32, changed: true, smaller: false },
  });
});

test('transparency is kept, as PNG', async () => {
  const half = { r: 255, g: 0, b: 0, alpha: 0.5 };
  const path = await put(sharp({ create: { width: 300, height: 200, channels: 4, background: half } }).png());
  const into = target();
  expect(await keep(path, 150, into)).toMatchObject({
    ...{ type: 'image/png', width: 150, height: 100, path: `${into}.png`, changed: true, smaller: true },
  });
  expect([...(await sharp(`${into}.png`).raw().toBuffer()).subarray(0, 4)]).toEqual([255, 0, 0, 128]);
});

test('an alpha channel that hides nothing makes no PNG', async () => {
  const path = await put(noise(300, 200).ensureAlpha().png());
  expect(await keep(path, 149)).toMatchObject({ type: 'image/jpeg', width: 149, height: 99 });
});

test('of an animation the first frame is kept', async () => {
  const frames = await Promise.all(['#f00', '#0f0'].map((colour) => plain(40, 30, colour).png().toBuffer()));
  const kept = await keep(await put(sharp(frames, { join: { animated: true } }).gif()), 64);
  expect(kept).toMatchObject({ type: 'image/jpeg', width: 40, height: 30, changed: true, smaller: false });
  const { dominant } = await sharp(kept.path).stats();
  expect([dominant.r > 200, dominant.g < 50]).toEqual([true, true]);
});

test('colours of a wide profile are brought into sRGB', async () => {
  const path = await put(plain(64, 32).withIccProfile('p3').png());
  expect((await sharp(path).metadata()).hasProfile).toBe(true);
  const kept = await keep(path, 32);
  expect((await sharp(kept.path).metadata()).hasProfile).toBe(false);
  const pixels = await sharp(kept.path).raw().toBuffer();
  expect([200, 80, 20].map((value, index) => Math.abs((pixels[index] ?? 0) - value) < 12)).toEqual([true, true, true]);
});

test('one that is hardly more than a line keeps a pixel of its width', async () => {
  expect(await keep(await put(plain(5_000, 1).png()), 2_048)).toMatchObject({ width: 2_048, height: 1, smaller: true });
});

test.each(samplePictures)('$name is kept as what every vendor reads', async ({ make }) => {
  const kept = await keep(await put(await make()), 30);
  expect(kept).toMatchObject({ changed: true, smaller: true });
  expect(Math.max(kept.width, kept.height)).toBe(30);
  const header = await readHeader(kept.path);
  expect([header?.stored, header !== null && isVendorForm(header)]).toEqual([
    { width: kept.width, height: kept.height },
    true,
  ]);
});

test('a phone’s photo of 48 megapixels is taken by default, as it lies and turned', async () => {
  const photo = plain(8_064, 6_048);
  expect(await keep(await put(photo.clone().jpeg()), 2_048)).toMatchObject({ width: 2_048, height: 1_536 });
  const turned = await put(photo.jpeg().withMetadata({ orientation: 6 }));
  expect(await keep(turned, 2_048)).toMatchObject({ width: 1_536, height: 2_048 });
});
