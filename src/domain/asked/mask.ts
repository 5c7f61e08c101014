import type { OriginalId } from '../ids.ts';
import type { IncomingPicture } from '../pictures/incoming-picture.ts';
import type { Dimensions } from './size.ts';

/**
 * Whether what lies outside the part stays as it is, pixel for pixel (contract, `keep`), or as the model paints it.
 */
export const keeps = ['exact', 'free'] as const;
export type Keep = (typeof keeps)[number];

/** Nine cells, four halves, and the middle half each way (contract, `region`). */
export const regions = [
  'top left',
  'top',
  'top right',
  'left',
  'middle',
  'right',
  'bottom left',
  'bottom',
  'bottom right',
  'top half',
  'bottom half',
  'left half',
  'right half',
  'centre',
] as const;
export type Region = (typeof regions)[number];

/**
 * Where an edit may change something. Inside, a mask is always coverage: 8 bits, 255 = edit, 0 = keep; each vendor's own
 * polarity is the adapter's affair. `coverage`: one that lies in our store, from an earlier request.
 */
export type Mask =
  | { readonly kind: 'picture'; readonly picture: IncomingPicture }
  | { readonly kind: 'region'; readonly region: Region }
  /**
   * A copy of the picture with scribbles on it. `sure`: it was given as that; else it was attached to a reply, and is among the
   * sources, too, where it stays if it is no such copy.
   */
  | { readonly kind: 'marks'; readonly picture: IncomingPicture; readonly sure: boolean }
  | { readonly kind: 'coverage'; readonly id: OriginalId };

export interface Rectangle extends Dimensions {
  readonly left: number;
  readonly top: number;
}

/** In whole pixels; cells of one row or column meet without a gap, whatever the size. */
export function regionRectangle(region: Region, { width, height }: Dimensions): Rectangle {
  const [left, right, top, bottom] = fractions[region];
  const box = { left: Math.round(width * left), top: Math.round(height * top) };
  return {
    ...box,
    width: Math.max(1, Math.round(width * right) - box.left),
    height: Math.max(1, Math.round(height * bottom) - box.top),
  };
}

const third = 1 / 3;
const twoThirds = 2 / 3;

/** Left, right, top and bottom edge, from 0 to 1. */
const fractions: Readonly<Record<Region, readonly [number, number, number, number]>> = {
  'top left': [0, third, 0, third],
  top: [third, twoThirds, 0, third],
  'top right': [twoThirds, 1, 0, third],
  left: [0, third, third, twoThirds],
  middle: [third, twoThirds, third, twoThirds],
  right: [twoThirds, 1, third, twoThirds],
  'bottom left': [0, third, twoThirds, 1],
  bottom: [third, twoThirds, twoThirds, 1],
  'bottom right': [twoThirds, 1, twoThirds, 1],
  'top half': [0, 1, 0, 0.5],
  'bottom half': [0, 1, 0.5, 1],
  'left half': [0, 0.5, 0, 1],
  'right half': [0.5, 1, 0, 1],
  centre: [0.25, 0.75, 0.25, 0.75],
};
