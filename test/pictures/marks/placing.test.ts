import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { greyOf } from '../../../src/pictures/work/marks/raster/plane.ts';
import { readBoth } from '../../../src/pictures/work/marks/reading.ts';
import { findPlacing } from '../../../src/pictures/work/marks/same/placing.ts';
import { copyOf } from './made/copies.ts';
import { makeScene } from './made/scenes.ts';

const size = { width: 600, height: 450 };

test('a copy cropped by up to 2 in 100 on any side is placed within a fifth of a pixel', async () => {
  const scene = await makeScene('photo-like', 51, size);
  const side = fc.nat(12);
  const law = fc.asyncProperty(
    fc.record({ left: side, top: side, right: side, bottom: side }),
    fc.double({ min: 0.72, max: 1, noNaN: true }),
    async (crop, scale) => {
      const made = await copyOf(scene, { scale, as: { type: 'jpeg', quality: 80 }, crop });
      // Smaller than both: libvips moves what it enlarges by half a pixel.
      const { original, copy } = await readBoth(sharp(scene), sharp(made), { width: 400, height: 300 });
      const { across, down } = findPlacing(greyOf(original), greyOf(copy));
      const kept = { width: size.width - crop.left - crop.right, height: size.height - crop.top - crop.bottom };
      // The original's corners, in pixels of the original.
      const corners = [
        across.shift * kept.width + crop.left,
        (across.shift + across.scale - 1) * kept.width - crop.right,
        down.shift * kept.height + crop.top,
        (down.shift + down.scale - 1) * kept.height - crop.bottom,
      ];
      expect(Math.max(...corners.map(Math.abs))).toBeLessThan(0.2);
    },
  );
  await fc.assert(law, { numRuns: 12, seed: 7 });
});

test('what has nothing on it stays where it is', () => {
  const plain = { width: 200, height: 100, values: new Float32Array(20_000).fill(90) };
  expect(findPlacing(plain, plain)).toEqual({ across: { shift: 0, scale: 1 }, down: { shift: 0, scale: 1 } });
});

test('of a few pixels nothing is expected', () => {
  const tiny = { width: 2, height: 1, values: Float32Array.from([10, 200]) };
  expect(findPlacing(tiny, tiny)).toEqual({ across: { shift: 0, scale: 1 }, down: { shift: 0, scale: 1 } });
});
