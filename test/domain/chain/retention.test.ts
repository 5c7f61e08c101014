import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeptOriginal, outlived } from '../../../src/domain/chain/retention.ts';
import { versionId } from '../../../src/domain/ids.ts';

const kept = (id: string, bytes: number, storedAt: number): KeptOriginal => ({ id: versionId(id), bytes, storedAt });
const ids = (originals: readonly KeptOriginal[]) => originals.map(({ id }) => id);
const nothing = () => false;

test('what is too old goes, and nothing else while there is room', () => {
  const all = [kept('young', 10, 950), kept('old', 10, 899), kept('just', 10, 900)];
  expect(ids(outlived(all, nothing, { maxBytes: 30, maxAgeMs: 100 }, 1_000))).toEqual(['old']);
});

test('over the size the oldest go first, down to a little below it', () => {
  const all = Array.from({ length: 21 }, (_, index) => kept(`v${index}`, 10, index));
  expect(ids(outlived(all, nothing, { maxBytes: 200, maxAgeMs: 1e9 }, 1_000))).toEqual(['v0', 'v1']);
});

test('what is needed stays, however old it is and however much is there', () => {
  const all = [kept('head', 100, 1), kept('other', 100, 2), kept('newest', 100, 3)];
  const isNeeded = (id: string) => id === 'head';
  expect(ids(outlived(all, isNeeded, { maxBytes: 150, maxAgeMs: 1e9 }, 1_000))).toEqual(['other', 'newest']);
  expect(ids(outlived(all, () => true, { maxBytes: 1, maxAgeMs: 1 }, 1_000))).toEqual([]);
});

test('laws: nothing needed goes, nothing too old and unneeded stays, and it is small enough unless all the rest is needed', () => {
  const originals = fc
    .array(fc.record({ bytes: fc.nat(50), storedAt: fc.nat(1_000), needed: fc.boolean() }), { maxLength: 30 })
    .map((all) => all.map((each, index) => ({ ...each, id: versionId(`v${index}`) })));
  fc.assert(
    fc.property(originals, fc.nat(600), fc.nat(1_000), (all, maxBytes, maxAgeMs) => {
      const needed = new Set<string>(all.filter((each) => each.needed).map(({ id }) => id));
      const gone = new Set<string>(ids(outlived(all, (id) => needed.has(id), { maxBytes, maxAgeMs }, 1_000)));
      const left = all.filter(({ id }) => !gone.has(id));
      expect([...gone].filter((id) => needed.has(id))).toEqual([]);
      expect(left.filter((each) => !each.needed && 1_000 - each.storedAt > maxAgeMs)).toEqual([]);
      const bytes = left.reduce((sum, each) => sum + each.bytes, 0);
      expect(bytes <= maxBytes || left.every((each) => each.needed || each.bytes === 0)).toBe(true);
    }),
  );
});
