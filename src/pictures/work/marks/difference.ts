import { type Plane, softened } from './raster/plane.ts';
import { cellRanges } from './raster/ranges.ts';
import type { Matched } from './same/matching.ts';

/** How much more each pixel differs than such pixels do in this copy: in times of that. */
export function differenceOf({ expected, seen }: Matched): Plane {
  const { width, height } = expected;
  const sum = new Float32Array(width * height);
  for (const { weights, least } of channels) {
    const own = mixed(expected.rgb, weights);
    const rest = mixed(seen.rgb, weights);
    for (let at = 0; at < rest.length; at += 1) rest[at] = (rest[at] ?? 0) - (own[at] ?? 0);
    const { values } = softened({ width, height, values: rest });
    addInTimesOfUsual(sum, values, livelinessOf({ width, height, values: own }), least);
  }
  for (let at = 0; at < sum.length; at += 1) sum[at] = Math.sqrt(sum[at] ?? 0);
  return { width, height, values: sum };
}

/** Brightness, and how blue and how red it is: in each, compression loses something else. `least`: usual anywhere. */
const channels = [
  { weights: [0.299, 0.587, 0.114], least: 3 },
  { weights: [-0.169, -0.331, 0.5], least: 2 },
  { weights: [0.5, -0.419, -0.081], least: 2 },
] as const;

function mixed(rgb: Uint8Array, [red, green, blue]: (typeof channels)[number]['weights']): Float32Array {
  const values = new Float32Array(rgb.length / 3);
  for (let at = 0, from = 0; at < values.length; at += 1, from += 3) {
    values[at] = red * (rgb[from] ?? 0) + green * (rgb[from + 1] ?? 0) + blue * (rgb[from + 2] ?? 0);
  }
  return values;
}

/**
 * How lively the original is at each pixel, from 0 to 31: by how much it changes within two pixels, where being scaled and
 * softened shows, and at a quarter, in the cells around, over which JPEG spreads what it loses.
 */
export function livelinessOf(plane: Plane): Uint8Array {
  const near = cellRanges(plane, 2, 1);
  const far = cellRanges(plane, cellEdge, 1);
  const levels = new Uint8Array(near.values.length);
  for (let y = 0, at = 0; y < near.height; y += 1) {
    const row = Math.floor((2 * y) / cellEdge) * far.width;
    for (let x = 0; x < near.width; x += 1, at += 1) {
      const around = far.values[row + Math.floor((2 * x) / cellEdge)] ?? 0;
      levels[at] = levelOf(Math.max(near.values[at] ?? 0, around / 4));
    }
  }
  const lively = new Uint8Array(plane.values.length);
  for (let y = 0, at = 0; y < plane.height; y += 1) {
    const row = (y >> 1) * near.width;
    for (let x = 0; x < plane.width; x += 1, at += 1) lively[at] = levels[row + (x >> 1)] ?? 0;
  }
  return lively;
}

const levelOf = (range: number) => Math.min(mostLively, 4 * Math.log2(1 + range / 2));
const mostLively = 31;
/** A block of JPEG, at the size at which marks are looked for, in a copy of about that size. */
const cellEdge = 8;

/** Adds the square of each difference in times of what is usual for a pixel as lively, and at least `least`. */
function addInTimesOfUsual(sum: Float32Array, rest: Float32Array, lively: Uint8Array, least: number): void {
  const usual = usualOf(rest, lively, least);
  for (let at = 0; at < sum.length; at += 1) {
    sum[at] = (sum[at] ?? 0) + ((rest[at] ?? 0) / (usual[lively[at] ?? 0] ?? least)) ** 2;
  }
}

/**
 * What the middle one of all pixels as lively differs: strokes, which are on less than half of them, do not move it. More
 * lively ones differ no less; of few, nothing is believed but that.
 */
function usualOf(rest: Float32Array, lively: Uint8Array, least: number): Float64Array {
  const counts = new Uint32Array((mostLively + 1) * steps);
  for (let at = 0; at < rest.length; at += 1) {
    const step = Math.min(steps - 1, Math.abs(rest[at] ?? 0) * stepsEach);
    const place = (lively[at] ?? 0) * steps + (step | 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const usual = new Float64Array(mostLively + 1);
  let before = least;
  for (let level = 0; level <= mostLively; level += 1) {
    const own = counts.subarray(level * steps, (level + 1) * steps);
    const total = own.reduce((all, count) => all + count, 0);
    if (total >= rest.length * fewest) before = Math.max(before, (middleOf(own, total) / stepsEach) * deviation);
    usual[level] = before;
  }
  return usual;
}

function middleOf(counts: Uint32Array, total: number): number {
  let seen = 0;
  for (const [step, count] of counts.entries()) {
    seen += count;
    if (2 * seen >= total) return step + 0.5;
  }
  return counts.length;
}

const steps = 512;
const stepsEach = 4;
/** Of all pixels. */
const fewest = 5e-4;
/** The standard deviation of what has this middle. */
const deviation = 1.4826;
