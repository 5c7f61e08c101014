import type { Made } from '../domain/pictures/made.ts';

/** What a file says of itself. */
export interface Look {
  /** Vendors see in it what people see (contract, promise 7). */
  readonly isVendorForm: boolean;
  /** It moves, or may: people see its first frame where it stands still. */
  readonly moves: boolean;
}

/** Work on files of pictures that decodes nothing: quick, whatever is in them, and not a pixel is touched. */
export interface PictureFiles {
  /** Null: no picture that we read. */
  look(path: string): Promise<Look | null>;
  /**
   * Writes the picture to `into` without what else its file says (place, camera, names); orientation and colour profile
   * stay. `clean`: there was nothing else, and nothing is written. Null: no picture that we read.
   */
  clean(path: string, into: string): Promise<'clean' | 'cleaned' | null>;
  /**
   * Writes the picture to `into` with the word that AI made it (contract, promise 9). False: its file says so already, or is
   * of a kind that is not marked; nothing is written. It makes a file larger by less than a kilobyte.
   */
  mark(path: string, into: string, made: Made): Promise<boolean>;
}
