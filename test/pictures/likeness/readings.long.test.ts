import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compressed, isOffered, readingBetween } from './in-memory.ts';
import { drifted, photograph } from './painted.ts';
import { styles } from './styles.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const gain = number(0.9, 1.1);
const drift = fc.record({
  shift: fc.tuple(number(-8, 8), number(-8, 8)),
  scale: number(0.97, 1.03),
  gains: fc.tuple(gain, gain, gain),
  blur: number(0, 2),
});

test('a change of style is never a change of one area', async () => {
  const styled = fc.record({ style: fc.constantFrom(...Object.keys(styles)), seed: fc.nat(10_000), drift });
  await fc.assert(
    fc.asyncProperty(styled, async ({ style, seed, drift: off }) => {
      const source = await photograph(420, 320, seed);
      const made = await (styles[style] ?? expect.fail())(source);
      const reading = await readingBetween(source, await drifted(made, off));
      expect(reading).not.toSatisfy(isOffered);
      expect(['all over', 'composed anew']).toContain(reading.kind);
    }),
    { numRuns: 130 },
  );
}, 600_000);

test('a copy that was compressed shows nothing new', async () => {
  const copies = fc.record({
    width: fc.integer({ min: 256, max: 900 }),
    height: fc.integer({ min: 256, max: 900 }),
    seed: fc.nat(10_000),
    quality: fc.integer({ min: 60, max: 95 }),
    format: fc.constantFrom('jpeg' as const, 'webp' as const),
  });
  await fc.assert(
    fc.asyncProperty(copies, async ({ width, height, seed, quality, format }) => {
      const source = await photograph(width, height, seed);
      const copy = await compressed(source, format, quality);
      expect(await readingBetween(source, copy)).toMatchObject({ kind: 'nothing' });
    }),
    { numRuns: 80 },
  );
}, 600_000);
