import { expect, test } from 'vitest';
import { createRetention } from '../../../src/application/upkeep/retention.ts';
import type { KeptOriginal } from '../../../src/domain/chain/retention.ts';
import { type OriginalId, originalId } from '../../../src/domain/ids.ts';
import type { ImageStore } from '../../../src/ports/store/image-store.ts';

const silent = () => undefined;
const hour = 3_600_000;

/** A store of files of ten bytes each, in the order of their names. */
function raise(names: readonly string[], isNeeded: (id: OriginalId) => boolean) {
  const files = new Map<OriginalId, KeptOriginal>();
  const stage = { looks: 0, growth: 0 };
  const put = (name: string) => {
    const id = originalId(name);
    files.set(id, { id, bytes: 10, storedAt: files.size });
    stage.growth += 10;
  };
  for (const name of names) put(name);
  const images = {
    async *list() {
      stage.looks += 1;
      yield* [...files.values()];
    },
    growth: () => stage.growth,
    async remove(id) {
      if (files.delete(id)) stage.growth -= 10;
    },
  } as Partial<ImageStore> as ImageStore;
  const retention = createRetention({
    images,
    needed: { look: async () => async (id) => isNeeded(id) },
    rule: { maxBytes: 40, maxAgeMs: 10 * hour },
    shorterAges: async () => undefined,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  return { retention, put, stage, names: () => [...files.keys()] };
}

test('it counts at start, then every hour, and at once when new pictures bring it over the size', async () => {
  const { retention, put, stage, names } = raise(['a', 'b', 'c'], () => false);
  expect(retention.keptBytes()).toBeNull();
  expect(await retention.run(1_000)).toBe(1_000 + hour);
  expect(retention.keptBytes()).toBe(30);
  await retention.run(2_000);
  expect(stage.looks).toBe(1);
  put('d');
  put('e');
  expect(retention.keptBytes()).toBe(50);
  await retention.run(16_000);
  expect(stage.looks).toBe(2);
  expect(names()).toEqual(['c', 'd', 'e']);
  expect(retention.keptBytes()).toBe(30);
  await retention.run(11 * hour);
  expect(names()).toEqual([]);
});

test('where all that is left is needed, it is looked at again after some seconds, not all the time', async () => {
  const { retention, stage, names } = raise(['a', 'b', 'c', 'd', 'e'], () => true);
  expect(await retention.run(1_000)).toBe(16_000);
  expect(await retention.run(15_999)).toBe(16_000);
  expect(stage.looks).toBe(1);
  expect(names()).toHaveLength(5);
  await retention.run(16_000);
  expect(stage.looks).toBe(2);
});

test('what somebody asked for while others were removed stays', async () => {
  const { retention, names } = raise(
    ['a', 'b', 'c', 'd', 'e', 'f'],
    (id) => id === 'b' && !names().includes(originalId('a')),
  );
  await retention.run(1_000);
  expect(names()).toEqual(['b', 'e', 'f']);
});

test('a version in small goes with what it was made from, however young it is', async () => {
  const { retention, names } = raise(
    ['1-0-0', 'c2-0-0', '3-0-0', '4-0-0', '5-0-0', 't1-0-0', 't2-0-0', 't5-0-0'],
    (id) => /[345]-0-0$/.test(id),
  );
  await retention.run(1_000);
  expect(names()).toEqual(['3-0-0', '4-0-0', '5-0-0', 't5-0-0']);
});
