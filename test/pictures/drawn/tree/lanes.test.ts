import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LaneRow, mostColumns, placeRows } from '../../../../src/pictures/drawn/tree/lanes.ts';

const under = (row: number, tile = 0, tiles = 1): LaneRow => ({ tiles, parent: { row, tile } });
const root = (tiles = 1): LaneRow => ({ tiles, parent: null });

test('what follows one another stands in one column', () => {
  expect(placeRows([root(), under(0), under(1)])).toEqual([
    { column: 0, from: null, passing: [], branch: null },
    { column: 0, from: 0, passing: [], branch: null },
    { column: 0, from: 0, passing: [], branch: null },
  ]);
});

test('the second that is made of a picture is a branch beside the first', () => {
  expect(placeRows([root(), under(0), under(1), under(0)])).toEqual([
    { column: 0, from: null, passing: [], branch: null },
    { column: 0, from: 0, passing: [1], branch: 1 },
    { column: 0, from: 0, passing: [1], branch: null },
    { column: 1, from: 1, passing: [], branch: null },
  ]);
});

test('what is made of the third of four stands beneath it', () => {
  expect(placeRows([root(4), under(0, 2), under(1)]).map(({ column }) => column)).toEqual([0, 2, 2]);
});

test('four that are made of one stand where there is room, and its line leads there', () => {
  expect(placeRows([root(4), under(0, 3, 4)])[1]).toEqual({ column: 0, from: 3, passing: [], branch: null });
});

test('a request of its own stands left of what goes on later', () => {
  expect(placeRows([root(), root(), under(0), under(1)]).map(({ column, passing }) => [column, passing])).toEqual([
    [0, []],
    [1, [0]],
    [0, [1]],
    [1, []],
  ]);
});

test('beside four, the line to the nearest child is the one that is kept', () => {
  const rows = [root(), root(), root(4), under(0), under(1)];
  expect(placeRows(rows).map(({ from }) => from)).toEqual([null, null, null, null, null]);
});

/** Any tree: each row is made of a picture of one before it, or of none. */
const anyRows = fc
  .array(fc.record({ tiles: fc.integer({ min: 1, max: 4 }), row: fc.nat(), tile: fc.nat(), isRoot: fc.boolean() }), {
    maxLength: 20,
  })
  .map((wanted) =>
    wanted.map(({ tiles, row, tile, isRoot }, index): LaneRow => {
      const at = index === 0 ? 0 : row % index;
      return index === 0 || isRoot ? root(tiles) : under(at, tile % (wanted[at]?.tiles ?? 1), tiles);
    }),
  );

test('no picture stands on another one’s line, none beyond the last column, and each line goes on where it came from', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const placed = placeRows(rows);
      expect(placed).toHaveLength(rows.length);
      for (const [index, { column, passing, from, branch }] of placed.entries()) {
        const tiles = rows[index]?.tiles ?? 0;
        const own = Array.from({ length: tiles }, (_, tile) => column + tile);
        expect(own.every((each) => each >= 0 && each < mostColumns)).toBe(true);
        expect(new Set([...own, ...passing]).size).toBe(own.length + passing.length);
        const above = placed[index - 1];
        const aboveTiles = Array.from(
          { length: rows[index - 1]?.tiles ?? 0 },
          (_, tile) => (above?.column ?? 0) + tile,
        );
        const comesDown = [...aboveTiles, ...(above?.passing ?? [])];
        for (const lane of passing) if (lane !== branch) expect(comesDown).toContain(lane);
        if (from !== null) expect(comesDown).toContain(from);
        if (from === null) expect(branch).toBeNull();
      }
    }),
  );
});
