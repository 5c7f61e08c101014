import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHeader, uprightSize } from '../../../src/pictures/containers/index.ts';
import { samplePictures } from '../sample-pictures.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-headers-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function headerOf(bytes: Uint8Array) {
  const path = join(directory, 'picture');
  await writeFile(path, bytes);
  return readHeader(path);
}

test.each(samplePictures)('$name: as the decoder sees it, without a decoder', async ({ make }) => {
  const bytes = await make();
  const seen = await sharp(bytes).metadata();
  const { width, height, orientation = 1, hasAlpha, isProgressive, bitsPerSample, autoOrient, pages = 1 } = seen;
  const header = await headerOf(bytes);
  if (header === null) throw new Error('It was not read.');
  expect(uprightSize(header)).toEqual(autoOrient);
  // A decoder of AVIF has turned it already.
  if (header.type === 'image/avif') return;
  expect(header).toMatchObject({ stored: { width, height }, orientation, animated: pages > 1 });
  if (header.type === 'image/gif') return;
  expect(header).toMatchObject({ alpha: hasAlpha, depth: bitsPerSample ?? 8 });
  if (header.type === 'image/png' || header.type === 'image/jpeg') expect(header.interlaced).toBe(isProgressive);
});

test('whatever stands in a file, it is read or it is none, and soon', async () => {
  const samples = await Promise.all(samplePictures.map(({ make }) => make()));
  const broken = fc.record({
    sample: fc.constantFrom(...samples),
    length: fc.double({ min: 0, max: 1, noNaN: true }),
    changes: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(broken, async ({ sample, length, changes }) => {
      const bytes = Buffer.from(sample.subarray(0, Math.ceil(sample.length * length)));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      const header = await headerOf(bytes);
      if (header !== null) expect(header.stored.width * header.stored.height).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await headerOf(bytes)).toBeNull();
    }),
    { numRuns: 100 },
  );
});

test('a JPEG of nothing but segments, or a GIF of nothing but pieces, is not read for ever', async () => {
  const segments = Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array(100_000).fill(Buffer.from([0xff, 0xfe, 0, 2]))]);
  expect(await headerOf(segments)).toBeNull();
  const pieces = Buffer.concat([
    Buffer.from('GIF89a\x01\0\x01\0\0\0\0!\xfe', 'latin1'),
    ...Array(100_000).fill(Buffer.from([1, 65])),
  ]);
  expect(await headerOf(pieces)).toBeNull();
});

test('a GIF is as large as its first picture, whatever its screen says', async () => {
  const gif = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#f00' } })
    .gif()
    .toBuffer();
  gif.writeUInt16LE(1, 6);
  gif.writeUInt16LE(1, 8);
  expect(await headerOf(gif)).toMatchObject({ stored: { width: 40, height: 30 } });
});
