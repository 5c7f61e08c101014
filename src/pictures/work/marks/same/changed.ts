import { paintOf } from '../paint.ts';
import { halvedMask, type Mask, narrowed, piecesOf, sizeOf, widened } from '../raster/mask.ts';
import { greyOf, type Plane } from '../raster/plane.ts';
import type { Matched } from './matching.ts';

/** Whether somebody changed the picture itself rather than drew on it. */
export const isChanged = (matched: Matched, strokes: Mask): boolean =>
  sizeOf(strokes) > strokes.bits.length * mostMarked ||
  changedShare(matched, strokes) > mostChanged ||
  takenAway(matched, strokes) > mostTaken;

/** Of the picture. Five strokes across it, each 4 in 100 of its edge thick, are 14 in 100. */
const mostMarked = 0.25;
/** Of the picture: marks, scribbled as thickly as that, stay below 1 in 100; an area of a tenth comes to 3 and more. */
const mostChanged = 0.02;
/** Of the outlines: of marks in all colours hardly any, of thick white ones on a white ground 3 in 10. */
const mostTaken = 0.33;

/**
 * Of the picture, what differs in large spots and is not of one paint: 0 to 1. Who scribbles over something has one colour
 * in hand; who changes a picture puts something there.
 */
export function changedShare(matched: Matched, strokes: Mask): number {
  const half = halvedMask(strokes);
  const edge = Math.max(half.width, half.height);
  const joined = narrowed(widened(half, edge * porous), edge * porous);
  const spots = widened(narrowed(joined, edge * thick), edge * thick);
  let changed = 0;
  for (const spot of piecesOf(spots)) {
    const own = spot
      .filter((at) => half.bits[at] === 1)
      .map((at) => 2 * Math.floor(at / half.width) * strokes.width + 2 * (at % half.width))
      .filter((at) => strokes.bits[at] === 1);
    changed += spot.length * (1 - (own.length === 0 ? 0 : paintOf(matched, own).share));
  }
  return changed / half.bits.length;
}

/** Of the longer edge: what is between the pixels of a change by which some happen to be alike. */
const porous = 0.01;
/** Of the longer edge: half of what no single line is thick. */
const thick = 0.035;

/**
 * Of the strokes' outlines, where the original has an edge and the copy has none: 0 to 1. Who draws adds edges; of a
 * drawing that was changed, half of them are of lines that are gone.
 */
export function takenAway({ expected, seen }: Matched, strokes: Mask): number {
  const [own, shown] = [greyOf(expected), greyOf(seen)];
  const { width, height, bits } = strokes;
  let [taken, all] = [0, 0];
  for (let y = 2; y < height - 2; y += 1) {
    for (let x = 2; x < width - 2; x += 1) {
      const at = y * width + x;
      const isInside = bits[at - 1] === 1 && bits[at + 1] === 1 && bits[at - width] === 1 && bits[at + width] === 1;
      if (bits[at] !== 1 || isInside) continue;
      all += 1;
      if (slopeAt(own, at) >= clearSlope && slopeAt(shown, at) < noSlope) taken += 1;
    }
  }
  return all === 0 ? 0 : taken / all;
}

/** In levels over four pixels, across and down together. */
const clearSlope = 40;
const noSlope = 15;

const slopeAt = ({ width, values }: Plane, at: number) =>
  Math.hypot(
    (values[at + 2] ?? 0) - (values[at - 2] ?? 0),
    (values[at + 2 * width] ?? 0) - (values[at - 2 * width] ?? 0),
  );
