import { absolute, medianOf, type Plane } from '../plane.ts';
import { type Fit, placeOf } from './fit.ts';
import { solved } from './solve.ts';

/** Two pictures of one size, blurred a little, and where the source has something to compare. */
export interface Level {
  readonly source: Plane;
  readonly result: Plane;
  readonly usable: Uint8Array;
}

/**
 * Moves a fit that is within about a pixel to where it lies best, far below a pixel: Gauss and Newton's method on
 * brightness, each point weighed by how well it fits (Tukey), so that what was edited does not pull. Scales of width and
 * height are found apart.
 */
export function refine(level: Level, fit: Fit): Fit {
  const points = strongest(level);
  if (points.length < leastPoints) return fit;
  let now = fit;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const step = stepOf(level, points, now);
    if (step === null) return now;
    now = step.fit;
    if (step.pixels < goodEnough) return now;
  }
  return now;
}

/** How far off what can be compared is, the middle one of all: 0 is the same. */
export function missOf(level: Level, fit: Fit): number {
  const points = strongest(level);
  const { missed } = missesOf(level, points, fit);
  return missed.length === 0 ? 0 : medianOf(absolute(missed.slice()));
}

/** Edges tell where something lies, and evenness does not: a half of the points, at most so many. */
function strongest({ source: { width, height, values }, usable }: Level): Int32Array {
  const grid = Math.max(1, Math.floor(Math.sqrt((width * height) / (2 * mostPoints))));
  const most = Math.ceil(width / grid) * Math.ceil(height / grid);
  const at = new Int32Array(most);
  const slopes = new Float32Array(most);
  let count = 0;
  for (let y = 1; y < height - 1; y += grid) {
    for (let x = 1; x < width - 1; x += grid) {
      const point = y * width + x;
      if (usable[point] !== 1) continue;
      const across = (values[point + 1] ?? 0) - (values[point - 1] ?? 0);
      const down = (values[point + width] ?? 0) - (values[point - width] ?? 0);
      at[count] = point;
      slopes[count] = across * across + down * down;
      count += 1;
    }
  }
  const middle = medianOf(slopes.subarray(0, count));
  return at.subarray(0, count).filter((_, index) => (slopes[index] ?? 0) >= middle);
}

/** Of each point that the result shows: how far it is off in brightness once that is matched, and the slope there. */
function missesOf({ source, result }: Level, points: Int32Array, fit: Fit) {
  const { width, height } = source;
  const missed = new Float32Array(points.length);
  const slopes = new Float32Array(points.length * 2);
  const seen = new Int32Array(points.length);
  const b = result.values;
  let count = 0;
  for (const point of points) {
    const x = placeOf(point % width, width, width, fit.scaleX, fit.moveX);
    const y = placeOf((point / width) | 0, height, height, fit.scaleY, fit.moveY);
    const left = Math.floor(x);
    const top = Math.floor(y);
    if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
    const at = top * width + left;
    const right = x - left;
    const down = y - top;
    const one = b[at] ?? 0;
    const two = b[at + 1] ?? 0;
    const three = b[at + width] ?? 0;
    const four = b[at + width + 1] ?? 0;
    const upper = one + (two - one) * right;
    const lower = three + (four - three) * right;
    seen[count] = point;
    missed[count] = upper + (lower - upper) * down;
    slopes[2 * count] = (two - one) * (1 - down) + (four - three) * down;
    slopes[2 * count + 1] = lower - upper;
    count += 1;
  }
  const gain = matchBrightness(source.values, seen.subarray(0, count), missed);
  return { missed: missed.subarray(0, count), slopes, seen: seen.subarray(0, count), gain };
}

/** In place: of what the result shows, brought to the source's brightness and contrast, the difference. */
function matchBrightness(source: Float32Array, seen: Int32Array, shown: Float32Array): number {
  let [meanA, meanB, both, own] = [0, 0, 0, 0];
  for (let index = 0; index < seen.length; index += 1) {
    meanA += source[seen[index] ?? 0] ?? 0;
    meanB += shown[index] ?? 0;
  }
  meanA /= Math.max(1, seen.length);
  meanB /= Math.max(1, seen.length);
  for (let index = 0; index < seen.length; index += 1) {
    const b = (shown[index] ?? 0) - meanB;
    both += ((source[seen[index] ?? 0] ?? 0) - meanA) * b;
    own += b * b;
  }
  const gain = own === 0 ? 1 : Math.min(mostGain, Math.max(1 / mostGain, both / own));
  const offs = new Float32Array(seen.length);
  for (let index = 0; index < seen.length; index += 1) {
    offs[index] = gain * ((shown[index] ?? 0) - meanB) - ((source[seen[index] ?? 0] ?? 0) - meanA);
  }
  // What was edited shifts a mean, and no middle one.
  const off = medianOf(offs);
  for (let index = 0; index < seen.length; index += 1) shown[index] = (offs[index] ?? 0) - off;
  return gain;
}

function stepOf(level: Level, points: Int32Array, fit: Fit): { readonly fit: Fit; readonly pixels: number } | null {
  const { width, height } = level.source;
  const { missed, slopes, seen, gain } = missesOf(level, points, fit);
  if (missed.length < leastPoints) return null;
  const bound = Math.max(leastBound, tukey * medianOf(absolute(missed.slice())));
  const sums = new Float64Array(unknowns * (unknowns + 1));
  const row = new Float64Array(unknowns + 1);
  for (let index = 0; index < seen.length; index += 1) {
    const point = seen[index] ?? 0;
    const miss = missed[index] ?? 0;
    const near = 1 - (miss / bound) ** 2;
    if (near <= 0) continue;
    const across = gain * (slopes[2 * index] ?? 0);
    const down = gain * (slopes[2 * index + 1] ?? 0);
    row[0] = across;
    row[1] = across * (((point % width) * 2) / width - 1);
    row[2] = down;
    row[3] = down * ((((point / width) | 0) * 2) / height - 1);
    row[4] = 1;
    row[5] = -miss;
    gather(sums, row, near * near);
  }
  const found = solved(sums, unknowns, damping);
  if (found === null) return null;
  const [moveX = 0, stretchX = 0, moveY = 0, stretchY = 0] = found;
  const pixels = Math.max(Math.abs(moveX), Math.abs(stretchX), Math.abs(moveY), Math.abs(stretchY));
  // Beyond two pixels a slope tells nothing.
  const part = Math.min(1, mostStep / Math.max(pixels, 1e-9));
  return {
    fit: {
      scaleX: fit.scaleX + (part * stretchX * 2) / width,
      moveX: fit.moveX + (part * moveX) / width,
      scaleY: fit.scaleY + (part * stretchY * 2) / height,
      moveY: fit.moveY + (part * moveY) / height,
    },
    pixels,
  };
}

function gather(sums: Float64Array, row: Float64Array, weight: number): void {
  for (let i = 0; i < unknowns; i += 1) {
    const own = weight * (row[i] ?? 0);
    for (let j = i; j <= unknowns; j += 1) {
      const at = i * (unknowns + 1) + j;
      sums[at] = (sums[at] ?? 0) + own * (row[j] ?? 0);
    }
  }
}

/** Two moves, two stretches, and a brightness. */
const unknowns = 5;
/** 4.685 of the spread, which is 1.4826 of the middle one. */
const tukey = 6.95;
const leastBound = 2;
const mostGain = 1.6;
const mostTurns = 12;
const mostStep = 2;
/** Pixels. */
const goodEnough = 0.01;
const leastPoints = 40;
const mostPoints = 8_000;
const damping = 1e-4;
