import { blurred, fineOf, type Plane } from '../plane.ts';
import type { Fit } from './fit.ts';

export interface Candidate {
  readonly fit: Fit;
  /** The smaller, the better it lies. */
  readonly score: number;
}

/**
 * The likeliest ways in which the result may lie, best first, found by trying all: each frame, scale and shift, to a pixel
 * of these small pictures. `usable`: 1 where the source has something to compare. `reach`: the largest shift, in fractions
 * of an edge.
 */
export function findCoarse(
  pictures: { readonly source: Plane; readonly result: Plane; readonly usable: Uint8Array },
  frames: readonly Fit[],
  reach: number,
): readonly Candidate[] {
  const source = fineOf(blurred(pictures.source, softness), coarseness);
  const result = fineOf(blurred(pictures.result, softness), coarseness);
  const edge = source.width;
  const points = pointsOf(pictures.usable, edge);
  if (points.length === 0) return frames.map((fit) => ({ fit, score: 0 }));
  const cap = Math.max(leastCap, spreadOf(source.values, points));
  const most = Math.ceil(reach * edge);
  const tried = frames.flatMap((frame) =>
    scales.map((scale) => bestShift({ source, result, points, cap, most }, scaled(frame, scale))),
  );
  return tried.toSorted((one, other) => one.score - other.score).slice(0, kept);
}

interface Trial {
  readonly source: Plane;
  readonly result: Plane;
  readonly points: Int32Array;
  readonly cap: number;
  /** Pixels. */
  readonly most: number;
}

function bestShift({ source, result, points, cap, most }: Trial, frame: Fit): Candidate {
  const edge = source.width;
  const columns = lineOf(edge, frame.scaleX);
  const rows = lineOf(edge, frame.scaleY);
  const a = source.values;
  const b = result.values;
  let best = { x: 0, y: 0, score: Number.POSITIVE_INFINITY };
  for (let y = -most; y <= most; y += 1) {
    for (let x = -most; x <= most; x += 1) {
      let sum = 0;
      for (const point of points) {
        const column = (columns[point % edge] ?? 0) + x;
        const row = (rows[(point / edge) | 0] ?? 0) + y;
        const isOff = column < 0 || row < 0 || column >= edge || row >= edge;
        const difference = isOff ? offCost * cap : Math.abs((a[point] ?? 0) - (b[row * edge + column] ?? 0));
        sum += difference < cap ? difference : cap;
      }
      // Of two that are as good the one that has moved less.
      const score = (sum / points.length / cap) * (1 + (x * x + y * y) * 1e-4);
      if (score < best.score) best = { x, y, score };
    }
  }
  return { fit: { ...frame, moveX: best.x / edge, moveY: best.y / edge }, score: best.score };
}

const scaled = (frame: Fit, scale: number): Fit => ({
  ...frame,
  scaleX: frame.scaleX * scale,
  scaleY: frame.scaleY * scale,
});

/** For each pixel of a line the one that it comes from, before it is shifted. */
const lineOf = (edge: number, scale: number) =>
  Int32Array.from({ length: edge }, (_, at) => Math.round((at + 0.5 - edge / 2) * scale + edge / 2 - 0.5));

function pointsOf(usable: Uint8Array, edge: number): Int32Array {
  const points: number[] = [];
  for (let y = 1; y < edge; y += grid) {
    for (let x = 1; x < edge; x += grid) if (usable[y * edge + x] === 1) points.push(y * edge + x);
  }
  return Int32Array.from(points);
}

/** The mean distance from 0: differences beyond it tell no more, so that an edited part weighs no more than its area. */
function spreadOf(values: Float32Array, points: Int32Array): number {
  let sum = 0;
  for (const point of points) sum += Math.abs(values[point] ?? 0);
  return sum / points.length;
}

/** Of a picture of 128 pixels: from one to the next the corners move by half a pixel. To five percent either way. */
const scales = Array.from({ length: 13 }, (_, at) => 1 + (at - 6) * 0.008);
const grid = 4;
const softness = 0.7;
const coarseness = 8;
const leastCap = 1;
/** What lies outside the result is neither alike nor unlike. */
const offCost = 0.5;
const kept = 4;
