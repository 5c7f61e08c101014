import { emptyMask, type Mask, narrowed, type Piece, piecesOf, widened } from './raster/mask.ts';
import type { Plane } from './raster/plane.ts';
import { highestWithin } from './raster/ranges.ts';

/**
 * The strokes: from what is certainly none of the copy's own, as far as it goes on less certainly; cut to where it is more
 * than half as strong as its middle, which is where a line ends that compression has made soft.
 */
export function strokesOf(difference: Plane): Mask {
  const { width, height, values } = difference;
  const edge = Math.max(width, height);
  const peaks = highestWithin(difference, Math.max(2, Math.round(edge * peakReach)));
  const likely = emptyMask(width, height);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    likely.bits[at] = value > likelyFrom && value > (peaks[at] ?? 0) * edgeAt ? 1 : 0;
  }
  const joined = closed(likely, Math.max(1, edge * mended));
  const strokes = emptyMask(width, height);
  for (const piece of piecesOf(joined)) {
    if (isStroke(piece, values, edge)) for (const at of piece) strokes.bits[at] = 1;
  }
  return strokes;
}

/** In times of what is usual: of unmarked copies one pixel in ten thousand is beyond 5, and hardly any beyond 10. */
const likelyFrom = 5;
const certainFrom = 9;
/** Of what is strongest around a pixel. */
const edgeAt = 0.4;
/** Of the longer edge: half the thinnest line; a gap that what is beneath it may leave. */
const peakReach = 0.003;
const mended = 0.002;

/** Large enough to be drawn with a finger, and certain for a good part of it. */
function isStroke(piece: Piece, difference: Float32Array, edge: number): boolean {
  const certain = piece.reduce((count, at) => count + ((difference[at] ?? 0) > certainFrom ? 1 : 0), 0);
  return certain >= smallest * edge ** 2 && certain >= piece.length * certainShare;
}

/** Of the longer edge squared: a dot of 0.6 in 100 across, the thinnest of lines, as long as three of it. */
const smallest = 3 * 0.006 ** 2;
const certainShare = 0.2;

const closed = (mask: Mask, radius: number) => narrowed(widened(mask, radius), radius);
