import type { KeptOriginal } from '../../domain/chain/retention.ts';
import type { OriginalId } from '../../domain/ids.ts';

/** Originals, byte for byte: of versions, and what is kept beside them. */
export interface ImageStore {
  /**
   * Takes a file of the scratch over: it is moved, and outlives a power cut from then on. Putting the same id twice keeps
   * the first. `synced`: whoever wrote the file has put its bytes on the disk, and that is not done again.
   */
  put(id: OriginalId, path: string, found?: 'synced'): Promise<void>;
  has(id: OriginalId): Promise<boolean>;
  /** Lends the file until that is disposed of (`await using`); null where there is no such original. */
  lend(id: OriginalId): Promise<LentFile | null>;
  /** It is there for nobody any more. Waits for no reader: whom it is lent to keeps it until they have done. */
  remove(id: OriginalId): Promise<void>;
  /** Every original, in no order; those that come or go meanwhile may be among them or not. */
  list(): AsyncIterable<KeptOriginal>;
  /** Bytes that were put since opening, less those that were removed. */
  growth(): number;
}

/**
 * A file to read, by a path of the borrower's own: it may be opened late and as often as they like, and has the same
 * bytes each time, also when the original is removed meanwhile. What they still hold open when they give it back they can
 * read to its end.
 */
export interface LentFile extends AsyncDisposable {
  readonly path: string;
}
