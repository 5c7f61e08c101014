// Where the pictures of a tree stand: a row for each request, its pictures side by side; columns, in which children stand
// beneath their parents and lines run down past the rows between.

/** A row: how many pictures, and which picture of a row before it they were made from; null: of none that is drawn. */
export interface LaneRow {
  readonly tiles: number;
  readonly parent: TilePlace | null;
}

export interface TilePlace {
  readonly row: number;
  readonly tile: number;
}

export interface PlacedRow {
  /** The column of its first picture; the others follow it. */
  readonly column: number;
  /** The column in which the line from its parent comes down; null: none does. */
  readonly from: number | null;
  /** Columns in which lines run past it. */
  readonly passing: readonly number[];
  /** That line goes on to another child, in this column: one of those that pass. */
  readonly branch: number | null;
}

/** As many pictures as a request makes. */
export const mostColumns = 4;
/** In the last one there is a line alone. */
const mostLanes = mostColumns + 1;

/** A line on its way down, to the children of one picture. */
interface Trunk {
  readonly column: number;
  readonly to: readonly number[];
}

/**
 * Places rows in their order, each after its parent's. Where there are more lines than columns, that to the farthest child
 * is left out: its row stands as one whose parent is not drawn.
 */
export function placeRows(rows: readonly LaneRow[]): readonly PlacedRow[] {
  const placed: PlacedRow[] = [];
  let trunks: readonly Trunk[] = [];
  for (const [index, { tiles }] of rows.entries()) {
    const own = trunks.find(({ to }) => to[0] === index);
    const onward = own === undefined ? [] : own.to.slice(1);
    const others = withRoom(
      trunks.filter((each) => each !== own),
      tiles,
    );
    const passing = others.map(({ column }) => column);
    const column = startOf(tiles, passing, own?.column ?? 0);
    const taken = [...passing, ...Array.from({ length: tiles }, (_, tile) => column + tile)];
    const branch = onward.length > 0 ? freeColumn(taken, column + tiles) : null;
    placed.push({
      column,
      from: own?.column ?? null,
      passing: branch === null ? passing : [...passing, branch],
      branch,
    });
    const childrenOf = (tile: number) =>
      rows.flatMap(({ parent }, child) => (parent?.row === index && parent.tile === tile ? [child] : []));
    trunks = [
      ...others,
      ...(branch === null ? [] : [{ column: branch, to: onward }]),
      ...Array.from({ length: tiles }, (_, tile) => ({ column: column + tile, to: childrenOf(tile) })).filter(
        ({ to }) => to.length > 0,
      ),
    ];
  }
  return placed;
}

/** Lines without those to the farthest children, until so many pictures have columns beside each other. */
function withRoom(trunks: readonly Trunk[], wanted: number): readonly Trunk[] {
  const kept = trunks.toSorted((one, other) => (one.to[0] ?? 0) - (other.to[0] ?? 0));
  const hasRoom = () => {
    const taken = kept.map(({ column }) => column);
    return startsOf(wanted).some((start) => isFree(taken, start, wanted));
  };
  while (kept.length > 0 && !hasRoom()) kept.pop();
  return kept;
}

const startsOf = (tiles: number) => Array.from({ length: mostColumns - tiles + 1 }, (_, start) => start);

const isFree = (taken: readonly number[], start: number, wanted: number) =>
  taken.every((column) => column < start || column >= start + wanted);

/** Where so many stand side by side, as near beneath their parent as can be. */
function startOf(tiles: number, taken: readonly number[], under: number): number {
  const free = startsOf(tiles).filter((start) => isFree(taken, start, tiles));
  return free.toSorted((one, other) => Math.abs(one - under) - Math.abs(other - under) || one - other)[0] ?? 0;
}

/** To the right where there is room, else wherever there is. */
function freeColumn(taken: readonly number[], right: number): number | null {
  const columns = Array.from({ length: mostLanes }, (_, column) => column).filter((each) => !taken.includes(each));
  return columns.find((each) => each >= right) ?? columns.at(-1) ?? null;
}
