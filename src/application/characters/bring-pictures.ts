import type { Source } from '../../domain/asked/image-request.ts';
import { isVisibleTo, type Viewer } from '../../domain/chain/chain.ts';
import { type CharacterPicture, mostPictureEdge } from '../../domain/characters/character.ts';
import type { Failure } from '../../domain/failure.ts';
import { type OriginalId, originalOf, shownCopyId, type VersionId } from '../../domain/ids.ts';
import type { Made } from '../../domain/pictures/made.ts';
import { isRefused, refusalOf } from '../../domain/pictures/refused-picture.ts';
import { copyFile } from '../../lib/copy-file.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { PictureFiles } from '../../ports/picture-files.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ImageStore, LentFile } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { FetchSource } from '../chain/fetch-source.ts';
import type { FetchShownCopy } from '../chain/shown-copy.ts';
import type { MadeFrom } from '../handing-out/made-from.ts';

export type BroughtPicture =
  | { readonly kind: 'brought'; readonly picture: CharacterPicture }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** It is still being made. */
  | { readonly kind: 'unfinished' };

/**
 * Brings a picture into the store, under `original`, as characters keep theirs. Repeatable. Of one member one at a time, so
 * that nobody takes more of the way in than anybody else.
 */
export type BringPicture = (
  source: Source,
  original: OriginalId,
  viewer: Viewer,
  signal: AbortSignal,
) => Promise<BroughtPicture>;

/** Where one lies before it is made what is kept, until it is disposed of. */
type Found = LentFile & Pick<CharacterPicture, 'made' | 'spoiler'>;

export function createBringPicture({
  versions,
  images,
  scratch,
  pictures,
  pictureFiles,
  fetchSource,
  fetchShownCopy,
  madeFrom,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pick<Pictures, 'asReference'>;
  readonly pictureFiles: Pick<PictureFiles, 'clean'>;
  readonly fetchSource: FetchSource;
  readonly fetchShownCopy: FetchShownCopy;
  readonly madeFrom: MadeFrom;
}): BringPicture {
  /** This process, one member. */
  const oneAfterTheOther = createKeyedLock();
  return (source, original, viewer, signal) =>
    oneAfterTheOther.run(viewer.user, () => bring(source, original, viewer, signal));

  async function bring(...[source, original, viewer, signal]: Parameters<BringPicture>): Promise<BroughtPicture> {
    if (source.kind === 'job') return { kind: 'unfinished' };
    const found =
      source.kind === 'picture'
        ? await fetched(source, original, signal)
        : await stored(source.version, viewer, signal);
    if ('code' in found) return failed(found);
    await using file = found;
    const into = scratch.path(`${original}.kept`);
    await using files = new AsyncDisposableStack();
    files.defer(() => scratch.discard(into));
    const reference = await pictures.asReference(file.path, mostPictureEdge, into, viewer.user);
    if (isRefused(reference)) return failed(refusalOf(reference, filenameOf(source)));
    const { path, changed, type, width, height, bytes } = reference;
    if (changed) files.defer(() => scratch.discard(path));
    // What is lent stays where it lies: the store takes what it is given away.
    else await copyFile(path, into);
    await images.put(original, changed ? path : into);
    const { made, spoiler } = found;
    return { kind: 'brought', picture: { original, type, width, height, bytes, made, spoiler } };
  }

  async function fetched(
    { picture }: Extract<Source, { kind: 'picture' }>,
    original: OriginalId,
    signal: AbortSignal,
  ): Promise<Found | Failure> {
    await using files = new AsyncDisposableStack();
    const path = scratch.path(`${original}.sent`);
    files.defer(() => scratch.discard(path));
    const outcome = await fetchSource(picture, path, signal);
    if (outcome.kind !== 'fetched') return outcome.failure;
    const clean = scratch.path(`${original}.clean`);
    files.defer(() => scratch.discard(clean));
    const cleaned = await pictureFiles.clean(outcome.path, clean);
    if (cleaned === null) return { code: 'not_a_picture', filename: picture.filename };
    const lent = files.move();
    return {
      path: cleaned === 'clean' ? outcome.path : clean,
      spoiler: picture.spoiler,
      [Symbol.asyncDispose]: () => lent.disposeAsync(),
    };
  }

  /** The original, else the copy that was shown of it. */
  async function stored(id: VersionId, viewer: Viewer, signal: AbortSignal): Promise<Found | Failure> {
    const version = await versions.find(id);
    if (version === null || !isVisibleTo(version, viewer)) return { code: 'source_gone' };
    const made: Made | undefined =
      version.kind === 'imported' ? undefined : (version.made ?? (await madeFrom(version.sources)));
    const original = await images.lend(originalOf(id));
    const lent =
      original ?? ((await fetchShownCopy(id, signal)).kind === 'there' ? await images.lend(shownCopyId(id)) : null);
    return lent === null
      ? { code: 'source_gone' }
      : { path: lent.path, made, spoiler: version.spoiler, [Symbol.asyncDispose]: () => lent[Symbol.asyncDispose]() };
  }
}

const failed = (failure: Failure): BroughtPicture => ({ kind: 'failed', failure });

const filenameOf = (source: Source) => (source.kind === 'picture' ? source.picture.filename : undefined);
