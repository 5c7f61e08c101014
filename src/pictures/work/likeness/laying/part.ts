import type { Dimensions } from '../../../../domain/asked/size.ts';
import { type Fit, placeOf } from '../align/fit.ts';
import { depthsOf } from '../depths.ts';
import type { Rows } from './rows.ts';
import { mostFeather } from './seam.ts';

/** The source's columns and rows that the result shows: from the first, up to before the last. */
export interface Shown {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function shownBy(fit: Fit, source: Dimensions, result: Dimensions): Shown {
  const [left, right] = shownLine(source.width, result.width, fit.scaleX, fit.moveX);
  const [top, bottom] = shownLine(source.height, result.height, fit.scaleY, fit.moveY);
  return { left, right, top, bottom };
}

function shownLine(source: number, result: number, scale: number, move: number): readonly [number, number] {
  // What moved out of the frame by a drift alone goes on as in a mirror.
  const margin = Math.max(mostShift * result, leastShift) + mostStretch * result;
  const isShown = (at: number) => {
    const place = placeOf(at, source, result, scale, move);
    return place >= -margin && place <= result - 1 + margin;
  };
  let [first, last] = [0, source];
  while (first < last && !isShown(first)) first += 1;
  while (last > first && !isShown(last - 1)) last -= 1;
  return [first, last];
}

/** Of an edge, or pixels of a small picture: as far as a shift is looked for (`matched.ts`). */
const mostShift = 0.03;
const leastShift = 9;
/** Half of three in a hundred: by so much of an edge both ends move where a result is larger by those. */
const mostStretch = 0.015;

export interface Strip {
  readonly top: number;
  readonly count: number;
  readonly coverage: Uint8Array;
  readonly depths: Uint8Array;
  /** How much of the part the result does not show. */
  readonly lost: number;
}

/** The coverage from above to below, where there is any, with the depths in it: rows next to a strip are looked at too. */
export async function* stripsOf(coverage: Rows, shown: Shown): AsyncGenerator<Strip> {
  const { width, height } = coverage;
  const most = Math.max(mostFeather, Math.floor(stripPixels / width));
  const read = Buffer.alloc((most + 2 * mostFeather) * width);
  for (let start = 0; start < height; start += most) {
    const first = Math.max(0, start - mostFeather);
    const all = read.subarray(0, (Math.min(height, start + most + mostFeather) - first) * width);
    await coverage.read(first, all.length / width, all);
    const covered = coveredRows(all, width, start - first, Math.min(height, start + most) - first);
    if (covered === null) continue;
    const { top, count } = covered;
    // What is further than a feather from the rows that count says nothing of them.
    const above = Math.max(0, top - mostFeather);
    const near = all.subarray(above * width, (top + count + mostFeather) * width);
    const own = near.subarray((top - above) * width, (top - above + count) * width);
    const before = sum(own);
    clip(near, first + above, width, shown);
    const depths = depthsOf(near, width, near.length / width, mostDepth).subarray((top - above) * width);
    yield { top: first + top, count, coverage: own, depths: depths.subarray(0, own.length), lost: before - sum(own) };
  }
}

/** Of the rows from `first` up to before `end` those from the first to the last in which there is any. Null: there is none. */
function coveredRows(rows: Buffer, width: number, first: number, end: number) {
  const empty = Buffer.alloc(width);
  const isEmpty = (y: number) => empty.equals(rows.subarray(y * width, (y + 1) * width));
  let top = first;
  while (top < end && isEmpty(top)) top += 1;
  if (top === end) return null;
  let bottom = end;
  while (isEmpty(bottom - 1)) bottom -= 1;
  return { top, count: bottom - top };
}

const mostDepth = 3 * mostFeather + 3;
/** About a megapixel: 20 MB with all that is held of it. */
const stripPixels = 1_000_000;

function sum(values: Uint8Array): number {
  let all = 0;
  for (let at = 0; at < values.length; at += 1) all += values[at] ?? 0;
  return all;
}

function clip(coverage: Uint8Array, first: number, width: number, { left, right, top, bottom }: Shown): void {
  for (let start = 0, y = first; start < coverage.length; start += width, y += 1) {
    if (y < top || y >= bottom) coverage.fill(0, start, start + width);
    coverage.fill(0, start, start + left);
    coverage.fill(0, start + right, start + width);
  }
}

/** The part's weight at each depth (255 for each pixel of it), and of what the result does not show. */
export async function weigh(coverage: Rows, shown: Shown) {
  const weights = new Float64Array(mostDepth + 1);
  let lost = 0;
  for await (const strip of stripsOf(coverage, shown)) {
    lost += strip.lost;
    const { coverage: covered, depths } = strip;
    for (let at = 0; at < depths.length; at += 1) {
      const depth = depths[at] ?? 0;
      if (depth !== 0) weights[depth] = (weights[depth] ?? 0) + (covered[at] ?? 0);
    }
  }
  return { weights, lost };
}
