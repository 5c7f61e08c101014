// Longer than 250 lines: cases of one subject that share their stage and little else.

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '../../src/domain/pictures/refused-picture.ts';
import { openPictures } from './open-pictures.ts';

const pictures = openPictures();
afterAll(pictures.close);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-pictures-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 80, b: 20, alpha: 0.5 } } });
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 }, background: '#888' },
  });
let files = 0;
async function put(bytes: Buffer | Sharp, name = 'picture'): Promise<string> {
  files += 1;
  const path = join(directory, `${files}-${name}`);
  await writeFile(path, Buffer.isBuffer(bytes) ? bytes : await bytes.toBuffer());
  return path;
}
async function fitPicture(path: string, limit: number, into: string) {
  const fitted = await pictures.fit(path, limit, into, null);
  if (isRefused(fitted)) throw new Error(`Refused: ${fitted.why}.`);
  return fitted;
}
const target = () => {
  files += 1;
  return join(directory, `${files}-fitted`);
};

describe('measuring', () => {
  test.each([
    ['image/png', () => plain(64, 32).png()],
    ['image/jpeg', () => plain(64, 32).jpeg()],
    ['image/webp', () => plain(64, 32).webp()],
    ['image/gif', () => plain(64, 32).gif()],
    ['image/avif', () => plain(64, 32).avif()],
  ] as const)('%s is known by its bytes, whatever it is called', async (type, make) => {
    const path = await put(make(), 'photo.txt');
    const { size: bytes } = await stat(path);
    expect(await pictures.measure(path)).toEqual({ type, width: 64, height: 32, bytes });
  });

  test('a picture that is to be turned is measured as it is seen', async () => {
    const path = await put(plain(64, 32).jpeg().withMetadata({ orientation: 6 }));
    expect(await pictures.measure(path)).toMatchObject({ width: 32, height: 64 });
  });

  test('an animation is as large as one frame of it', async () => {
    const frames = await Promise.all(['#f00', '#0f0'].map((background) => frame(background)));
    expect(await pictures.measure(await put(sharp(frames, { join: { animated: true } }).gif()))).toMatchObject({
      type: 'image/gif',
      width: 40,
      height: 30,
    });
  });

  test.each([
    ['text', Buffer.from('hello')],
    ['nothing', Buffer.alloc(0)],
    [
      'SVG, which we never hand to a decoder',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['a name and no picture', Buffer.from('\x89PNG\r\n\x1a\n but no more', 'latin1')],
    ['a film', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
  ])('%s is no picture', async (_, bytes) => {
    expect(await pictures.measure(await put(bytes))).toEqual({ kind: 'refused', why: 'unreadable' });
  });

  test('a picture of more than a hundred megapixels is too large by its header, and not unreadable', async () => {
    const claims = async (width: number, height: number) => {
      const bytes = await plain(64, 32).png().toBuffer();
      bytes.writeUInt32BE(width, 16);
      bytes.writeUInt32BE(height, 20);
      return put(bytes);
    };
    expect(await pictures.measure(await claims(10_000, 10_000))).toMatchObject({ width: 10_000 });
    const tooLarge = { kind: 'refused', why: 'too large' };
    expect(await pictures.measure(await claims(10_001, 10_000))).toEqual(tooLarge);
    expect(await pictures.measure(await claims(2 ** 31 - 1, 2 ** 31 - 1))).toEqual(tooLarge);
  });

  test('a file that is not there is an error, not "no picture"', async () => {
    await expect(pictures.measure(join(directory, 'missing'))).rejects.toThrow('ENOENT');
  });
});

describe('fitting', () => {
  test('what fits is left as it is', async () => {
    const path = await put(plain(64, 32).png());
    const { size: bytes } = await stat(path);
    const into = target();
    expect(await fitPicture(path, bytes, into)).toEqual({
      type: 'image/png',
      width: 64,
      height: 32,
      bytes,
      path,
      changed: false,
      smaller: false,
    });
    expect(await readdir(directory)).not.toContain(into.split('/').at(-1));
  });

  test('one byte too much makes it WebP with every pixel, and leaves the original untouched', async () => {
    const path = await put(noise(300, 200).png());
    const before = await readFile(path);
    const into = target();
    const fitted = await fitPicture(path, before.length - 1, into);
    const { size } = await stat(`${into}.webp`);
    expect(fitted).toEqual({
      type: 'image/webp',
      width: 300,
      height: 200,
      bytes: size,
      path: `${into}.webp`,
      changed: true,
      smaller: false,
    });
    expect(await pictures.measure(fitted.path)).toEqual({ type: 'image/webp', width: 300, height: 200, bytes: size });
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  test('noise that is too much as WebP becomes JPEG', async () => {
    const path = await put(noise(300, 200).png());
    const webp = await sharp(path).webp({ quality: 80, effort: 2 }).toBuffer();
    const jpeg = await sharp(path).jpeg({ quality: 80 }).toBuffer();
    expect(jpeg.length).toBeLessThan(webp.length);
    const into = target();
    expect(await fitPicture(path, jpeg.length, into)).toEqual({
      type: 'image/jpeg',
      width: 300,
      height: 200,
      bytes: jpeg.length,
      path: `${into}.jpg`,
      changed: true,
      smaller: false,
    });
  });

  test('transparency is kept: never JPEG, rather smaller', async () => {
    const alpha = await noise(300, 200).toColourspace('b-w').raw().toBuffer();
    const path = await put(
      noise(300, 200)
        .joinChannel(alpha, { raw: { width: 300, height: 200, channels: 1 } })
        .png(),
    );
    const fitted = await fitPicture(path, 20_000, target());
    expect(fitted).toMatchObject({ type: 'image/webp', changed: true, smaller: true });
    expect((await sharp(fitted.path).metadata()).hasAlpha).toBe(true);
  });

  test('an alpha channel that hides nothing does not stand in JPEG’s way', async () => {
    const path = await put(noise(300, 200).ensureAlpha().png());
    const jpeg = await sharp(path).flatten().jpeg({ quality: 80 }).toBuffer();
    expect(await fitPicture(path, jpeg.length, target())).toMatchObject({ type: 'image/jpeg', bytes: jpeg.length });
  });

  test('what fits in no form gives up pixels and keeps its ratio', async () => {
    const path = await put(noise(600, 300).png());
    const fitted = await fitPicture(path, 8_000, target());
    expect(fitted).toMatchObject({ type: 'image/webp', changed: true, smaller: true });
    expect(fitted.bytes).toBeLessThanOrEqual(8_000);
    expect(Math.abs(fitted.width / fitted.height - 2)).toBeLessThan(0.05);
  });

  test('a picture too long for WebP becomes JPEG, or fits WebP’s edge', async () => {
    const path = await put(noise(17_000, 100).png());
    const { size } = await stat(path);
    expect(await fitPicture(path, size - 1, target())).toMatchObject({ type: 'image/jpeg', width: 17_000 });
    const fitted = await fitPicture(path, 50_000, target());
    expect(fitted).toMatchObject({ type: 'image/webp', smaller: true });
    expect(fitted.bytes).toBeLessThanOrEqual(50_000);
  });

  test('a turned picture comes out upright, and tells nothing of its camera', async () => {
    const path = await put(noise(300, 200).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }));
    const fitted = await fitPicture(path, 30_000, target());
    expect(fitted).toMatchObject({ changed: true });
    expect(fitted.height).toBeGreaterThan(fitted.width);
    const { orientation, exif, icc } = await sharp(fitted.path).metadata();
    expect({ orientation, exif, icc }).toEqual({});
  });

  test('colours of a wide profile are brought into sRGB', async () => {
    const path = await put(plain(64, 32).removeAlpha().withIccProfile('p3').png({ compressionLevel: 0 }));
    expect((await sharp(path).metadata()).hasProfile).toBe(true);
    const fitted = await fitPicture(path, (await stat(path)).size - 1, target());
    const { data } = await sharp(fitted.path).raw().toBuffer({ resolveWithObject: true });
    const near = [200, 80, 20].map((value, index) => Math.abs((data[index] ?? 0) - value) < 12);
    expect(near).toEqual([true, true, true]);
  });

  test('of an animation the first frame is shown', async () => {
    const frames = await Promise.all(['#f00', '#0f0'].map((background) => frame(background)));
    const path = await put(sharp(frames, { join: { animated: true } }).gif());
    const fitted = await fitPicture(path, (await stat(path)).size - 1, target());
    expect(fitted).toMatchObject({ type: 'image/webp', width: 40, height: 30 });
    const { dominant } = await sharp(fitted.path).stats();
    expect(dominant.r).toBeGreaterThan(200);
    expect(dominant.g).toBeLessThan(50);
  });

  test('a damaged picture is shown as far as it goes', async () => {
    const whole = await noise(300, 200).png().toBuffer();
    const path = await put(whole.subarray(0, whole.length / 2));
    expect(await fitPicture(path, 20_000, target())).toMatchObject({ changed: true });
  });

  test('a limit that nothing keeps is refused, and leaves no file behind', async () => {
    const path = await put(noise(64, 64).png());
    const into = target();
    await expect(fitPicture(path, 10, into)).rejects.toThrow('Refused: too large.');
    expect((await readdir(directory)).filter((name) => join(directory, name).startsWith(into))).toEqual([]);
  });

  test('what is no picture cannot be fitted', async () => {
    await expect(fitPicture(await put(Buffer.from('text')), 1, target())).rejects.toThrow('Refused: unreadable.');
  });

  test('many at once all come out right, also into the same place', async () => {
    const path = await put(noise(300, 200).png());
    const into = target();
    const fitted = await Promise.all(Array.from({ length: 8 }, () => fitPicture(path, 60_000, into)));
    expect(new Set(fitted.map((each) => each.bytes)).size).toBe(1);
    expect(await pictures.measure(fitted[0]?.path ?? '')).toMatchObject({ bytes: fitted[0]?.bytes });
  });

  test('whatever the picture and the limit: it fits, and nothing is left lying about', async () => {
    const edge = fc.integer({ min: 1, max: 120 });
    const limits = fc.integer({ min: 200, max: 40_000 });
    await fc.assert(
      fc.asyncProperty(edge, edge, limits, fc.boolean(), async (width, height, limit, alpha) => {
        const path = await put(
          alpha ? plain(width, height, 4).png({ compressionLevel: 0 }) : noise(width, height).png(),
        );
        const fitted = await fitPicture(path, limit, target());
        expect(fitted.bytes).toBeLessThanOrEqual(limit);
        expect((await stat(fitted.path)).size).toBe(fitted.bytes);
        expect(fitted.width <= width && fitted.height <= height).toBe(true);
      }),
      { numRuns: 25 },
    );
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('handing over to vendors', () => {
  test('of what has a header and nothing that a decoder can read: it is refused, and no file is left', async () => {
    const avif = await plain(64, 32).avif().toBuffer();
    avif.fill(0, avif.indexOf('mdat') + 4);
    const webp = await plain(64, 32).webp({ lossless: true }).toBuffer();
    webp.fill(255, 26);
    const into = target();
    for (const bytes of [avif, webp]) {
      const path = await put(bytes);
      expect(await pictures.measure(path)).toMatchObject({ width: 64, height: 32 });
      expect(await pictures.toVendorForm(path, into, null)).toEqual({ kind: 'refused', why: 'unreadable' });
    }
    expect((await readdir(directory)).filter((name) => join(directory, name).startsWith(into))).toEqual([]);
  });

  test('of the first frame, upright', async () => {
    const frames = await Promise.all(['#f00', '#0f0'].map((background) => frame(background)));
    const gif = await put(sharp(frames, { join: { animated: true } }).gif());
    const into = `${target()}.png`;
    expect(await pictures.toVendorForm(gif, into, null)).toEqual({ type: 'image/png' });
    expect(await pictures.measure(into)).toMatchObject({ type: 'image/png', width: 40, height: 30 });
    const turned = await put(plain(64, 32).jpeg().withMetadata({ orientation: 6 }));
    expect(await pictures.toVendorForm(turned, into, null)).toEqual({ type: 'image/jpeg' });
    expect(await pictures.measure(into)).toMatchObject({ type: 'image/jpeg', width: 32, height: 64 });
  });
});

const frame = (background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
