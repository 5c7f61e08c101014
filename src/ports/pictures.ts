import type { Rectangle } from '../domain/asked/mask.ts';
import type { Dimensions } from '../domain/asked/size.ts';
import type { UserId } from '../domain/ids.ts';
import type { PictureType } from '../domain/jobs/job.ts';
import type { RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { TreeRow } from './tree-picture.ts';

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

/** What a picture is made anew as for vendors. */
export type VendorType = 'image/png' | 'image/jpeg';

export interface ReadMask {
  /** Whether its transparency was taken for the part to change, or its white. */
  readonly as: 'transparency' | 'white';
  /** Whether it had another size than the picture. */
  readonly scaled: boolean;
}

/** Who waits for it: pictures are worked on in turns by member. Null: nobody in particular. */
export type WorkedOnFor = UserId | null;

/**
 * Work on pixels, in processes of its own, within a bound of memory and time for each picture, in turns by member. What is
 * over a bound, or nobody can read, is refused; a result that is no refusal is complete.
 */
export interface Pictures {
  /** By its header alone, which no decoder reads; so it waits for nobody. */
  measure(path: string): Promise<Measured | RefusedPicture>;
  /**
   * The best form of at most `limit` bytes: as it is, else WebP, else JPEG, else smaller. Writes to `into` (the
   * extension is added) when it has to change anything. What fits as it is is not decoded, and waits for nobody.
   */
  fit(path: string, limit: number, into: string, worksFor: WorkedOnFor): Promise<Fitted | RefusedPicture>;
  /**
   * A member's mask as coverage (grayscale PNG, 255 = edit) of the picture's size: by its transparency where it has any
   * (see-through = edit), else by its white. `empty`: it leaves nothing to change.
   */
  readMask(
    path: string,
    size: Dimensions,
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<ReadMask | 'empty' | RefusedPicture>;
  /** Coverage of one rectangle of the picture. */
  coverRectangle(
    rectangle: Rectangle,
    size: Dimensions,
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<'written' | RefusedPicture>;
  /** Coverage as vendors of OpenAI's kind want it: an RGBA PNG of `size`, see-through where it is to be edited and opaque elsewhere. */
  toAlphaMask(
    coverage: string,
    into: string,
    size: Dimensions,
    worksFor: WorkedOnFor,
  ): Promise<'written' | RefusedPicture>;
  /** Draws horizontal bars, the filled share (0 to 1) of each, as a PNG at `into`. */
  drawBars(
    bars: readonly { readonly share: number }[],
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<'written' | RefusedPicture>;
  /** The first frame, upright, as every vendor documents it. */
  toVendorForm(
    path: string,
    into: string,
    worksFor: WorkedOnFor,
  ): Promise<{ readonly type: VendorType } | RefusedPicture>;
  /**
   * In the form that vendors read, upright and at most `mostEdge` pixels on its longer edge: as it is where it is so
   * already, which is not decoded and waits for nobody; else its first frame, upright, in sRGB of 8 bits, never larger
   * than it was, as JPEG where nothing is transparent and else as PNG. Writes to `into` (the extension is added, as by
   * {@link Pictures.fit}) when it has to change anything.
   */
  asReference(path: string, mostEdge: number, into: string, worksFor: WorkedOnFor): Promise<Fitted | RefusedPicture>;
  /**
   * A sheet of pictures as squares, five to a row, each with its number from 1 on in its corner, as a PNG at `into`. Empty
   * is the place of null, and of a picture that is gone, that nobody can read or that takes more than any may. Refused
   * only where they take too long, or more than their headers say.
   */
  contactSheet(tiles: readonly Tile[], into: string, worksFor: WorkedOnFor): Promise<'written' | RefusedPicture>;
  /**
   * How versions came of each other, oldest first, as a PNG at `into`: their pictures, lines from parents to children, and
   * the words beside them, which look the same on every machine. Else as {@link Pictures.contactSheet}.
   */
  drawTree(rows: readonly TreeRow[], into: string, worksFor: WorkedOnFor): Promise<'written' | RefusedPicture>;
}

/** A place on a contact sheet. Null: it stays empty. */
export type Tile = { readonly path: string } | null;
