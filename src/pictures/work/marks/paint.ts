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

/**
 * The same, with as much showing through as fits its pixels best. Null: what is beneath them has one colour, and nothing
 * tells.
 */
export function refined({ expected, seen }: Matched, pixels: Piece): Paint | null {
  const means = [0, 1, 2].map((channel) => ({
    beneath: meanOf(expected.rgb, pixels, channel),
    shown: meanOf(seen.rgb, pixels, channel),
  }));
  let [together, beneath] = [0, 0];
  for (const at of pixels) {
    for (const [channel, mean] of means.entries()) {
      const apart = (expected.rgb[3 * at + channel] ?? 0) - mean.beneath;
      together += apart * ((seen.rgb[3 * at + channel] ?? 0) - mean.shown);
      beneath += apart * apart;
    }
  }
  if (beneath < pixels.length * leastVaried) return null;
  const through = Math.min(mostThrough, Math.max(0, together / beneath));
  const [red = 0, green = 0, blue = 0] = means.map((mean) => mean.shown - through * mean.beneath);
  return { through, added: [red, green, blue], share: 1 };
}

/** In levels, squared, of all channels together. */
const leastVaried = 3 * 8 ** 2;
const mostThrough = 0.85;

const meanOf = (rgb: Uint8Array, pixels: Piece, channel: number) =>
  pixels.reduce((sum, at) => sum + (rgb[3 * at + channel] ?? 0), 0) / Math.max(1, pixels.length);

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
