import { expect, test } from 'vitest';
import { lowerLimit } from '../../../src/domain/pictures/upload-limit.ts';

const mebibyte = 1024 * 1024;

test('after a refusal ten mebibytes are tried, then half each time, until no picture is worth showing', () => {
  const tried = [500 * mebibyte];
  for (;;) {
    const last = tried.at(-1) ?? 0;
    const next = lowerLimit(last);
    if (next === last) break;
    tried.push(next);
  }
  expect(tried.map((limit) => limit / mebibyte)).toEqual([500, 10, 5, 2.5, 1.25, 0.625, 0.3125, 0.25]);
  expect(lowerLimit(20 * mebibyte)).toBe(10 * mebibyte);
});

test('what is less than worth showing is never raised', () => {
  expect([lowerLimit(100_000), lowerLimit(1)]).toEqual([100_000, 1]);
});
