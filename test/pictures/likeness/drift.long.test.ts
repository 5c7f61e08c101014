import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPictures } from '../open-pictures.ts';
import { coverageOf, drifted, edited, photograph } from './painted.ts';
import { countChanged, type Format, openStage } from './stage.ts';

// What a model may do to a picture, at random: whatever it does, outside the part nothing changes.

const pictures = openPictures();
afterAll(pictures.close);
let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const gain = number(0.9, 1.1);
const drift = fc.record({
  shift: fc.tuple(number(-8, 8), number(-8, 8)),
  scale: number(0.97, 1.03),
  gains: fc.tuple(gain, gain, gain),
  blur: number(0, 2),
});
const disc = fc.record({ x: number(0, 1), y: number(0, 1), radius: number(0.1, 0.35) });
const painted = fc.record({
  size: fc.record({ width: fc.integer({ min: 240, max: 640 }), height: fc.integer({ min: 240, max: 640 }) }),
  seed: fc.nat(10_000),
  drift,
  disc,
  source: fc.constantFrom<Format>('png', 'jpeg', 'webp', 'png with transparency'),
  result: fc.constantFrom<Format>('png', 'jpeg', 'webp'),
  type: fc.constantFrom('image/png' as const, 'image/webp' as const),
});
const opaque = (format: Format): Format => (format === 'png with transparency' ? 'png' : format);

describe('whatever a model does', () => {
  test('outside the part all pixels are the source’s own, and nearly always it fits', async () => {
    let [runs, laid] = [0, 0];
    await fc.assert(
      fc.asyncProperty(painted, async ({ size: { width, height }, seed, ...how }) => {
        const source = await photograph(width, height, seed);
        const result = await drifted(await edited(source, how.disc, seed), how.drift);
        const files = {
          source: await stage.put(source, how.source),
          result: await stage.put(result, how.result),
          coverage: await stage.cover({ ...how.disc, radius: how.disc.radius + 0.02 }, source),
        };
        const [into, again] = [stage.next(), stage.next()];
        const made = await pictures.layOver(files, how.type, into, null);
        runs += 1;
        if (made.kind === 'does not fit') return;
        expect(made.kind).toBe('laid');
        laid += 1;
        const coverage = coverageOf({ ...how.disc, radius: how.disc.radius + 0.02 }, width, height);
        expect(await countChanged(files.source, into, (at) => coverage[at] === 0)).toBe(0);
        await pictures.layOver(files, how.type, again, null);
        expect(await readFile(again)).toEqual(await readFile(into));
      }),
      { numRuns: 60 },
    );
    console.log(`It fitted ${laid} times of ${runs}.`);
    expect(laid).toBeGreaterThanOrEqual(0.95 * runs);
  }, 1_200_000);

  test('the area that changed is found, and the rest of the picture is the source’s own', async () => {
    let [runs, found, covered, whole] = [0, 0, 0, 0];
    await fc.assert(
      fc.asyncProperty(painted, async ({ size: { width, height }, seed, ...how }) => {
        const source = await photograph(width, height, seed);
        const place = { ...how.disc, x: 0.2 + 0.6 * how.disc.x, y: 0.2 + 0.6 * how.disc.y };
        const result = await drifted(await edited(source, place, seed), how.drift);
        const files = {
          source: await stage.put(source, opaque(how.source)),
          result: await stage.put(result, how.result),
        };
        const into = stage.next();
        const kept = await pictures.keepRest(files, how.type, into, null);
        runs += 1;
        if (kept.kind !== 'laid') return;
        found += 1;
        const inside = coverageOf(place, width, height);
        const far = coverageOf({ ...place, radius: place.radius + 0.1 }, width, height);
        expect(await countChanged(files.source, into, (at) => far[at] === 0)).toBe(0);
        covered += await countChanged(files.source, into, (at) => inside[at] === 255);
        whole += inside.filter((each) => each === 255).length;
      }),
      { numRuns: 60 },
    );
    console.log(`It was found ${found} times of ${runs}, ${((100 * covered) / whole).toFixed(2)} % of it.`);
    expect(found).toBeGreaterThanOrEqual(0.9 * runs);
    expect(covered / whole).toBeGreaterThan(0.98);
  }, 1_200_000);
});
