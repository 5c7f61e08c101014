import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import { firstLookAt, type Looking, nextLookAt, type UsualTime } from '../../../src/domain/offers/looks.ts';

const beat = defaultPace.questionsApart;
const now = 1_000_000 * beat + 400;
const looking = (more: Partial<Looking> = {}): Looking => ({
  now,
  random: 0.5,
  pace: defaultPace,
  manner: 'all together',
  usual: null,
  ...more,
});

/** When a call is looked at, in milliseconds after it was sent, until it has taken so long. */
function looks(took: number, more: Partial<Looking> = {}): readonly number[] {
  const seen: number[] = [];
  let at = firstLookAt(looking(more));
  while (at <= now + took) {
    seen.push(at - now);
    at = nextLookAt(at - now, looking({ ...more, now: at }));
  }
  return [...seen, at - now];
}

describe('a vendor that is asked about all together', () => {
  test('is asked with every question while nothing is known, and ever more seldom', () => {
    const times = looks(60_000);
    expect(times.slice(0, 3)).toEqual([650, 1_700, 2_750]);
    expect(looks(480_000).length).toBeLessThan(250);
  });

  test('is asked within a sixtieth of what it took, or with the next question', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900_000 }), (took) => {
        const late = (looks(took).at(-1) ?? 0) - took;
        expect(late).toBeLessThanOrEqual(2 * beat + took / 60);
      }),
    );
  });

  test('seldom before the quickest of its kind were done, and with every question until the slowest were', () => {
    const usual: UsualTime = { quickest: 40_000, slowest: 80_000 };
    const times = looks(70_000, { usual });
    const early = times.filter((time) => time < 30_000);
    expect(early.length).toBeLessThanOrEqual(5);
    const inIt = times.filter((time) => time >= 30_000);
    expect(inIt[0]).toBeLessThanOrEqual(31_000);
    expect(inIt.slice(1).every((time, index) => time - (inIt[index] ?? 0) === beat)).toBe(true);
  });

  test('first looks are spread where it usually takes long', () => {
    const usual: UsualTime = { quickest: 40_000, slowest: 80_000 };
    const first = [0, 0.25, 0.5, 0.75, 0.99].map((random) => firstLookAt(looking({ usual, random })));
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(Math.min(...first) - now).toBeGreaterThan(4_000);
  });

  test('those that are looked at next fall due at the same moment, whenever they were taken', () => {
    const due = [0, 1, 200, 649].map((later) => firstLookAt(looking({ now: now + later })));
    expect(new Set(due).size).toBe(1);
    expect((due[0] ?? 0) % beat).toBe(0);
  });

  test('is never asked sooner than it wants', () => {
    expect(nextLookAt(5_000, looking(), 11_000)).toBeGreaterThanOrEqual(now + 11_000);
  });
});

test('a vendor that calls back is asked every 20 s at least, and no sooner than 13 s', () => {
  fc.assert(
    fc.property(fc.nat(900_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (elapsed, random) => {
      const moment = looking({ manner: 'it calls back', random });
      for (const at of [firstLookAt(moment), nextLookAt(elapsed, moment)]) {
        expect(at - now).toBeGreaterThanOrEqual(13_000);
        expect(at - now).toBeLessThanOrEqual(20_000);
      }
    }),
  );
});

test('a vendor with a question for each is asked after three seconds, and then every five and more', () => {
  const moment = looking({ manner: 'each alone', random: 0 });
  expect(firstLookAt(moment) - now).toBe(3_000);
  expect(nextLookAt(3_000, moment) - now).toBe(4_500);
});
