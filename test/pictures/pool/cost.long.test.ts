import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHeader } from '../../../src/pictures/containers/index.ts';
import { sheetSize } from '../../../src/pictures/drawn/contact-sheet.ts';
import {
  affordablePixels,
  contactSheetCost,
  costOf,
  fittingCost,
  marksCost,
  referenceCost,
} from '../../../src/pictures/pool/cost.ts';
import type { Task } from '../../../src/pictures/pool/task.ts';
import { vendorTypeOf } from '../../../src/pictures/vendor-form.ts';
import { mostByDefault } from './most-by-default.ts';
import { isWithin, peakOf } from './peak.ts';

// The table in cost.ts, measured again: each kind of picture takes no more than it is admitted for. Pictures of eight
// megapixels (and of 16 and 48 where they are scaled down), of noise that is smooth enough to be compressed.

const edge = 2_828;
const size = { width: edge, height: edge };

const kinds: readonly (readonly [name: string, channels: 3 | 4, make: (noise: Sharp) => Sharp])[] = [
  ['PNG', 3, (noise) => noise.png({ compressionLevel: 1 })],
  ['PNG with transparency', 4, (noise) => noise.png({ compressionLevel: 1 })],
  ['PNG of sixteen bits', 3, (noise) => noise.toColourspace('rgb16').png({ compressionLevel: 1 })],
  ['PNG interlaced', 3, (noise) => noise.png({ compressionLevel: 1, progressive: true })],
  ['PNG interlaced with transparency', 4, (noise) => noise.png({ compressionLevel: 1, progressive: true })],
  ['JPEG', 3, (noise) => noise.jpeg()],
  ['JPEG to be turned', 3, (noise) => noise.jpeg().withMetadata({ orientation: 6 })],
  ['JPEG progressive', 3, (noise) => noise.jpeg({ progressive: true })],
  [
    'JPEG progressive in full colour, to be turned',
    3,
    (noise) => noise.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).withMetadata({ orientation: 6 }),
  ],
  ['JPEG in four colours', 3, (noise) => noise.toColourspace('cmyk').jpeg({ progressive: true })],
  ['WebP', 3, (noise) => noise.webp({ effort: 0 })],
  // In a better quality there is no room in the file for as much of it as 48 megapixels.
  ['WebP with transparency', 4, (noise) => noise.webp({ effort: 0, quality: 50 })],
  ['WebP to be turned', 3, (noise) => noise.webp({ effort: 0 }).withMetadata({ orientation: 6 })],
  ['WebP lossless', 3, (noise) => noise.webp({ effort: 0, lossless: true })],
  ['GIF', 3, (noise) => noise.gif({ effort: 1 })],
  ['AVIF', 3, (noise) => noise.avif({ effort: 0 })],
  ['AVIF with transparency', 4, (noise) => noise.avif({ effort: 0 })],
];

describe.skipIf(platform() !== 'linux')(
  'what it takes at its peak is within what it is admitted for (Linux tells it)',
  () => {
    let directory = '';
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'retouch-cost-'));
    });
    afterAll(() => rm(directory, { recursive: true, force: true }));

    test.each(kinds)(
      '%s',
      async (name, channels, make) => {
        const path = join(directory, name);
        await make(noiseOf(edge, channels)).toFile(path);
        const header = await readHeader(path);
        if (header === null) throw new Error('It has no header.');
        const part = join(directory, 'part');
        const most = affordablePixels(header, 400_000_000);
        const tasks: readonly (readonly [Task, number])[] = [
          [{ kind: 'vendor form', path, type: vendorTypeOf(header), part }, costOf('vendor form', header)],
          [{ kind: 'mask', path, size, part }, costOf('mask', header, size)],
          [{ kind: 'fit', path, original: size, limit: 300_000, mostPixels: most, part }, fittingCost(header, most)],
        ];
        for (const [task, cost] of tasks) expect([task.kind, await peakOf(task), cost]).toSatisfy(isWithin);
      },
      300_000,
    );

    // Of 8, 16 and 48 megapixels. AVIF of 48 would take a gigabyte, and is decoded by nobody.
    describe.each([edge, 4_000, 6_928])('of %i by as many, scaled down to 2048', (side) => {
      test.each(kinds.filter(([name]) => side < 6_928 || !name.startsWith('AVIF')))(
        '%s, kept as a reference and shown on a sheet',
        async (name, channels, make) => {
          const path = join(directory, `${side} ${name}`);
          await make(noiseOf(side, channels)).toFile(path);
          const header = await readHeader(path);
          if (header === null) throw new Error('It has no header.');
          const part = join(directory, 'part');
          const tiles = Array<string>(side === edge && !name.startsWith('AVIF') ? 15 : 3).fill(path);
          const tasks: readonly (readonly [Task, number])[] = [
            [
              { kind: 'reference', path, mostEdge: 2_048, part },
              referenceCost(header, { width: 2_048, height: 2_048 }),
            ],
            [{ kind: 'contact sheet', tiles, part }, contactSheetCost(header, sheetSize(tiles.length))],
          ];
          for (const [task, cost] of tasks) {
            if (cost <= mostByDefault) expect([task.kind, await peakOf(task), cost]).toSatisfy(isWithin);
          }
          await rm(path);
        },
        300_000,
      );
    });

    test.each([edge, 4_000])(
      'marks on a copy of each, of %i by as many',
      async (side) => {
        for (const [name, channels, make] of kinds) {
          const [path, copy] = [join(directory, `marked ${name}`), join(directory, 'copy')];
          await make(noiseOf(side, channels)).toFile(path);
          await scribbledOn(path, copy);
          const [header, other] = [await readHeader(path), await readHeader(copy)];
          if (header === null || other === null) throw new Error('It has no header.');
          const task: Task = {
            kind: 'marks',
            original: { path, width: side, height: side },
            copy: { path: copy, ...other.stored },
            parts: {
              coverage: join(directory, 'part'),
              markup: join(directory, 'part'),
              shown: join(directory, 'part'),
            },
          };
          const cost = marksCost(header, other);
          if (cost <= mostByDefault)
            expect([name, await peakOf(task, { result: { kind: 'marks' } }), cost]).toSatisfy(isWithin);
          await rm(path);
        }
      },
      900_000,
    );

    test('a phone’s photo of 48 megapixels, whose form for vendors takes as little for each pixel as a small one’s', async () => {
      const path = join(directory, 'phone');
      await noiseOf(6_928, 3).jpeg().withMetadata({ orientation: 6 }).toFile(path);
      const header = await readHeader(path);
      if (header === null) throw new Error('It has no header.');
      const task: Task = { kind: 'vendor form', path, type: vendorTypeOf(header), part: join(directory, 'part') };
      expect(['vendor form', await peakOf(task), costOf('vendor form', header)]).toSatisfy(isWithin);
    }, 120_000);

    test('our own coverage as a vendor’s mask, and a rectangle', async () => {
      const path = join(directory, 'coverage');
      await sharp(Buffer.alloc(edge ** 2, 255), { raw: { ...size, channels: 1 } })
        .toColourspace('b-w')
        .png()
        .toFile(path);
      const header = await readHeader(path);
      if (header === null) throw new Error('It has no header.');
      const part = join(directory, 'part');
      const cost = costOf('alpha mask', header, size);
      const rectangle = { left: 0, top: 0, width: edge / 2, height: edge };
      expect(['alpha mask', await peakOf({ kind: 'alpha mask', path, size, part }), cost]).toSatisfy(isWithin);
      expect(['rectangle', await peakOf({ kind: 'rectangle', rectangle, size, part }), cost]).toSatisfy(isWithin);
    });
  },
);

function noiseOf(side: number, channels: 3 | 4): Sharp {
  const eighth = Math.ceil(side / 8);
  const raw = { width: eighth, height: eighth, channels };
  return sharp(randomFillSync(Buffer.alloc(eighth ** 2 * channels)), { raw }).resize(side, side, { kernel: 'cubic' });
}

async function scribbledOn(path: string, into: string): Promise<void> {
  const small = await sharp(path, { limitInputPixels: false }).autoOrient().flatten().resize(2_000).jpeg().toBuffer();
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000"><circle cx="900" cy="900" r="500" fill="none" stroke="red" stroke-width="40"/></svg>';
  await sharp(small)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg()
    .toFile(into);
}
