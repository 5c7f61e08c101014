import type { Piece } from './raster/mask.ts';
import type { Matched } from './same/matching.ts';

/** A colour, as it is laid over a picture: of what is beneath, `through` (0 to 1) still shows. */
export interface Paint {
  readonly through: number;
  /** Red, green and blue of what comes on top, each at most 1 − `through` of 255. */
  readonly added: readonly [number, number, number];
  /** Of the pixels, that it explains: 0 to 1. */
  readonly share: number;
}

/** The one paint that explains most of a piece; one that covers rather than one that does not, where both do. */
export function paintOf(matched: Matched, piece: Piece): Paint {
  const sample = thinned(piece, sampledPixels);
  let best: Paint = { through: 0, added: [0, 0, 0], share: 0 };
  for (const through of thicknesses) {
    for (const at of thinned(sample, tries)) {
      const added = addedAt(matched, at, through);
      if (!isColour(added, through)) continue;
      const own = sample.filter((other) => isNear(added, addedAt(matched, other, through)));
      const share = own.length / sample.length;
      if (share > best.share + (through === best.through ? 0 : clearlyMore)) best = { through, added, share };
    }
  }
  return best;
}

/** Those of its pixels that the paint explains, and the others. */
export function partedBy(matched: Matched, piece: Piece, { through, added }: Paint): { own: Piece; others: Piece } {
  const isOwn = (at: number) => isNear(added, addedAt(matched, at, through));
  return { own: piece.filter(isOwn), others: piece.filter((at) => !isOwn(at)) };
}

const thicknesses = [0, 0.25, 0.4, 0.5, 0.6, 0.75];
const sampledPixels = 1_500;
const tries = 24;
/** Where what is beneath has one colour, both explain the same. */
const clearlyMore = 0.02;
/** In levels: what compression does to a plain colour, away from its edges. */
const near = 20;

function thinned(piece: Piece, most: number): Piece {
  const step = Math.max(1, piece.length / most);
  return Array.from(
    { length: Math.min(piece.length, most) },
    (_, index) => piece[Math.floor((index + 0.5) * step)] ?? 0,
  );
}

function addedAt({ expected, seen }: Matched, at: number, through: number): readonly [number, number, number] {
  const of = (place: number) => (seen.rgb[place] ?? 0) - through * (expected.rgb[place] ?? 0);
  return [of(3 * at), of(3 * at + 1), of(3 * at + 2)];
}

const isColour = (added: readonly number[], through: number) =>
  added.every((each) => each >= -near && each <= 255 * (1 - through) + near);

type Colour = readonly [number, number, number];
const isNear = (one: Colour, other: Colour) =>
  Math.abs(one[0] - other[0]) < near && Math.abs(one[1] - other[1]) < near && Math.abs(one[2] - other[2]) < near;
