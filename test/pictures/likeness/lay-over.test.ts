import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LosslessType } from '../../../src/ports/likeness.ts';
import { openPictures } from '../open-pictures.ts';
import {
  coverageOf,
  type Disc,
  drifted,
  edited,
  isInside,
  noDrift,
  type Picture,
  photograph,
  toSharp,
} from './painted.ts';
import { countChanged, type Format, openStage, pixelsOf } from './stage.ts';

const pictures = openPictures({ lanes: 1 });
afterAll(pictures.close);
let stage: Awaited<ReturnType<typeof openStage>>;
let source: Picture;
let wanted: Picture;
beforeAll(async () => {
  stage = await openStage();
  source = await photograph(361, 257, 1);
  wanted = await edited(source, disc, 1);
});
afterAll(() => stage.close());

const disc: Disc = { x: 0.6, y: 0.4, radius: 0.3 };
const drift = { shift: [3, -2], scale: 1.01, gains: [1.04, 1.01, 0.94], blur: 0.6 } as const;

async function lay(result: string, { format = 'png' as Format, type = 'image/png' as LosslessType, part = disc } = {}) {
  const files = { source: await stage.put(source, format), result, coverage: await stage.cover(part, source) };
  const into = stage.next();
  const laid = await pictures.layOver(files, type, into, null);
  return { laid, into, files };
}

describe('a part of a result, laid over its source', () => {
  test.each([
    ['png', 'image/png'],
    ['jpeg', 'image/webp'],
    ['webp', 'image/png'],
    ['png with transparency', 'image/webp'],
  ] as const)('leaves each pixel outside to the source (%s, written as %s)', async (format, type) => {
    const { laid, into, files } = await lay(await stage.put(await drifted(wanted, drift)), { format, type });
    expect(laid).toMatchObject({ kind: 'laid', type, width: 361, height: 257 });
    expect((await sharp(into).metadata()).format).toBe(type.slice(6));
    const coverage = coverageOf(disc, 361, 257);
    expect(await countChanged(files.source, into, (at) => coverage[at] === 0)).toBe(0);
  });

  test('is PNG where there is too little memory for WebP without loss, which was asked for', async () => {
    // Of what 77 MB are left for, laying these over as PNG takes 76 and as WebP 78.
    const small = openPictures({ lanes: 1, memoryMb: 90 + 77 });
    const files = {
      source: await stage.put(source),
      result: await stage.put(wanted),
      coverage: await stage.cover(disc, source),
    };
    const [laid, kept] = [stage.next(), stage.next()];
    expect(await small.layOver(files, 'image/webp', laid, null)).toMatchObject({ kind: 'laid', type: 'image/png' });
    expect(await small.keepRest(files, 'image/webp', kept, null)).toMatchObject({ kind: 'laid', type: 'image/png' });
    for (const into of [laid, kept]) expect((await sharp(into).metadata()).format).toBe('png');
    await small.close();
  });

  test('is the model’s own pixels inside, but for a seam of two in a hundred', async () => {
    const { into } = await lay(await stage.put(await drifted(wanted, { ...noDrift, shift: [5, -7] })));
    const made = await pixelsOf(into);
    const [own, model] = [source.pixels, wanted.pixels];
    let [whole, theirs, exact] = [0, 0, 0];
    const inside = isInside(disc, 361, 257);
    for (let at = 0; at < 361 * 257; at += 1) {
      if (!inside(at % 361, Math.floor(at / 361))) continue;
      whole += 1;
      const [green, before, after] = [made[4 * at + 1] ?? 0, own[3 * at + 1] ?? 0, model[3 * at + 1] ?? 0];
      const isModel = [0, 1, 2].every((channel) => made[4 * at + channel] === model[3 * at + channel]);
      if (isModel) exact += 1;
      theirs += isModel || before === after ? 1 : Math.min(1, Math.max(0, (green - before) / (after - before)));
    }
    expect(theirs / whole).toBeGreaterThanOrEqual(0.98);
    expect(exact / whole).toBeGreaterThan(0.94);
  });

  test('is brought to the source’s colours', async () => {
    const gains = [1.08, 1, 0.92] as const;
    const { into } = await lay(await stage.put(await drifted(wanted, { ...noDrift, gains })));
    const made = await pixelsOf(into);
    const middle = 4 * (Math.round(257 * 0.4) * 361 + Math.round(361 * 0.6));
    const aim = 3 * (middle / 4);
    expect(Math.abs((made[middle + 2] ?? 0) - (wanted.pixels[aim + 2] ?? 0))).toBeLessThanOrEqual(2);
  });

  test('of a result that is larger, smaller or cut to another shape lies where it belongs', async () => {
    const whole = toSharp(await drifted(wanted, drift)).png();
    const results = [
      whole.clone().resize(722, 514, { fit: 'fill' }),
      whole.clone().resize(256, 256, { fit: 'fill' }),
      whole.clone().resize(300, 257, { fit: 'cover' }),
      whole.clone().resize(400, 400, { fit: 'contain', background: '#123456' }),
    ];
    for (const result of results) {
      const path = stage.next();
      await result.toFile(path);
      const { laid, into, files } = await lay(path);
      expect(laid).toMatchObject({ kind: 'laid' });
      const coverage = coverageOf(disc, 361, 257);
      expect(await countChanged(files.source, into, (at) => coverage[at] === 0)).toBe(0);
      expect(await countChanged(files.source, into, (at) => coverage[at] === 255)).toBeGreaterThan(18_000);
    }
  });

  test('is see-through where the result is', async () => {
    const hole = Buffer.alloc(20 * 20 * 4, 255);
    const path = stage.next();
    await toSharp(wanted)
      .ensureAlpha()
      .composite([{ input: hole, raw: { width: 20, height: 20, channels: 4 }, left: 207, top: 93, blend: 'dest-out' }])
      .png()
      .toFile(path);
    const { into } = await lay(path);
    const made = await pixelsOf(into);
    expect(made[4 * (103 * 361 + 217) + 3]).toBe(0);
    expect(made[4 * (20 * 361 + 20) + 3]).toBe(255);
  });

  test('is the same to the last byte, each time', async () => {
    const result = await stage.put(await drifted(wanted, drift));
    const [one, other] = [await lay(result), await lay(result)];
    expect(await readFile(one.into)).toEqual(await readFile(other.into));
  });

  test('is not laid where the result shows something else, and nothing is left', async () => {
    const { laid, into } = await lay(await stage.put(await photograph(361, 257, 50)));
    expect(laid).toEqual({ kind: 'does not fit' });
    await expect(readFile(into)).rejects.toThrow();
  });

  test('is laid at the edge of the picture too, beyond which a drift moved some of it', async () => {
    const part: Disc = { x: 0.5, y: 0, radius: 0.3 };
    const far = { shift: [8, -8], scale: 1.03, gains: [1, 1, 1], blur: 0 } as const;
    const { laid, into, files } = await lay(await stage.put(await drifted(await edited(source, part, 1), far)), {
      part,
    });
    expect(laid).toMatchObject({ kind: 'laid' });
    const coverage = coverageOf(part, 361, 257);
    expect(await countChanged(files.source, into, (at) => coverage[at] === 0)).toBe(0);
  });

  test('is not laid where the result was cut so that much of the part is missing', async () => {
    const path = stage.next();
    await toSharp(wanted).resize(150, 257, { fit: 'cover' }).png().toFile(path);
    expect((await lay(path, { part: { x: 0.9, y: 0.5, radius: 0.3 } })).laid).toEqual({ kind: 'does not fit' });
  });
});
