import { blurred, halved, type Plane } from '../plane.ts';
import { findCoarse } from './coarse.ts';
import { asItIs, type Fit } from './fit.ts';
import { type Level, missOf, refine } from './refine.ts';

/**
 * Finds how the result lies: all ways are tried on pictures of 128 pixels, the likeliest are brought to a fraction of a
 * pixel there and in twice the size, and the best of them from size to size up to what was given. It always answers
 * something; whether it fits is looked at afterwards (`tiles.ts`).
 *
 * `source`, `result`: gray squares of 128, 256, 512 … pixels, into which both were scaled whatever their shape.
 */
export function align({ source, result, usable }: Level, frames: readonly Fit[], reach: number): Fit {
  const [smallest, ...larger] = levelsOf({ source, result, usable });
  const coarse = findCoarse(smallest, frames, reach);
  const first = softened(smallest);
  const finer = larger.map(softened);
  const second = finer.shift() ?? first;
  const tried = coarse
    .map(({ fit }) => refine(second, refine(first, fit)))
    .map((fit) => ({ fit, miss: missOf(second, fit) }))
    .toSorted((one, other) => one.miss - other.miss);
  return finer.reduce((fit, level) => refine(level, fit), tried[0]?.fit ?? asItIs);
}

/** Smallest first. */
function levelsOf(largest: Level): readonly [Level, ...Level[]] {
  const levels: [Level, ...Level[]] = [largest];
  for (let level = largest; level.source.width > smallestEdge; ) {
    level = {
      source: halved(level.source),
      result: halved(level.result),
      usable: halvedUsable(level.usable, level.source),
    };
    levels.unshift(level);
  }
  return levels;
}

const softened = (level: Level): Level => ({
  ...level,
  source: blurred(level.source, softness),
  result: blurred(level.result, softness),
});

/** Where all four are. */
function halvedUsable(usable: Uint8Array, { width, height }: Plane): Uint8Array {
  const half = new Uint8Array((width >> 1) * (height >> 1));
  for (let at = 0; at < half.length; at += 1) {
    const from = 2 * Math.floor(at / (width >> 1)) * width + 2 * (at % (width >> 1));
    const sum =
      (usable[from] ?? 0) + (usable[from + 1] ?? 0) + (usable[from + width] ?? 0) + (usable[from + width + 1] ?? 0);
    half[at] = sum === 4 ? 1 : 0;
  }
  return half;
}

export const smallestEdge = 128;
/** Pixels: below one, what is sampled between pixels is no longer smooth. */
const softness = 1;
