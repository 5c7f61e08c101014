import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hullOf } from '../../../src/pictures/work/marks/raster/hull.ts';
import {
  distancesTo,
  holesOf,
  type Mask,
  narrowed,
  piecesOf,
  sizeOf,
  widened,
} from '../../../src/pictures/work/marks/raster/mask.ts';
import { cellRanges } from '../../../src/pictures/work/marks/raster/ranges.ts';

const masks: fc.Arbitrary<Mask> = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, height }) =>
    fc.array(fc.tuple(fc.nat(width - 1), fc.nat(height - 1)), { maxLength: 30 }).map((points) => {
      const bits = new Uint8Array(width * height);
      for (const [x, y] of points) bits[y * width + x] = 1;
      return { width, height, bits };
    }),
  );

const pointsOf = ({ width, bits }: Mask) =>
  [...bits.keys()].filter((at) => bits[at] === 1).map((at) => ({ x: at % width, y: Math.floor(at / width) }));

describe('a mask', () => {
  test('knows how far each pixel is, within 3 in 100', () => {
    const law = fc.property(masks, (mask) => {
      const points = pointsOf(mask);
      distancesTo(mask).values.forEach((distance, at) => {
        const [x, y] = [at % mask.width, Math.floor(at / mask.width)];
        const nearest = Math.min(...points.map((point) => Math.hypot(point.x - x, point.y - y)));
        if (points.length === 0) expect(distance).toBe(Number.POSITIVE_INFINITY);
        else expect(Math.abs(distance - nearest)).toBeLessThanOrEqual(nearest * 0.03 + 1e-4);
      });
    });
    fc.assert(law, { numRuns: 100 });
  });

  test('is widened by as much either way: by discs on its outline, or by distances', () => {
    const law = fc.property(masks, fc.constantFrom(1, 1.5, 3, 4, 7), (mask, radius) => {
      const points = pointsOf(mask);
      const wide = widened(mask, radius);
      wide.bits.forEach((bit, at) => {
        const [x, y] = [at % mask.width, Math.floor(at / mask.width)];
        const nearest = Math.min(...points.map((point) => Math.hypot(point.x - x, point.y - y)));
        // Within what distances are exact to.
        if (Math.abs(nearest - radius) > radius * 0.03) expect(bit).toBe(nearest <= radius ? 1 : 0);
      });
    });
    fc.assert(law, { numRuns: 100 });
  });

  test('narrowed after it was widened holds what it held', () => {
    const law = fc.property(masks, fc.constantFrom(1, 2, 4), (mask, radius) => {
      const closed = narrowed(widened(mask, radius), radius);
      for (const [at, bit] of mask.bits.entries()) if (bit === 1) expect(closed.bits[at]).toBe(1);
    });
    fc.assert(law, { numRuns: 100 });
  });

  test('has each of its pixels in one piece', () => {
    const law = fc.property(masks, (mask) => {
      const all = piecesOf(mask).flat();
      expect(all.toSorted((one, other) => one - other)).toEqual(
        [...mask.bits.keys()].filter((at) => mask.bits[at] === 1),
      );
    });
    fc.assert(law, { numRuns: 100 });
  });

  test('has a hull that holds it, and no more where it is a hull already', () => {
    const law = fc.property(masks, (mask) => {
      const hull = hullOf(mask);
      for (const [at, bit] of mask.bits.entries()) if (bit === 1) expect(hull.bits[at]).toBe(1);
      // A pixel at either end of a row is rounding.
      expect(sizeOf(hullOf(hull))).toBeLessThanOrEqual(sizeOf(hull) + 2 * mask.height);
    });
    fc.assert(law, { numRuns: 100 });
  });

  test('has holes where no way leads out, and none through its corners', () => {
    const rows = ['.....', '.###.', '.#.#.', '.###.', '....#'];
    const bits = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 1 : 0));
    expect(pointsOf(holesOf({ width: 5, height: 5, bits }))).toEqual([{ x: 2, y: 2 }]);
  });
});

test('ranges in cells reach as many cells around', () => {
  const values = new Float32Array(36);
  values[0] = 9;
  const { width, height, values: ranges } = cellRanges({ width: 6, height: 6, values }, 2, 1);
  expect({ width, height, ranges: [...ranges] }).toEqual({ width: 3, height: 3, ranges: [9, 9, 0, 9, 9, 0, 0, 0, 0] });
});
