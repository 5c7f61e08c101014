/** A part of a picture in fractions of its edges, from 0 to 1. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What was found between two pictures. */
export interface Reading {
  /**
   * `one area`: something changed in one place, or in two or three, and the rest is alike. `all over`: in many, or everywhere, as by a change of
   * style. `nothing`: nothing that anybody asked for: what is left is drift, at most (some pixels, 7 in 100 of a colour, a
   * little softness), or compression. `composed anew`: nothing lies where it lay.
   */
  readonly kind: 'nothing' | 'one area' | 'all over' | 'composed anew';
  /** Of the picture, that changed: 0 to 1. Where nothing lies where it lay, or light and colours changed everywhere, 1. */
  readonly changed: number;
  /** Where: around the area, or around all that changed; null where nothing did. */
  readonly extent: Extent | null;
  /** Structural similarity of the rest after matching, 0 to 1: the mean over its tiles. */
  readonly alike: number;
  /** Of the rest, by which each channel was multiplied: 1 is as it was. */
  readonly gains: { readonly red: number; readonly green: number; readonly blue: number };
  /** Of the rest, the ratio of the variance of the Laplacian: below 1 it is softer. */
  readonly sharpness: number;
}
