import type { Dimensions } from '../../../domain/asked/size.ts';
import type { TreeRow } from '../../../ports/tree-picture.ts';
import { mostColumns, type PlacedRow, placeRows } from './lanes.ts';

// Measures of the picture of a tree, in its own pixels. A telephone shows it half as wide.

export const treeWidth = 800;
export const tileEdge = 104;
export const tileRadius = 14;
/** Between two rows: lines turn in it. */
export const rowGap = 42;
const margin = 30;
const columnPitch = 122;

/** A row with where it stands. */
export interface LaidRow extends PlacedRow {
  readonly row: TreeRow;
  readonly top: number;
  /** Where its words begin. */
  readonly textLeft: number;
}

export interface LaidTree {
  readonly size: Dimensions;
  readonly rows: readonly LaidRow[];
}

export function layTree(rows: readonly TreeRow[]): LaidTree {
  const placed = placeRows(rows.map(({ tiles, parent }) => ({ tiles: tiles.length, parent })));
  const above = hasStub(rows[0], placed[0]) ? rowGap - margin / 2 : 0;
  const laid = rows.flatMap((row, index): readonly LaidRow[] => {
    const at = placed[index];
    if (at === undefined) return [];
    const top = margin + above + index * (tileEdge + rowGap);
    return [{ ...at, row, top, textLeft: textLeftOf(row.tiles.length, at) }];
  });
  return { size: treeSize(rows.length, above), rows: laid };
}

/** As high as that many rows can be. */
export const treeSize = (rows: number, above: number = rowGap): Dimensions => ({
  width: treeWidth,
  height: 2 * margin + above + rows * tileEdge + Math.max(0, rows - 1) * rowGap,
});

/** Whether it says in words what it came of. */
export const hasStub = (row: TreeRow | undefined, placed: PlacedRow | undefined) =>
  row !== undefined && row.origin !== null && placed?.from === null;

export const tileLeft = (column: number): number => margin + column * columnPitch;

/** The middle of a column. Where only a line runs, that is near the last picture. */
export const laneAt = (column: number): number =>
  column < mostColumns ? tileLeft(column) + tileEdge / 2 : tileLeft(column) + 2;

export const textWidthOf = ({ textLeft }: LaidRow): number => treeWidth - margin - textLeft;

function textLeftOf(tiles: number, { column, passing }: PlacedRow): number {
  const lines = passing.map((lane) => laneAt(lane));
  return Math.max(tileLeft(column + tiles - 1) + tileEdge, ...lines) + 24;
}
