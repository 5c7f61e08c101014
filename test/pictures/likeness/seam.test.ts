import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depthsOf } from '../../../src/pictures/work/likeness/depths.ts';
import { featherOf, mostFeather, shareAt } from '../../../src/pictures/work/likeness/laying/seam.ts';

test('the seam takes two in a hundred of a part at most, whatever its shape and its soft edges', () => {
  const blobs = fc.array(
    fc.record({
      x: fc.nat(79),
      y: fc.nat(59),
      r: fc.integer({ min: 1, max: 40 }),
      v: fc.integer({ min: 1, max: 255 }),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(blobs, (drawn) => {
      const coverage = Uint8Array.from({ length: 80 * 60 }, (_, at) =>
        Math.max(...drawn.map(({ x, y, r, v }) => (Math.hypot((at % 80) - x, Math.floor(at / 80) - y) < r ? v : 0))),
      );
      const depths = depthsOf(coverage, 80, 60, 3 * mostFeather + 3);
      const weights = new Float64Array(3 * mostFeather + 4);
      for (const [at, depth] of depths.entries()) weights[depth] = (weights[depth] ?? 0) + (coverage[at] ?? 0);
      const feather = featherOf(weights);
      let [whole, theirs] = [0, 0];
      for (const [at, depth] of depths.entries()) {
        whole += coverage[at] ?? 0;
        theirs += (coverage[at] ?? 0) * shareAt(depth, feather);
      }
      expect(theirs).toBeGreaterThanOrEqual(0.98 * whole);
    }),
    { numRuns: 100 },
  );
});

test('a wide part has a wide seam, a narrow one none', () => {
  const featherFor = (width: number) => {
    const weights = new Float64Array(3 * mostFeather + 4);
    for (let x = 0; x < width; x += 1) {
      const depth = Math.min(3 * mostFeather + 3, 3 * (Math.min(x, width - 1 - x) + 1));
      weights[depth] = (weights[depth] ?? 0) + 255;
    }
    return featherOf(weights);
  };
  expect([featherFor(4), featherFor(400), featherFor(4_000)]).toEqual([0.5, 7.5, mostFeather]);
});
