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
  const margin = Math.max(drift * result, leastDrift);
  const isShown = (at: number) => {
    const place = placeOf(at, source, result, scale, move);
    return place >= -margin && place <= result - 1 + margin;
  };
  let [first, last] = [0, source];
  while (first < last && !isShown(first)) first += 1;
  while (last > first && !isShown(last - 1)) last -= 1;
  return [first, last];
}

const drift = 0.04;
const leastDrift = 9;

export interface PartOfStrip {
  readonly coverage: Uint8Array;
  readonly depths: Uint8Array;
}

export interface Strip {
  readonly top: number;
  readonly count: number;
  /** Null: nothing of it is in here. */
  readonly part: PartOfStrip | null;
  /** How much of the part the result does not show. */
  readonly lost: number;
}

/** The coverage from above to below, with the depths in it, for which the rows next to a strip are looked at too. */
export async function* stripsOf(coverage: Rows, shown: Shown): AsyncGenerator<Strip> {
  const { width, height } = coverage;
  const most = Math.max(mostFeather, Math.floor(stripPixels / width));
  const read = new Uint8Array((most + 2 * mostFeather) * width);
  for (let top = 0; top < height; top += most) {
    const count = Math.min(most, height - top);
    const first = Math.max(0, top - mostFeather);
    const rows = Math.min(height, top + count + mostFeather) - first;
    const all = read.subarray(0, rows * width);
    await coverage.read(first, rows, all);
    const own = all.subarray((top - first) * width, (top - first + count) * width);
    const before = sum(own);
    clip(all, first, width, shown);
    const after = sum(own);
    const lost = before - after;
    if (after === 0) {
      yield { top, count, part: null, lost };
      continue;
    }
    const depths = depthsOf(all, width, rows, mostDepth).subarray((top - first) * width, (top - first + count) * width);
    yield { top, count, part: { coverage: own, depths }, lost };
  }
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
    if (strip.part === null) continue;
    const { coverage: covered, depths } = strip.part;
    for (let at = 0; at < depths.length; at += 1) {
      const depth = depths[at] ?? 0;
      if (depth !== 0) weights[depth] = (weights[depth] ?? 0) + (covered[at] ?? 0);
    }
  }
  return { weights, lost };
}
