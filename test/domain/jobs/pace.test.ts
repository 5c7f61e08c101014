import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffAfter, defaultPace, nextCheckAfter, paceFor } from '../../../src/domain/jobs/pace.ts';
import { createGmiCloud } from '../../../src/providers/gmicloud/provider.ts';
import { createUpstream } from '../../../src/providers/http/upstream.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const elapsed = fc.nat(600_000);

test('a vendor is asked every 5 to 15 seconds, the more seldom the longer it takes', () => {
  fc.assert(
    fc.property(elapsed, random, (since, chance) => {
      const pause = nextCheckAfter(since, defaultPace, chance);
      expect(pause).toBeGreaterThanOrEqual(4_500);
      expect(pause).toBeLessThanOrEqual(16_500);
    }),
  );
});

test('GMI Cloud is asked every 3 to 5 seconds, however long it takes, and for ten minutes', async () => {
  const upstream = createUpstream();
  const vendor = createGmiCloud({ upstream, baseUrl: 'http://127.0.0.1:9', key: 'a-fake-key' });
  await upstream.close();
  expect(vendor.deadlineMs(null)).toBe(600_000);
  expect(defaultPace.firstCheck).toBe(3_000);
  fc.assert(
    fc.property(elapsed, random, (since, chance) => {
      const pause = nextCheckAfter(since, paceFor(vendor, defaultPace), chance);
      expect(pause).toBeGreaterThanOrEqual(3_000);
      expect(pause).toBeLessThanOrEqual(5_000);
    }),
  );
});

test('pauses double up to a limit, with a quarter of jitter taken off at most', () => {
  const pauses = (chance: number) => [0, 1, 2, 3, 4, 5].map((tries) => backoffAfter(tries, defaultPace, chance));
  expect(pauses(0)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 16_000]);
  expect(pauses(1)).toEqual([750, 1_500, 3_000, 6_000, 12_000, 12_000]);
});
