import { describe, expect, test } from 'vitest';
import { hasDrifted } from '../../../src/domain/likeness/drift.ts';
import type { Reading } from '../../../src/domain/likeness/reading.ts';

const reading = (changes: Partial<Reading> = {}): Reading => ({
  kind: 'one area',
  changed: 0.2,
  extent: { left: 0, top: 0, width: 0.5, height: 0.4 },
  alike: 0.99,
  gains: { red: 1, green: 1, blue: 1 },
  sharpness: 1,
  ...changes,
});
const tinted = (red: number, blue: number) => reading({ gains: { red, green: 1, blue } });

describe('what was not asked to change has drifted', () => {
  test.each([
    ['softer', reading({ sharpness: 0.6 })],
    ['warmer', tinted(1.03, 0.9)],
    ['cooler', tinted(0.92, 1.05)],
    ['of other shapes', reading({ alike: 0.93 })],
    ['softer, where what was asked for is all over it', reading({ kind: 'all over', changed: 0.35, sharpness: 0.5 })],
  ])('where it is %s after three edits', (_, since) => {
    expect(hasDrifted(since, 3)).toBe(true);
  });

  test('but not over two edits, which adds nothing up', () => {
    expect(hasDrifted(reading({ sharpness: 0.5 }), 2)).toBe(false);
  });

  test.each([
    ['as it was', reading()],
    [
      'as far off as one edit leaves it',
      reading({ sharpness: 0.7, alike: 0.975, gains: { red: 1.03, green: 1, blue: 0.96 } }),
    ],
    ['lighter: that is asked for', reading({ gains: { red: 1.2, green: 1.2, blue: 1.2 } })],
    ['sharper', reading({ sharpness: 1.8 })],
    ['composed anew, so that nothing is known of it', reading({ kind: 'composed anew', sharpness: 0.4, alike: 0.3 })],
    ['painted in watercolour', reading({ kind: 'all over', sharpness: 0.13 })],
    ['sepia', reading({ kind: 'all over', gains: { red: 1.5, green: 1.06, blue: 1.08 } })],
  ])('nor where it is %s', (_, since) => {
    expect(hasDrifted(since, 3)).toBe(false);
  });

  test('more edits may have drifted further', () => {
    const soft = reading({ kind: 'all over', sharpness: 0.25 });
    expect([hasDrifted(soft, 3), hasDrifted(soft, 5)]).toEqual([false, true]);
  });
});
