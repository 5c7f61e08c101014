import type { TreeRow, TreeTile } from '../../../src/ports/tree-picture.ts';

export const tileOf = (name: string, more: Partial<TreeTile> = {}): TreeTile => ({
  ...{ path: null, name, isCovered: false, isCurrent: false },
  ...more,
});

export const rowOf = (name: string, more: Partial<TreeRow> = {}): TreeRow => ({
  tiles: [tileOf(name)],
  parent: null,
  origin: null,
  asked: 'a garden',
  notes: [{ kind: 'member', colour: 0, text: 'you' }],
  ...more,
});
