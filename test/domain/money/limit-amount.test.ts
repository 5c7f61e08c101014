import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitAmount, mostOfLimit } from '../../../src/domain/money/limit-amount.ts';
import type { Limit } from '../../../src/domain/money/limits.ts';
import { periods } from '../../../src/domain/money/period.ts';
import { readSettings, storedSettings } from '../../../src/storage/records/server/guild-settings.ts';

test.each([
  [0, 'images', 0],
  [-0, 'images', 0],
  [1_000_000, 'images', 1_000_000],
  [2.5, 'images', 'no whole pictures'],
  [1_000_001, 'images', 'too much'],
  [-1, 'images', 'too little'],
  [0, 'usd', 0],
  [0.25, 'usd', 250_000],
  [1_000_000, 'usd', 1_000_000_000_000],
  [0.000_000_1, 'usd', 'too little'],
  [10_000_000_000, 'usd', 'too much'],
  [Number.POSITIVE_INFINITY, 'usd', 'too much'],
  [Number.NaN, 'images', 'too much'],
] as const)('%d %s is a limit of %s', (typed, unit, amount) => {
  expect(limitAmount(typed, unit)).toBe(amount);
});

test('whatever may be set can be read again', () => {
  const amounts = fc.double({ min: -10, max: mostOfLimit * 10 });
  fc.assert(
    fc.property(amounts, fc.constantFrom('images', 'usd'), fc.constantFrom(...periods), (typed, unit, per) => {
      const amount = limitAmount(typed, unit);
      if (typeof amount === 'string') return;
      const limit: Limit = { subject: { kind: 'guild' }, unit, per, amount };
      const settings = { limits: [limit], unreadable: [], logChannel: null };
      expect(readSettings(JSON.parse(JSON.stringify(storedSettings(settings))))).toEqual(settings);
    }),
  );
});
