import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '../../../src/domain/pictures/refused-picture.ts';
import { openPictures } from '../open-pictures.ts';
import { drifted, edited, noDrift, type Picture, photograph } from './painted.ts';
import { type Format, openStage } from './stage.ts';
import { styles } from './styles.ts';

const pictures = openPictures({ lanes: 1 });
afterAll(pictures.close);
let stage: Awaited<ReturnType<typeof openStage>>;
let source: Picture;
beforeAll(async () => {
  stage = await openStage();
  source = await photograph(420, 300, 1);
});
afterAll(() => stage.close());

async function readingOf(after: Picture, format: Format = 'png', before = source) {
  const reading = await pictures.compare(await stage.put(before), await stage.put(after, format), null);
  if (isRefused(reading)) throw new Error('It was refused.');
  return reading;
}
const disc = { x: 0.7, y: 0.4, radius: 0.2 };
const drift = { shift: [4, -3], scale: 1.01, gains: [1.04, 1.01, 0.95], blur: 0.8 } as const;

describe('between two pictures', () => {
  test('that are the same, nothing changed', async () => {
    const reading = await readingOf(source);
    expect(reading).toMatchObject({ kind: 'nothing', changed: 0, extent: null });
    expect(reading.alike).toBeCloseTo(1);
    expect(reading.gains.red).toBeCloseTo(1);
    expect(reading.sharpness).toBeCloseTo(1);
  });

  test.each(['jpeg', 'webp'] as const)('of which one is a copy as %s, nothing changed', async (format) => {
    expect(await readingOf(source, format)).toMatchObject({ kind: 'nothing' });
  });

  test('of which one only drifted, nothing changed: it is a little warmer and softer', async () => {
    const { kind, gains, sharpness } = await readingOf(await drifted(source, drift));
    expect(kind).toBe('nothing');
    expect(gains.red).toBeCloseTo(1.04, 1);
    expect(gains.blue).toBeLessThan(0.97);
    expect(sharpness).toBeLessThan(0.9);
  });

  test('of which one has something else in one place, that area changed', async () => {
    const { kind, changed, extent, alike } = await readingOf(await drifted(await edited(source, disc, 2), drift));
    expect(kind).toBe('one area');
    // The disc takes 9 in 100.
    expect(changed).toBeGreaterThan(0.085);
    expect(changed).toBeLessThan(0.11);
    expect(extent?.left).toBeCloseTo(0.7 - 0.2 * (300 / 420), 1);
    expect(extent?.top).toBeCloseTo(0.2, 1);
    expect(alike).toBeGreaterThan(0.98);
  });

  // Those that come nearest to a change of one area.
  test.each(['sepia', 'four levels', 'a little other hues', 'grain'])(
    'of which one is in another style (%s), no area changed',
    async (name) => {
      const made = await (styles[name] ?? (async (picture: Picture) => picture))(source);
      expect(['all over', 'composed anew']).toContain((await readingOf(await drifted(made, drift))).kind);
    },
  );

  test('that show different things, all is composed anew', async () => {
    const other = await photograph(420, 300, 77);
    expect(await readingOf(other)).toMatchObject({ kind: 'composed anew', changed: 1 });
  });

  test('of which one is larger, what they show counts', async () => {
    const large = await photograph(840, 600, 1);
    expect(await readingOf(await drifted(large, noDrift), 'jpeg', large)).toMatchObject({ kind: 'nothing' });
  });

  test('of which one cannot be read, nothing is told', async () => {
    expect(await pictures.compare(await stage.put(source), '/dev/null', null)).toMatchObject({ kind: 'refused' });
  });
});
