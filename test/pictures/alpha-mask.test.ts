import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPictures } from './open-pictures.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-mask-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const { toAlphaMask, measure, close } = openPictures();
afterAll(close);

async function alphaOf(coverage: readonly number[], width: number, height: number, size = { width, height }) {
  const [from, into] = [join(directory, 'coverage.png'), join(directory, 'alpha.png')];
  await sharp(Uint8Array.from(coverage), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(from);
  await toAlphaMask(from, into, size, null);
  const { data, info } = await sharp(into).raw().toBuffer({ resolveWithObject: true });
  expect(await measure(into)).toMatchObject({ type: 'image/png', ...size });
  expect(info.channels).toBe(4);
  return [...data].filter((_, index) => index % 4 === 3);
}

test('see-through exactly where the coverage says edit, opaque everywhere else', async () => {
  const law = fc.asyncProperty(
    fc
      .integer({ min: 1, max: 9 })
      .chain((width) =>
        fc.tuple(fc.constant(width), fc.array(fc.nat(255), { minLength: width, maxLength: width * 6 })),
      ),
    async ([width, values]) => {
      const height = Math.floor(values.length / width);
      const coverage = values.slice(0, width * height);
      expect(await alphaOf(coverage, width, height)).toEqual(coverage.map((each) => (each >= 128 ? 0 : 255)));
    },
  );
  await fc.assert(law, { numRuns: 60 });
});

test('of the size of the picture, without soft edges', async () => {
  const alpha = await alphaOf([255, 0, 0, 0], 2, 2, { width: 4, height: 6 });
  expect(alpha).toEqual([0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, ...Array(12).fill(255)]);
});
