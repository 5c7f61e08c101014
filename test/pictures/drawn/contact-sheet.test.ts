import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coverSvg, groundSvg } from '../../../src/pictures/drawn/contact-sheet.ts';
import type { Tile } from '../../../src/ports/pictures.ts';
import { claimingAvif, plainPng } from '../bombs.ts';
import { openPictures } from '../open-pictures.ts';

const pictures = openPictures();
afterAll(pictures.close);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-sheet-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let files = 0;
async function put(picture: Buffer | Sharp): Promise<{ readonly path: string }> {
  files += 1;
  const path = join(directory, String(files));
  await writeFile(path, Buffer.isBuffer(picture) ? picture : await picture.toBuffer());
  return { path };
}
const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });
/** Red, green and blue, of equal size: from the top down, or from left to right. */
const striped = (width: 100 | 300) =>
  plain(width, 400 - width, '#000').composite(
    ['#f00', '#0f0', '#00f'].map((background, index) => ({
      input: { create: { width: 100, height: 100, channels: 3, background } },
      left: width === 100 ? 0 : index * 100,
      top: width === 100 ? index * 100 : 0,
    })),
  );

async function sheetOf(tiles: readonly Tile[]): Promise<Buffer> {
  files += 1;
  const into = join(directory, `${files}.png`);
  expect(await pictures.contactSheet(tiles, into, null)).toBe('written');
  return readFile(into);
}
/** Red, green, blue and alpha. */
async function pixelOf(sheet: Buffer, left: number, top: number): Promise<readonly number[]> {
  return [...(await sharp(sheet).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}
const empty = (count: number): readonly Tile[] => Array.from({ length: count }, () => null);
const red = [255, 0, 0, 255];
const green = [0, 255, 0, 255];
const ground = [0x38, 0x3a, 0x40, 255];

test.each([
  [1, 216, 216],
  [4, 828, 216],
  [5, 1_032, 216],
  [7, 1_032, 420],
  [15, 1_032, 624],
])('a sheet of %i is a PNG of %i by %i', async (count, width, height) => {
  expect(await sharp(await sheetOf(empty(count))).metadata()).toMatchObject({ format: 'png', width, height });
});

test('pictures stand five to a row, twelve pixels apart, with round corners on a dark ground', async () => {
  const [one, other] = [await put(plain(300, 300, '#f00').png()), await put(plain(50, 50, '#0f0').png())];
  const sheet = await sheetOf([one, other, one, other, one, other]);
  const at = (left: number, top: number) => pixelOf(sheet, left, top);
  const dark = [0x2b, 0x2d, 0x31, 255];
  expect([await at(12, 100), await at(203, 100), await at(216, 100), await at(407, 100)]).toEqual([
    ...[red, red, green, green],
  ]);
  expect([await at(108, 216), await at(108, 407)]).toEqual([green, green]);
  expect([await at(300, 216), await at(300, 300)]).toEqual([dark, dark]);
  expect([await at(11, 100), await at(204, 100), await at(215, 100), await at(12, 12)]).toEqual(Array(4).fill(dark));
  expect((await at(0, 0))[3]).toBe(0);
});

test('of a high picture the upper part is shown, as it stands upright; of a wide one the middle', async () => {
  const high = await put(striped(100).png());
  // Turned to the right by whoever looks at it, its left becomes its top.
  const turned = await put(striped(300).png().withMetadata({ orientation: 6 }));
  const wide = await put(striped(300).png());
  const sheet = await sheetOf([high, turned, wide]);
  const middles = [108, 312, 516];
  expect(await Promise.all(middles.map((left) => pixelOf(sheet, left, 30)))).toEqual([red, red, green]);
  expect(await Promise.all(middles.map((left) => pixelOf(sheet, left, 190)))).toEqual([red, red, green]);
});

test('what is seen through a picture is the ground of its place', async () => {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const seeThrough = await put(sharp({ create: { width: 90, height: 90, channels: 4, background: clear } }).png());
  expect(await pixelOf(await sheetOf([seeThrough]), 108, 92)).toEqual(ground);
});

test('the place of a picture that is gone, damaged or too large is as empty as one that never had any', async () => {
  const webp = await plain(64, 32, '#f00').webp({ lossless: true }).toBuffer();
  const whole = await put(plain(50, 50, '#0f0').jpeg());
  const tiles = [
    { path: join(directory, 'gone') },
    await put(Buffer.from('text')),
    await put(webp.fill(255, 26)),
    // More pixels than any may have, and more than there is memory for.
    await put(plainPng(30_000, 30_000, 'white')),
    await put(await claimingAvif(9_000, 9_000)),
  ];
  const expected = await sheetOf([whole, ...empty(5)]);
  expect((await sheetOf([whole, ...tiles])).equals(expected)).toBe(true);
  expect(await pixelOf(expected, 230, 60)).toEqual(ground);
  expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('each place says its number in its upper left corner, in digits that no font is needed for', async () => {
  const sheet = await sheetOf(empty(15));
  const badges = Array.from({ length: 15 }, (_, index) => {
    const [left, top] = [12 + (index % 5) * 204 + 8, 12 + Math.floor(index / 5) * 204 + 8];
    return sharp(sheet).extract({ left, top, width: 40, height: 28 }).raw().toBuffer();
  });
  const seen = (await Promise.all(badges)).map((pixels) => pixels.toString('base64'));
  expect(new Set(seen).size).toBe(15);
  expect((await pixelOf(sheet, 34, 12 + 8 + 14))[0]).toBeGreaterThan(200);
  expect(groundSvg(15) + coverSvg(15)).not.toMatch(/<text|font/);
});

test('every kind of picture is shown', async () => {
  const kinds: readonly Sharp[] = [
    ...[plain(60, 40, '#f00').png({ palette: true }), plain(60, 40, '#f00').toColourspace('rgb16').png()],
    ...[plain(60, 40, '#f00').webp({ lossless: true }), plain(60, 40, '#f00').gif()],
  ];
  const sheet = await sheetOf(await Promise.all(kinds.map(put)));
  const middles = kinds.map((_, index) => pixelOf(sheet, 108 + index * 204, 108));
  expect(await Promise.all(middles)).toEqual(kinds.map(() => red));
  const grey = await sheetOf([await put(plain(60, 40, '#808080').toColourspace('b-w').png())]);
  expect(await pixelOf(grey, 108, 108)).toEqual([128, 128, 128, 255]);
});
