import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodEnd, periodKey, periods } from '../../../src/domain/money/period.ts';

const at = (text: string) => Date.parse(text);

describe('stretches of time', () => {
  test('a day, a week and a month are those of UTC', () => {
    const evening = at('2026-11-21T23:59:59.999Z');
    expect(periods.map((period) => periodKey(period, evening))).toEqual(['2026-11-21', '2026-W47', '2026-11']);
    expect(periods.map((period) => periodKey(period, evening + 1))).toEqual(['2026-11-22', '2026-W47', '2026-11']);
    expect(periodKey('day', at('2026-11-21T23:30:00-05:00'))).toBe('2026-11-22');
  });

  test.each([
    ['2016-01-03', '2015-W53'],
    ['2016-01-04', '2016-W01'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2023-01-01', '2022-W52'],
    ['2023-01-02', '2023-W01'],
    ['2024-02-29', '2024-W09'],
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2025-01-01', '2025-W01'],
    ['2025-12-28', '2025-W52'],
    ['2025-12-29', '2026-W01'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('%s lies in ISO week %s, from its first to its last moment', (date, week) => {
    expect(periodKey('week', at(`${date}T00:00:00Z`))).toBe(week);
    expect(periodKey('week', at(`${date}T23:59:59.999Z`))).toBe(week);
  });

  test.each([
    ['day', '2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z'],
    ['day', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z'],
    ['day', '2028-02-28T12:00:00Z', '2028-02-29T00:00:00Z'],
    ['week', '2026-11-21T12:00:00Z', '2026-11-23T00:00:00Z'],
    ['week', '2026-11-22T23:59:59.999Z', '2026-11-23T00:00:00Z'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z'],
    ['week', '2026-12-31T12:00:00Z', '2027-01-04T00:00:00Z'],
    ['month', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['month', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z'],
  ] as const)('the %s of %s ends at %s', (period, now, end) => {
    expect(new Date(periodEnd(period, at(now)))).toEqual(new Date(end));
  });
});

describe('laws of stretches', () => {
  const moments = fc.integer({ min: at('2000-01-01'), max: at('2100-01-01') });

  test('a stretch lasts up to its end and not longer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periods), moments, (period, now) => {
        const end = periodEnd(period, now);
        expect(end).toBeGreaterThan(now);
        expect(periodKey(period, end - 1)).toBe(periodKey(period, now));
        expect(periodKey(period, end)).not.toBe(periodKey(period, now));
      }),
    );
  });

  test('no two stretches share a name: names grow with time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periods), moments, (period, now) => {
        expect(periodKey(period, periodEnd(period, now)) > periodKey(period, now)).toBe(true);
      }),
    );
  });

  test('a week is that whose Thursday is the n-th of its year', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const [year = '', week = ''] = periodKey('week', now).split('-W');
        const thursday = new Date(periodEnd('week', now) - 4 * 86_400_000);
        const before = Math.floor((thursday.getTime() - Date.UTC(Number(year), 0, 1)) / (7 * 86_400_000));
        expect(thursday.getUTCDay()).toBe(4);
        expect([thursday.getUTCFullYear(), before + 1]).toEqual([Number(year), Number(week)]);
      }),
    );
  });
});
