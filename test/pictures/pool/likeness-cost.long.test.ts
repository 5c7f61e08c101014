import { mkdtemp, rm } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Header, readHeader } from '../../../src/pictures/containers/index.ts';
import { comparingCost, drawingChangeCost, layingCost } from '../../../src/pictures/pool/cost.ts';
import { scratchOf, type Task } from '../../../src/pictures/pool/task.ts';
import { mostByDefault } from './most-by-default.ts';
import { isWithin, peakOf } from './peak.ts';

// What laying over and comparing take at their peak, of 4, 16 and 48 megapixels; a result of 4 megapixels, as vendors make
// them, or as large as its source.

const formats: readonly (readonly [name: string, channels: 3 | 4, make: (picture: Sharp) => Sharp])[] = [
  ['PNG', 3, (picture) => picture.png({ compressionLevel: 1 })],
  ['PNG with transparency', 4, (picture) => picture.png({ compressionLevel: 1 })],
  ['JPEG', 3, (picture) => picture.jpeg()],
  ['JPEG progressive', 3, (picture) => picture.jpeg({ progressive: true })],
  ['WebP', 3, (picture) => picture.webp({ effort: 0 })],
];

describe.skipIf(platform() !== 'linux')('laying over and comparing stay within what they are admitted for', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'retouch-likeness-cost-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  async function put(name: string, picture: Sharp): Promise<{ readonly path: string; readonly header: Header }> {
    const path = join(directory, name);
    await picture.toFile(path);
    const header = await readHeader(path);
    if (header === null) throw new Error('It has no header.');
    return { path, header };
  }

  describe.each([2_048, 4_000, 6_928])('of %i by as many', (side) => {
    test.each(formats)(
      '%s',
      async (_, channels, make) => {
        const source = await put('source', make(pictureOf(side, channels)));
        const result = await put('result', pictureOf(2_048, 3).png({ compressionLevel: 1 }));
        const coverage = await put('coverage', await coverageOf(side));
        const part = join(directory, 'part');
        const [before, after] = [source.path, result.path];
        const files = { source: before, result: after, coverage: coverage.path, part };
        const laying = (type: 'image/png' | 'image/webp') => layingCost(source.header, result.header, type);
        const tasks: readonly (readonly [Task, number])[] = [
          [{ kind: 'lay over', ...files, type: 'image/png' }, laying('image/png')],
          [{ kind: 'lay over', ...files, type: 'image/webp' }, laying('image/webp')],
          [{ kind: 'compare', before, after }, comparingCost(source.header, result.header)],
          [
            { kind: 'draw change', before, after, outlined: true, part },
            drawingChangeCost(source.header, result.header),
          ],
        ];
        for (const [task, cost] of tasks) {
          if (cost <= mostByDefault) expect([task.kind, await peakOf(task), cost]).toSatisfy(isWithin);
          await rm(scratchOf(part), { recursive: true, force: true });
        }
      },
      300_000,
    );
  });
});

/** Smooth noise, the same of any size. */
function pictureOf(side: number, channels: 3 | 4): Sharp {
  const noise = Buffer.from(Array.from({ length: 64 * 64 * channels }, (_, at) => (at * 2_654_435_761) % 256));
  return sharp(noise, { raw: { width: 64, height: 64, channels } }).resize(side, side, { kernel: 'cubic' });
}

async function coverageOf(side: number): Promise<Sharp> {
  const size = Math.floor(side * 0.6);
  const white = await sharp({ create: { width: size, height: size, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: side, height: side, channels: 3, background: '#000' } })
    .composite([{ input: white, left: 100, top: 100 }])
    .removeAlpha()
    .toColourspace('b-w')
    .png();
}
