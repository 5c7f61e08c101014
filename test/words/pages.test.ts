import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quotaPages } from '../../commands/quota.ts';
import type { QuotaLine } from '../../src/application/services.ts';
import { userId } from '../../src/domain/ids.ts';
import { mostOfLimit } from '../../src/domain/money/limit-amount.ts';
import { type Limit, units } from '../../src/domain/money/limits.ts';
import { periods } from '../../src/domain/money/period.ts';
import { clearQuestion, limitLine, limitPages } from '../../src/words/limits/limit-list.ts';
import { pageAt, pagesOf } from '../../src/words/pages.ts';
import { english } from '../../src/words/words.ts';

const snowflake = fc.bigInt({ min: 10n ** 17n, max: 2n ** 64n - 1n }).map(String);
const limit: fc.Arbitrary<Limit> = fc.record({
  subject: fc.oneof(
    fc.constant({ kind: 'guild' } as const),
    fc.record({ kind: fc.constant('member' as const), user: snowflake.map(userId) }),
    fc.record({ kind: fc.constant('role' as const), role: snowflake }),
  ),
  unit: fc.constantFrom(...units),
  per: fc.constantFrom(...periods),
  amount: fc.nat(mostOfLimit),
});
const limits = fc.array(limit, { maxLength: 120 });

describe('a long list', () => {
  const fits = (page: readonly string[]) => page.join('\n').length <= 100;

  test('comes on pages, each item whole, once and in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 100 })), (items) => {
        const pages = pagesOf(items, fits);
        expect(pages.flat()).toEqual(items);
        expect(pages.every((page) => page.length > 0 && fits(page))).toBe(true);
        for (const [index, page] of pages.slice(0, -1).entries())
          expect(fits([...page, pages[index + 1]?.[0] ?? ''])).toBe(false);
      }),
    );
  });

  test('with an item that fits no page is a bug, and not cut', () => {
    expect(() => pagesOf(['fine', 'x'.repeat(101)], fits)).toThrow('too long');
  });

  test('that became shorter is shown from its last page', () => {
    expect([pageAt(['a', 'b'], 2), pageAt(['a', 'b'], 7), pageAt([], 1)]).toEqual(['b', 'b', undefined]);
  });
});

describe('whatever limits there are', () => {
  const words = english();

  test('the list of them shows each on a page that fits a message', () => {
    fc.assert(
      fc.property(limits, limits, fc.nat(20), (server, ceilings, bad) => {
        const unreadable = Array.from({ length: bad }, () => ({}));
        const pages = limitPages(words, { server, unreadable, defaults: [], ceilings });
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(1900);
        const lines = pages.flatMap((page) => page.split('\n').filter((line) => line.startsWith('- ')));
        expect(lines).toHaveLength(server.length + ceilings.length + bad);
        for (const each of [...server, ...ceilings]) expect(lines).toContain(`- ${limitLine(words, each)}`);
      }),
      { numRuns: 50 },
    );
  });

  test('the question whether to clear them fits a message', () => {
    fc.assert(
      fc.property(limits, (found) => {
        expect(clearQuestion(words, { limits: found, unreadable: [{}] }).length).toBeLessThanOrEqual(1950);
      }),
      { numRuns: 50 },
    );
  });

  test('/quota shows each on a page that fits a message', () => {
    const line: fc.Arbitrary<QuotaLine> = fc.record({
      account: fc.constantFrom('guild', 'member'),
      unit: fc.constantFrom(...units),
      per: fc.constantFrom(...periods),
      amount: fc.nat(Number.MAX_SAFE_INTEGER),
      used: fc.nat(Number.MAX_SAFE_INTEGER),
      origin: fc.constantFrom('member', 'role', 'default', 'server', 'operator'),
      returnsAt: fc.nat(8_640_000_000_000),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        expect(quotaPages(words, lines).flat()).toEqual(lines);
      }),
    );
  });
});
