import type { Dimensions } from '../../../../domain/asked/size.ts';
import type { Matched } from '../matching/matched.ts';
import type { Colours } from '../matching/small.ts';
import { absolute, blurred, medianOf, type Plane } from '../plane.ts';
import type { Area } from './area.ts';

/** How far a matched result is off from its source. */
export interface Difference {
  /** In levels, the mean of the channels, without specks; 0 where nothing can be compared. */
  readonly off: Plane;
  /** Of what can be compared, the middle one, and how far the middle one of all is from that. */
  readonly middle: number;
  readonly spread: number;
}

export function differenceOf(source: Colours, { colours, softness, usable }: Matched): Difference {
  const sides = source.map((plane, channel) => ({
    before: blurred(plane, softness).values,
    after: blurred(colours[channel] ?? plane, -softness).values,
  }));
  const { width, height } = source[0];
  const sum = new Float32Array(usable.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (usable[at] === 1) sum[at] = nearestOff(sides, { width, height }, x, y);
    }
  }
  const off = blurred({ ...source[0], values: sum }, speckles);
  const usableOnes = off.values.filter((_, at) => usable[at] === 1);
  const middle = medianOf(usableOnes);
  for (let at = 0; at < usableOnes.length; at += 1) usableOnes[at] = (usableOnes[at] ?? 0) - middle;
  return { off, middle, spread: medianOf(absolute(usableOnes)) };
}

/**
 * How far a pixel is off from the most alike of those around it: sharp edges, as of letters, lie a fraction of a pixel
 * elsewhere, whatever was matched.
 */
function nearestOff(
  sides: readonly { readonly before: Float32Array; readonly after: Float32Array }[],
  { width, height }: Dimensions,
  x: number,
  y: number,
): number {
  let least = Number.POSITIVE_INFINITY;
  const at = y * width + x;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
      const near = row * width + column;
      let off = 0;
      for (const { before, after } of sides) off += Math.abs((before[near] ?? 0) - (after[at] ?? 0));
      least = Math.min(least, off / sides.length);
    }
  }
  return least;
}

/** Of what is further off than the rest of it: six times what the rest varies by. */
export function changedIn({ off, middle, spread }: Difference, usable: Uint8Array): Area {
  const bound = boundOf({ middle, spread });
  const { width, height } = off;
  const values = new Uint8Array(usable.length);
  for (let at = 0; at < values.length; at += 1) values[at] = usable[at] === 1 && (off.values[at] ?? 0) > bound ? 1 : 0;
  return { width, height, values };
}

export const boundOf = ({ middle, spread }: Pick<Difference, 'middle' | 'spread'>): number =>
  middle + 6 * Math.max(leastSpread, spread);

const leastSpread = 1.2;
/** Pixels of 512. */
const speckles = 2;
