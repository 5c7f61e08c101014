import type { Dimensions } from '../../domain/asked/size.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import { originalOf, type UserId, type VersionId } from '../../domain/ids.ts';
import { extensionOf } from '../../domain/pictures/picture-type.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { AnsweredPicture } from '../../ports/messenger.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { coveredName } from '../chain/covered.ts';
import type { Addresses } from '../requests/calling/prepare-call.ts';
import { type Marking, roomForMark } from './marking.ts';

/**
 * Each version in the best form of at most `limit` bytes, as a result shows it; those that are gone are left out. Its files
 * are lent until `files` is disposed of. `as`: a word for the copies, where another's of the same version may be lent as well.
 */
export type ShowPictures = (
  made: readonly ({ readonly version: VersionId } & Dimensions)[],
  room: { readonly limit: number; readonly asker: UserId; readonly as?: string | undefined },
  files: AsyncDisposableStack,
) => Promise<readonly AnsweredPicture[]>;

export function createShowPictures({
  versions,
  index,
  images,
  scratch,
  pictures,
  marking,
  addresses,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly images: Pick<ImageStore, 'lend'>;
  readonly scratch: Scratch;
  readonly pictures: Pick<Pictures, 'fit'>;
  readonly marking: Pick<Marking, 'lend'>;
  readonly addresses: Pick<Addresses, 'fullSize'>;
}): ShowPictures {
  return async function showPictures(made, { limit, asker, as = 'shown' }, files) {
    const shown: AnsweredPicture[] = [];
    for (const { version, width, height } of made) {
      const file = files.use(await images.lend(originalOf(version)));
      const entry = await index.byVersion(version);
      const record = await versions.find(version);
      if (file === null || entry === null) continue;
      const fitted = await pictures.fit(file.path, limit - roomForMark, scratch.path(`${version}.${as}`), asker);
      const picture = { version, name: versionName(entry), width, height };
      if (isRefused(fitted)) {
        // What was paid for is not lost with it: it is in the store, and in the chain.
        shown.push({ ...picture, file: null, reduced: true, fullSizeUrl: addresses.fullSize(version) });
        continue;
      }
      if (fitted.changed) files.defer(() => scratch.discard(fitted.path));
      const { path } =
        record === null ? fitted : files.use(await marking.lend(record, fitted.path, `${version}.${as}-marked`));
      const filename = coveredName(`retouch-${picture.name}.${extensionOf(fitted.type)}`, record?.spoiler);
      shown.push({
        ...picture,
        file: { path, filename },
        reduced: fitted.changed,
        fullSizeUrl: fitted.changed ? addresses.fullSize(version) : null,
      });
    }
    return shown;
  };
}
