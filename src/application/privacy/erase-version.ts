import { parentOf, type Version } from '../../domain/chain/chain.ts';
import { filesOfVersion, ownFilesOf } from '../../domain/chain/version-files.ts';
import type { VersionId } from '../../domain/ids.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

interface Needs {
  readonly versions: Pick<VersionStore, 'find' | 'remove' | 'headsOn' | 'replaceHead'>;
  readonly index: Pick<ChainIndex, 'remove'>;
  readonly images: Pick<ImageStore, 'remove'>;
}

export interface EraseVersion {
  /** Puts the heads that stand on it on what it was made from, as far back as `goes` does not say that this is to go, too. */
  leaveHeads(id: VersionId, goes: (version: Version) => boolean): Promise<void>;
  /**
   * Takes it out of the store: files, record, number, messages. What was made from it stays. `siblings`: whether others of
   * its request stay, whose marks and masks are its own.
   */
  erase(id: VersionId, goes: (version: Version) => boolean, siblings?: 'go' | 'stay'): Promise<void>;
}

/**
 * Each may be done again. What finds the version, its place in its chain, goes last: a crash in between leaves it to be
 * found once more.
 */
export function createEraseVersion({ versions, index, images }: Needs): EraseVersion {
  return { leaveHeads, erase };

  async function leaveHeads(id: VersionId, goes: (version: Version) => boolean): Promise<void> {
    if ((await versions.headsOn(id)).length === 0) return;
    await moveHeads(id, await nextBefore(await versions.find(id), goes));
  }

  async function moveHeads(id: VersionId, to: VersionId | null): Promise<void> {
    for (const place of await versions.headsOn(id)) await versions.replaceHead(place, id, to);
  }

  async function erase(...[id, goes, siblings = 'go']: Parameters<EraseVersion['erase']>): Promise<void> {
    const survivor = await nextBefore(await versions.find(id), goes);
    await moveHeads(id, survivor);
    for (const file of siblings === 'go' ? filesOfVersion(id) : ownFilesOf(id)) await images.remove(file);
    await versions.remove(id);
    // Whoever chose it meanwhile stands on what is there, too.
    await moveHeads(id, survivor);
    await index.remove(id);
  }

  async function nextBefore(from: Version | null, goes: (version: Version) => boolean): Promise<VersionId | null> {
    let version = from;
    for (let step = 0; version !== null && step < farthest; step += 1) {
      const parent = parentOf(version);
      version = parent === null ? null : await versions.find(parent);
      if (version !== null && !goes(version)) return version.id;
    }
    return null;
  }
}

/** Whose chain is longer starts anew. */
const farthest = 1_000;
