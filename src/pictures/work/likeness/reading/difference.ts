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
  const sum = new Float32Array(usable.length);
  for (const [channel, plane] of source.entries()) {
    const a = blurred(plane, softness).values;
    const b = blurred(colours[channel] ?? plane, -softness).values;
    for (let at = 0; at < sum.length; at += 1) {
      if (usable[at] === 1) sum[at] = (sum[at] ?? 0) + Math.abs((a[at] ?? 0) - (b[at] ?? 0)) / 3;
    }
  }
  const off = blurred({ ...source[0], values: sum }, speckles);
  const usableOnes = off.values.filter((_, at) => usable[at] === 1);
  const middle = medianOf(usableOnes);
  for (let at = 0; at < usableOnes.length; at += 1) usableOnes[at] = (usableOnes[at] ?? 0) - middle;
  return { off, middle, spread: medianOf(absolute(usableOnes)) };
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
