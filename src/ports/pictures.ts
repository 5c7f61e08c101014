import type { Rectangle } from '../domain/asked/mask.ts';
import type { Dimensions } from '../domain/asked/size.ts';
import type { PictureType } from '../domain/jobs/job.ts';

export interface Measured extends Dimensions {
  readonly type: PictureType;
  readonly bytes: number;
}

export interface Fitted extends Measured {
  readonly path: string;
  /** False when the original fits as it is and `path` is the original's own. */
  readonly changed: boolean;
  /** Whether pixels were given up too, not only quality. */
  readonly smaller: boolean;
}

export interface ReadMask {
  /** Whether its transparency was taken for the part to change, or its white. */
  readonly as: 'transparency' | 'white';
  /** Whether it had another size than the picture. */
  readonly scaled: boolean;
}

/** Work on pixels, in a lane as wide as the cores, with a pixel limit checked before anything is decoded. */
export interface Pictures {
  /** Null: not a picture we can read, or over the pixel limit. Reads the header only. */
  measure(path: string): Promise<Measured | null>;
  /**
   * The best form of at most `limit` bytes: as it is, else WebP, else JPEG, else smaller. Writes to `into` (the
   * extension is added) when it has to change anything.
   */
  fit(path: string, limit: number, into: string): Promise<Fitted>;
  /**
   * A member's mask as coverage (grayscale PNG, 255 = edit) of the picture's size: by its transparency where it has any
   * (see-through = edit), else by its white. Null: it leaves nothing to change.
   */
  readMask(path: string, size: Dimensions, into: string): Promise<ReadMask | null>;
  /** Coverage of one rectangle of the picture. */
  coverRectangle(rectangle: Rectangle, size: Dimensions, into: string): Promise<void>;
  /** Coverage as vendors of OpenAI's kind want it: an RGBA PNG of `size`, see-through where it is to be edited and opaque elsewhere. */
  toAlphaMask(coverage: string, into: string, size: Dimensions): Promise<void>;
  /** Draws horizontal bars, the filled share (0 to 1) of each, as a PNG at `into`. */
  drawBars(bars: readonly { readonly share: number }[], into: string): Promise<void>;
  /** The first frame, upright, as every vendor documents it; says of what type it made it. */
  toVendorForm(path: string, into: string): Promise<'image/png' | 'image/jpeg'>;
}
