import type { Dimensions } from '../domain/asked/size.ts';
import type { Reading } from '../domain/likeness/reading.ts';
import type { RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { Measured, WorkedOnFor } from './pictures.ts';

/** Lossless forms, in which a pixel stays what it is. */
export type LosslessType = 'image/png' | 'image/webp';

/**
 * How like two pictures are, and what is made of that; in the processes, within the bounds and in the turns of all work on
 * pixels (`ports/pictures`). Pictures are seen upright and in sRGB, of an animation the first frame.
 *
 * Models paint a picture whole: their result lies some pixels off, is a little warmer and softer, and may have another
 * scale. Two pictures *fit* where one can be laid over the other all the same: a shift, a scale and a gain for each channel
 * were found after which what lies outside the part is alike. One that is composed anew does not fit.
 */
export interface Likeness {
  /**
   * Lays the part of `result` that `coverage` names (gray, as large as `source`: 255 = the part) over `source`, and writes
   * that to `into` in the size of `source`, losslessly. Outside the part (coverage 0) each pixel is the source's own. Inside,
   * the result's, moved and scaled to where it belongs and matched in colour, but for a seam of a few pixels along its edge,
   * which takes 2 in 100 of the part at most, and less where `coverage` says so (values between are shares of the result).
   * `does not fit` also where the result does not show all of the part. Lossless WebP needs 22 bytes of memory for each pixel,
   * PNG as good as none: a picture that is too large for WebP is written as PNG, whatever `type` says.
   */
  layOver(
    files: { readonly source: string; readonly result: string; readonly coverage: string },
    type: LosslessType,
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<LaidOver | RefusedPicture>;
  /**
   * As {@link layOver}, where no part was named: the area that changed is found, and the rest is the source's own. `too little`,
   * `too much`: what changed is less than half a percent, or more than 45; `does not fit`: or the rest is not alike, as
   * after a change of style. What is laid is a little wider than what was found, for shadows and soft edges.
   */
  keepRest(
    files: { readonly source: string; readonly result: string },
    type: LosslessType,
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<LaidOver | { readonly kind: 'too little' | 'too much' } | RefusedPicture>;
  /** How `after` differs from `before`, at 512 pixels: quick, and the same however large they are. */
  compare(before: string, after: string, worksFor: WorkedOnFor): Promise<Reading | RefusedPicture>;
  /**
   * Both side by side as a PNG at `into`, at most 768 pixels each, the area that changed outlined in the second where it is
   * one; `reading` is what {@link compare} found.
   */
  drawChange(
    before: string,
    after: string,
    reading: Reading,
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<'written' | RefusedPicture>;
  /**
   * Finds what somebody scribbled on a copy of a picture that was scaled and compressed since. Writes `coverage` (as large as
   * the original: the strokes, widened, with what a closed one holds), `markup` (the strokes alone on a transparent PNG of
   * that size) and `shown` (the copy in small with the strokes outlined). `none`: it is a copy, and nothing is on it. `no copy`:
   * it shows something else. Nothing is written then.
   */
  findMarks(
    original: string,
    copy: string,
    into: { readonly coverage: string; readonly markup: string; readonly shown: string },
    worksFor: WorkedOnFor,
  ): Promise<FoundMarks | RefusedPicture>;
}

export type LaidOver =
  | ({ readonly kind: 'laid'; readonly share: number } & Measured)
  | { readonly kind: 'does not fit' };

export type FoundMarks =
  /** `share`: of the picture, that the coverage takes. */
  ({ readonly kind: 'marks'; readonly share: number } & Dimensions) | { readonly kind: 'none' | 'no copy' };
