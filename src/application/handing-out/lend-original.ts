import { originalOf, type VersionId } from '../../domain/ids.ts';
import type { PictureType } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ImageStore, LentFile } from '../../ports/store/image-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Marking } from './marking.ts';

/** Until it is disposed of. */
export type LentOriginal = LentFile & { readonly type: PictureType };

/** An original for whoever holds an address of it that we signed; null: it is gone. */
export interface LendOriginal {
  /** As the vendor or the member gave it: for vendors. */
  asItIs(version: VersionId): Promise<LentOriginal | null>;
  /** For people: its file says that AI made it, where it did. */
  marked(version: VersionId): Promise<LentOriginal | null>;
}

export function createLendOriginal({
  versions,
  images,
  marking,
  clock,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly images: Pick<ImageStore, 'lend'>;
  readonly marking: Marking;
  readonly clock: Pick<Clock, 'uuid'>;
}): LendOriginal {
  return { asItIs: (version) => lend(version, false), marked: (version) => lend(version, true) };

  async function lend(id: VersionId, isMarked: boolean): Promise<LentOriginal | null> {
    const version = await versions.find(id);
    if (version === null) return null;
    await using files = new AsyncDisposableStack();
    const original = files.use(await images.lend(originalOf(id)));
    if (original === null) return null;
    const { path } = isMarked
      ? files.use(await marking.lend(version, original.path, `${id}.linked-${clock.uuid()}`))
      : original;
    const lent = files.move();
    return { path, type: version.type, [Symbol.asyncDispose]: () => lent.disposeAsync() };
  }
}
