import type { Dimensions } from '../../../../domain/asked/size.ts';
import { align } from '../align/align.ts';
import { type Fit, framesOf } from '../align/fit.ts';
import { blurred, type Plane } from '../plane.ts';
import { type Gains, gainsOf } from './gains.ts';
import { lay } from './laid.ts';
import { type Colours, grayOf, type Small } from './small.ts';
import { softnessOf } from './softness.ts';
import { type TileLikeness, tilesOf } from './tiles.ts';

/** A result that was laid over its source as well as it can be, in small. */
export interface Matched {
  readonly fit: Fit;
  readonly gains: Gains;
  /** The result's colours, moved and matched. */
  readonly colours: Colours;
  /** By how much the source has to be blurred to be as soft; below 0 the result. */
  readonly softness: number;
  /** Where both show something that can be compared. */
  readonly usable: Uint8Array;
  /** Of both in gray, as soft as each other. */
  readonly tiles: readonly TileLikeness[];
}

interface Sides {
  readonly source: { readonly small: Small; readonly size: Dimensions };
  readonly result: { readonly small: Small; readonly size: Dimensions };
  /** Where the source has something to compare. */
  readonly usable: Uint8Array;
}

export function match({ source, result, usable }: Sides): Matched {
  const frames = framesOf(source.size, result.size);
  const reach = Math.max(
    leastReach,
    Math.min(mostReach, leastReachPixels / Math.min(source.size.width, source.size.height)),
  );
  const fit = align({ source: source.small.gray, result: result.small.gray, usable }, frames, reach);
  const laid = lay([result.small.gray, ...result.small.colours], fit);
  const [gray = result.small.gray, red = gray, green = gray, blue = gray] = laid.planes;
  const both = usable.map((each, at) => each & (laid.seen[at] ?? 0));
  const gains = gainsOf(source.small.colours, [red, green, blue], both);
  const colours: Colours = [times(red, gains[0]), times(green, gains[1]), times(blue, gains[2])];
  const matched = grayOf(colours);
  const softness = softnessOf(source.small.gray, matched, both);
  const tiles = tilesOf(blurred(source.small.gray, softness), blurred(matched, -softness), both);
  return { fit, gains, colours, softness, usable: both, tiles };
}

function times(plane: Plane, gain: number): Plane {
  const values = plane.values.slice();
  for (let at = 0; at < values.length; at += 1) values[at] = Math.min(255, (values[at] ?? 0) * gain);
  return { ...plane, values };
}

/** Of an edge: three in a hundred, or nine pixels of a small picture, and never more than an eighth of it. */
const leastReach = 0.03;
const leastReachPixels = 9;
const mostReach = 0.125;
