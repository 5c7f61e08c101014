import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPictures } from '../open-pictures.ts';
import { copyOf, type Handling } from './made/copies.ts';
import { makeScene } from './made/scenes.ts';
import { drawn } from './made/strokes.ts';

const pictures = openPictures();
afterAll(pictures.close);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-marks-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const size = { width: 900, height: 600 };
const handling: Handling = { scale: 0.7, as: { type: 'jpeg', quality: 80 } };
const scene = makeScene('photo-like', 41, size);
const strokes = drawn('ring', '#f01010', 1) + drawn('arrow', '#ffe000', 3, 0.5);

let files = 0;
async function find(original: Buffer, copy: Buffer) {
  files += 1;
  const path = (name: string) => join(directory, `${files}-${name}`);
  const into = { coverage: path('coverage.png'), markup: path('markup.png'), shown: path('shown.png') };
  await writeFile(path('original'), original);
  await writeFile(path('copy'), copy);
  return { into, found: await pictures.findMarks(path('original'), path('copy'), into, null) };
}
const coverageAt = async (path: string, left: number, top: number) =>
  (await sharp(path).extract({ left, top, width: 1, height: 1 }).toColourspace('b-w').raw().toBuffer())[0];
const pixelOf = async (path: string, left: number, top: number) => [
  ...(await sharp(path).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
];
const written = async () =>
  (await readdir(directory)).filter((name) => /png|part/.test(name) && name.startsWith(`${files}-`));

test('what is drawn is given as coverage and as markup of the original’s size, and shown on the copy', async () => {
  const { into, found } = await find(await scene, await copyOf(await scene, handling, strokes));
  expect(found).toEqual({ kind: 'marks', share: expect.closeTo(0.1, 1), ...size });
  expect(await sharp(into.coverage).metadata()).toMatchObject({ format: 'png', channels: 1, depth: 'uchar', ...size });
  expect(await sharp(into.markup).metadata()).toMatchObject({ format: 'png', channels: 4, ...size });
  expect(await sharp(into.shown).metadata()).toMatchObject({ format: 'png', width: 512, height: 341 });
  const coverage = await sharp(into.coverage).raw().toBuffer();
  expect(new Set(coverage)).toEqual(new Set([0, 255]));
  // The middle of the ring, and a corner.
  expect([await coverageAt(into.coverage, 306, 240), await coverageAt(into.coverage, 10, 590)]).toEqual([255, 0]);
});

test('a stroke has its own colour in the markup, a highlighter as thin as it is', async () => {
  const { into } = await find(await scene, await copyOf(await scene, handling, strokes));
  const [red, green, blue, alpha] = await pixelOf(into.markup, 432, 240);
  expect([red, green, blue, alpha]).toEqual(
    [240, 16, 16, 255].map((value) => expect.toSatisfy((is: number) => Math.abs(is - value) < 30)),
  );
  const highlighter = await pixelOf(into.markup, 630, 180);
  expect(highlighter).toEqual(
    [255, 224, 0, 128].map((value) => expect.toSatisfy((is: number) => Math.abs(is - value) < 45)),
  );
  expect((await pixelOf(into.markup, 306, 240))[3]).toBe(0);
});

test('nothing is written where nothing is drawn', async () => {
  expect((await find(await scene, await copyOf(await scene, handling))).found).toEqual({ kind: 'none' });
  expect(await written()).toEqual([]);
});

test('nothing is written of another picture, or of one of another shape', async () => {
  const other = await makeScene('photo-like', 42, size);
  expect((await find(await scene, await copyOf(other, handling, strokes))).found).toEqual({ kind: 'no copy' });
  expect(await written()).toEqual([]);
  const upright = await sharp(await scene)
    .rotate(90)
    .png()
    .toBuffer();
  expect((await find(await scene, upright)).found).toEqual({ kind: 'no copy' });
});

test.each(['png', 'webp'] as const)(
  'a copy kept as %s, cropped by 2 in 100 and tinted is seen as well',
  async (type) => {
    const crop = { left: 18, top: 0, right: 0, bottom: 12 };
    const copy = await copyOf(await scene, { scale: 0.9, as: { type, quality: 80 }, crop, gain: 1.05 }, strokes);
    const { into, found } = await find(await scene, copy);
    expect(found).toMatchObject({ kind: 'marks' });
    expect([await coverageAt(into.coverage, 306, 240), await coverageAt(into.coverage, 10, 590)]).toEqual([255, 0]);
  },
);

test('a phone’s copy that is to be turned lies on the original all the same', async () => {
  const copy = await copyOf(await scene, handling, strokes);
  const turned = await sharp(copy).rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 85 }).toBuffer();
  const { into, found } = await find(await scene, turned);
  expect(found).toMatchObject({ kind: 'marks' });
  expect(await coverageAt(into.coverage, 306, 240)).toBe(255);
});

test('what a picture leaves transparent may be white in the copy', async () => {
  const hole = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="600"><rect width="300" height="600"/></svg>',
  );
  const open = await sharp(await scene)
    .ensureAlpha()
    .composite([{ input: hole, left: 600, top: 0, blend: 'dest-out' }])
    .png()
    .toBuffer();
  const flat = await sharp(open).flatten({ background: '#fff' }).png().toBuffer();
  expect((await find(open, await copyOf(flat, handling))).found).toEqual({ kind: 'none' });
  expect((await find(open, await copyOf(flat, handling, strokes))).found).toMatchObject({ kind: 'marks' });
});

test('pictures in grey are looked at as well', async () => {
  const grey = await sharp(await scene)
    .toColourspace('b-w')
    .png()
    .toBuffer();
  expect(
    (
      await find(
        grey,
        await sharp(await copyOf(grey, handling))
          .toColourspace('b-w')
          .png()
          .toBuffer(),
      )
    ).found,
  ).toEqual({ kind: 'none' });
});

test('the same is found each time', async () => {
  const copy = await copyOf(await scene, handling, strokes);
  const [one, other] = [await find(await scene, copy), await find(await scene, copy)];
  expect(other.found).toEqual(one.found);
  for (const name of ['coverage', 'markup', 'shown'] as const) {
    expect(await sharp(other.into[name]).raw().toBuffer()).toEqual(await sharp(one.into[name]).raw().toBuffer());
  }
});

test('what nobody can read is refused, and one that is gone is an error', async () => {
  const { into, found } = await find(await scene, Buffer.from('no picture'));
  expect(found).toEqual({ kind: 'refused', why: 'unreadable' });
  await expect(access(into.shown)).rejects.toThrow('ENOENT');
  await expect(pictures.findMarks(join(directory, 'gone'), into.shown, into, null)).rejects.toThrow('ENOENT');
});
