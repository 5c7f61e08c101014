import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf } from '../../../src/domain/chain/outline.ts';
import { versionId } from '../../../src/domain/ids.ts';

const id = (number: number) => versionId(`v${number}`);
/** `1 [2 [3]] 4`: a version with the lists of what branched off it. */
const written = (parents: readonly (number | null)[]) =>
  [
    ...outlineOf(
      parents.map((parent, each) => ({ version: id(each + 1), parent: parent === null ? null : id(parent) })),
    ),
  ]
    .map((step) => (step.kind === 'version' ? step.version.slice(1) : { open: '[', close: ']', end: '' }[step.kind]))
    .filter((each) => each !== '')
    .join(' ');

test('what was made from a version first goes on in its list, and what branched off later in one of its own', () => {
  expect(written([])).toBe('');
  expect(written([null, 1, 2])).toBe('[ 1 2 3 ]');
  expect(written([null, 1, 1, 3, 2])).toBe('[ 1 [ 3 4 ] 2 5 ]');
  expect(written([null, null, 1])).toBe('[ 1 3 ] [ 2 ]');
});

test('what was made from something that is not in it begins a list', () => {
  expect(written([null, 99, 2])).toBe('[ 1 ] [ 2 3 ]');
});

test('every version is there once, lists and ends close, and none is deeper than a page can show', () => {
  const parents = fc.array(fc.nat(), { maxLength: 200 });
  fc.assert(
    fc.property(parents, fc.boolean(), (numbers, isComb) => {
      // A comb branches off at each step: as deep as there are versions, were it nested all the way.
      const nodes = numbers.map((number, each) => {
        const parent = isComb ? Math.floor((each - 1) / 2) * 2 : number % (each + 1);
        return { version: id(each), parent: each === 0 || parent === each ? null : id(Math.max(0, parent)) };
      });
      const [seen, depths]: [string[], number[]] = [[], []];
      let [depth, open] = [0, 0];
      for (const step of outlineOf(nodes)) {
        if (step.kind === 'open') depth += 1;
        if (step.kind === 'close') depth -= 1;
        if (step.kind === 'end') open -= 1;
        if (step.kind !== 'version') continue;
        open += 1;
        seen.push(step.version);
        depths.push(depth);
      }
      expect([depth, open]).toEqual([0, 0]);
      expect(seen.toSorted()).toEqual(nodes.map(({ version }) => version).toSorted());
      expect(Math.max(0, ...depths)).toBeLessThanOrEqual(13);
    }),
  );
});
