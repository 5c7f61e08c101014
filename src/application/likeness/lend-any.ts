import { originalOf, shownCopyId, type VersionId } from '../../domain/ids.ts';
import type { ImageStore, LentFile } from '../../ports/store/image-store.ts';

/** A version's original, else the copy that a message showed of it; null: neither is there. */
export type LendAny = (version: VersionId) => Promise<LentFile | null>;

export const createLendAny =
  (images: Pick<ImageStore, 'lend'>): LendAny =>
  async (version) =>
    (await images.lend(originalOf(version))) ?? (await images.lend(shownCopyId(version)));
