import { hullOf } from './raster/hull.ts';
import {
  distancesTo,
  emptyMask,
  holesOf,
  type Mask,
  type Piece,
  piecesOf,
  sizeOf,
  widened,
  within,
} from './raster/mask.ts';

/**
 * What somebody means by strokes: what a closed one holds (also one that does not quite close, or that is broken where it
 * crosses its own colour), the hull of an open one; and somewhat more all around.
 */
export function coverageOf(strokes: Mask): Mask {
  const edge = Math.max(strokes.width, strokes.height);
  const meant: Mask = { ...strokes, bits: strokes.bits.slice() };
  const lines = groupsOf(strokes, piecesOf(strokes), edge * brokenBy).map((pieces) => pieces.flat());
  const rings = new Set<Piece>();
  for (const group of groupsOf(strokes, lines, edge * linkedBy)) {
    const held = group.length > 1 ? heldBy(group.flat(), strokes) : null;
    if (held === null) continue;
    fill(meant, held);
    for (const line of group) if (borders(line, held, strokes.width, edge * linkedBy)) rings.add(line);
  }
  for (const line of lines) {
    if (!rings.has(line)) fill(meant, heldBy(line, strokes) ?? hullWithin(line, strokes));
  }
  return withoutSpecks(widened(meant, edge * wider));
}

/** Of the longer edge: what a finger misses; what a line is broken by; how near two lines are that may hold something. */
const wider = 0.012;
const brokenBy = 0.012;
const linkedBy = 0.025;

/** What is left between strokes that lie beside each other is meant, too. */
function withoutSpecks(coverage: Mask): Mask {
  for (const hole of piecesOf(holesOf(coverage))) {
    if (hole.length < coverage.bits.length * speck) for (const at of hole) coverage.bits[at] = 1;
  }
  return coverage;
}
const speck = 0.003;

/** A part of a picture, with its corner. */
interface Cutting {
  readonly left: number;
  readonly top: number;
  readonly mask: Mask;
}

/** What lines hold that close, or do so but for a gap: null where that is little of their hull, as in an arrow's head. */
function heldBy(piece: Piece, whole: Mask): Cutting | null {
  const own = cut(piece, whole.width, 0).mask;
  const long = Math.max(own.width, own.height);
  const margin = Math.ceil((long * Math.max(...gaps)) / 2) + 2;
  const { left, top, mask } = cut(piece, whole.width, margin);
  const distances = distancesTo(mask);
  const held = emptyMask(mask.width, mask.height);
  for (const gap of gaps) {
    const radius = Math.max(1, (long * gap) / 2);
    const holes = emptyMask(mask.width, mask.height);
    for (const hole of piecesOf(holesOf(within(distances, radius)))) {
      if (isMeant(hole, mask.width, radius)) for (const at of hole) holes.bits[at] = 1;
    }
    // Back to the line from which it was widened.
    if (sizeOf(holes) > 0) fill(held, { left: 0, top: 0, mask: widened(holes, radius + 1) });
  }
  return sizeOf(held) >= Math.max(1, sizeOf(hullOf(own)) * leastHeld) ? { left, top, mask: held } : null;
}

/** Of how long the line is: a wide gap closes what is narrow, and leaves nothing that it could hold. */
const gaps = [0, 0.06, 0.12, 0.25];
/** Of the hull. */
const leastHeld = 0.2;

/** The gap is small beside what is held; between the arms of a cross it is not. */
function isMeant(hole: Piece, width: number, radius: number): boolean {
  const { mask } = cut(hole, width, 0);
  return 2 * radius <= mostOpen * (Math.max(mask.width, mask.height) + 2 * radius) || radius === 1;
}
const mostOpen = 0.3;

/** With the picture's corner where a line leaves it on both sides of one: it goes around there. */
function hullWithin(piece: Piece, whole: Mask): Cutting {
  const { left, top, mask } = cut(piece, whole.width, 0);
  const near = Math.max(whole.width, whole.height) * wider;
  const [right, bottom] = [left + mask.width, top + mask.height];
  const columns = [left <= near ? [0] : [], right >= whole.width - near ? [whole.width - 1] : []].flat();
  const rows = [top <= near ? [0] : [], bottom >= whole.height - near ? [whole.height - 1] : []].flat();
  const corners = rows.flatMap((row) => columns.map((column) => row * whole.width + column));
  const cutting = cut([...piece, ...corners], whole.width, 0);
  return { ...cutting, mask: hullOf(cutting.mask) };
}

/** The piece alone, with a margin, which may lie outside of the picture. */
function cut(piece: Piece, width: number, margin: number): Cutting {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const at of piece) {
    const [x, y] = [at % width, Math.floor(at / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  left -= margin;
  top -= margin;
  const mask = emptyMask(right - left + 1 + margin, bottom - top + 1 + margin);
  for (const at of piece) mask.bits[(Math.floor(at / width) - top) * mask.width + (at % width) - left] = 1;
  return { left, top, mask };
}

function fill(whole: Mask, { left, top, mask }: Cutting): void {
  for (let at = 0; at < mask.bits.length; at += 1) {
    const [x, y] = [left + (at % mask.width), top + Math.floor(at / mask.width)];
    if (mask.bits[at] === 1 && x >= 0 && y >= 0 && x < whole.width && y < whole.height)
      whole.bits[y * whole.width + x] = 1;
  }
}

/** Whether some of it is at what is held, or all but. */
function borders(piece: Piece, { left, top, mask }: Cutting, width: number, reach: number): boolean {
  const distances = distancesTo(mask);
  return piece.some((at) => {
    const [x, y] = [(at % width) - left, Math.floor(at / width) - top];
    return (
      x >= 0 && y >= 0 && x < mask.width && y < mask.height && (distances.values[y * mask.width + x] ?? 0) <= reach
    );
  });
}

/** Pieces that are so near each other, each group as the pieces it has. */
function groupsOf(strokes: Mask, pieces: readonly Piece[], reach: number): readonly (readonly Piece[])[] {
  const groupAt = new Int32Array(strokes.bits.length).fill(-1);
  const groups = piecesOf(widened(strokes, reach / 2)).map((group, index) => {
    for (const at of group) groupAt[at] = index;
    return [] as Piece[];
  });
  for (const piece of pieces) groups[groupAt[piece[0] ?? 0] ?? 0]?.push(piece);
  return groups;
}
