import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeptOriginal, outlived } from '../../../src/domain/chain/retention.ts';
import { originalId } from '../../../src/domain/ids.ts';

const kept = (id: string, bytes: number, storedAt: number): KeptOriginal => ({ id: originalId(id), bytes, storedAt });
const nothing = async () => false;

async function ids(originals: AsyncIterable<KeptOriginal>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { id } of originals) found.push(id);
  return found;
}

test('what is too old goes, and nothing else while there is room', async () => {
  const all = [kept('young', 10, 950), kept('old', 10, 899), kept('just', 10, 900)];
  expect(await ids(outlived(all, nothing, { maxBytes: 30, maxAgeMs: 100 }, 1_000))).toEqual(['old']);
});

test('over the size the oldest go first, down to a little below it', async () => {
  const all = Array.from({ length: 21 }, (_, index) => kept(`v${index}`, 10, index));
  expect(await ids(outlived(all, nothing, { maxBytes: 200, maxAgeMs: 1e9 }, 1_000))).toEqual(['v0', 'v1']);
});

test('what is needed stays, however old it is and however much is there', async () => {
  const all = [kept('head', 100, 1), kept('other', 100, 2), kept('newest', 100, 3)];
  const isNeeded = async (id: string) => id === 'head';
  expect(await ids(outlived(all, isNeeded, { maxBytes: 150, maxAgeMs: 1e9 }, 1_000))).toEqual(['other', 'newest']);
  expect(await ids(outlived(all, async () => true, { maxBytes: 1, maxAgeMs: 1 }, 1_000))).toEqual([]);
});

test('a picture of a character that none has goes an hour after it came, however new it is and however much room there is', async () => {
  const hour = 3_600_000;
  const all = [kept('f7-0', 1, 0), kept('f8-0', 1, 0), kept('9-0-0', 1, 0), kept('f10-0', 1, hour / 2)];
  const rule = { maxBytes: 1e9, maxAgeMs: 100 * hour };
  expect(await ids(outlived(all, async (id) => id === 'f8-0', rule, hour + 1))).toEqual(['f7-0']);
});

test('a server that keeps its own for a shorter time loses them by that, heads too; younger ones are not asked about', async () => {
  const all = [kept('theirs', 1, 0), kept('others', 1, 0), kept('head', 1, 0), kept('young', 1, 950)];
  const asked: string[] = [];
  const shorter = {
    shortest: 100,
    maxAgeOf: async (id: string) => {
      asked.push(id);
      return id === 'others' ? null : 100;
    },
  };
  const headsLast: (number | undefined)[] = [];
  const isNeeded = async (id: string, lasting?: number) => {
    headsLast.push(lasting);
    return id === 'head';
  };
  const rule = { maxBytes: 1e9, maxAgeMs: 10_000, shorter };

  expect(await ids(outlived(all, isNeeded, rule, 1_000))).toEqual(['theirs']);
  expect(asked).toEqual(['theirs', 'others', 'head']);
  expect(headsLast).toEqual([100, 100]);
});

test('laws: nothing needed goes, nothing too old and unneeded stays, and it is small enough unless all the rest is needed', async () => {
  const originals = fc
    .array(fc.record({ bytes: fc.nat(50), storedAt: fc.nat(1_000), needed: fc.boolean() }), { maxLength: 30 })
    .map((all) => all.map((each, index) => ({ ...each, id: originalId(`v${index}`) })));
  await fc.assert(
    fc.asyncProperty(originals, fc.nat(600), fc.nat(1_000), async (all, maxBytes, maxAgeMs) => {
      const needed = new Set<string>(all.filter((each) => each.needed).map(({ id }) => id));
      const gone = new Set<string>(
        await ids(outlived(all, async (id) => needed.has(id), { maxBytes, maxAgeMs }, 1_000)),
      );
      const left = all.filter(({ id }) => !gone.has(id));
      expect([...gone].filter((id) => needed.has(id))).toEqual([]);
      expect(left.filter((each) => !each.needed && 1_000 - each.storedAt > maxAgeMs)).toEqual([]);
      const bytes = left.reduce((sum, each) => sum + each.bytes, 0);
      expect(bytes <= maxBytes || left.every((each) => each.needed || each.bytes === 0)).toBe(true);
    }),
  );
});

test('each is asked about when its turn comes, after those before it went', async () => {
  const all = [kept('first', 10, 1), kept('second', 10, 2), kept('third', 10, 3)];
  const order: string[] = [];
  const isNeeded = async (id: string) => {
    order.push(`${id}?`);
    return id === 'second';
  };
  for await (const { id } of outlived(all, isNeeded, { maxBytes: 0, maxAgeMs: 1 }, 1_000)) order.push(id);
  expect(order).toEqual(['first?', 'first', 'second?', 'third?', 'third']);
});
