import type { KeptOriginal } from '../../domain/chain/retention.ts';
import type { VersionId } from '../../domain/ids.ts';

/** Originals, byte for byte, named by their version. */
export interface ImageStore {
  /** Takes the file over (it is moved, after an fsync). Putting the same id twice keeps the first. */
  put(id: VersionId, path: string): Promise<void>;
  has(id: VersionId): Promise<boolean>;
  /** Lends a path for as long as `use` runs; null where there is no such original. */
  withFile<Result>(id: VersionId, use: (path: string) => Promise<Result>): Promise<Result | null>;
  remove(id: VersionId): Promise<void>;
  /** Every original, in no order; those that come or go meanwhile may be among them or not. */
  list(): AsyncIterable<KeptOriginal>;
  /** Bytes that were put since opening, less those that were removed. */
  growth(): number;
  /** A path for a file on its way into the store, on the same file system. `name` is made from the step's own ids. */
  scratchPath(name: string): string;
  /** Takes a file of the scratch away, if it is there. */
  discard(path: string): Promise<void>;
  /** The directory of such files. */
  readonly scratch: string;
}
