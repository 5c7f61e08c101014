import { shownIn } from '../../domain/chain/chain.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import type { Failure } from '../../domain/failure.ts';
import { importedVersionId, type OriginalId, shownCopyId, type VersionId } from '../../domain/ids.ts';
import type { IncomingPicture } from '../../domain/pictures/incoming-picture.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Measured, Pictures } from '../../ports/pictures.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { FetchSource } from './fetch-source.ts';

export type ShownCopy =
  | { readonly kind: 'there'; readonly measured: Measured }
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure };

/** Brings the copy that a message shows into the store, for a version whose original is gone. Repeatable. */
export type FetchShownCopy = (version: VersionId, signal: AbortSignal) => Promise<ShownCopy>;

/**
 * The copy lies beside the originals under a name of its own, never under its version's: that names the original, byte
 * for byte, or nothing.
 */
export function createFetchShownCopy({
  index,
  versions,
  images,
  scratch,
  pictures,
  messenger,
  fetchSource,
}: {
  readonly index: ChainIndex;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pictures;
  readonly messenger: Pick<Messenger, 'shownPictures'>;
  readonly fetchSource: FetchSource;
}): FetchShownCopy {
  return async function fetchShownCopy(version, signal) {
    const id = shownCopyId(version);
    const missing = (await images.has(id)) ? null : await bring(version, id, signal);
    if (missing !== null) return missing;
    await using file = await images.lend(id);
    const measured = file === null ? null : await pictures.measure(file.path);
    if (measured !== null && !isRefused(measured)) return { kind: 'there', measured };
    await images.remove(id);
    return gone;
  };

  async function bring(version: VersionId, id: OriginalId, signal: AbortSignal): Promise<ShownCopy | null> {
    const entry = await index.byVersion(version);
    if (entry === null || entry.message === null) return gone;
    const record = await versions.find(version);
    const shown = await messenger.shownPictures(shownIn(record ?? entry), entry.message);
    if (shown === 'later') return { kind: 'again', failure: gone.failure };
    const place = (await index.byMessage(entry.message)).indexOf(version);
    const picture = pictureOf(entry, shown, place);
    if (picture === undefined) return gone;
    const fetched = await fetchSource(picture, scratch.path(id), signal);
    if (fetched.kind !== 'fetched') return fetched;
    await images.put(id, fetched.path);
    return null;
  }
}

/**
 * An import is known by its attachment; what we posted by its name in the file's, else by its place: private ones were
 * numbered with all others once.
 */
function pictureOf(entry: ChainEntry, shown: readonly IncomingPicture[], place: number): IncomingPicture | undefined {
  const { version, channel, owner } = entry;
  const imported = shown.find(({ id }) =>
    [importedVersionId(id, channel, null), importedVersionId(id, channel, owner)].includes(version),
  );
  const isNamed = ({ filename }: IncomingPicture) =>
    filename.replace(/^SPOILER_/, '').startsWith(`retouch-${versionName(entry)}.`);
  return imported ?? shown.find(isNamed) ?? shown[place];
}

const gone = { kind: 'failed', failure: { code: 'source_gone' } } as const;
