import { createFetchSource } from '../../application/chain/fetch-source.ts';
import { createPrepareSources } from '../../application/chain/prepare-sources.ts';
import { createFetchShownCopy } from '../../application/chain/shown-copy.ts';
import { createPrepareMask } from '../../application/requests/prepare-mask.ts';
import { pictureFiles } from '../../pictures/picture-files.ts';
import type { OpenPictures } from '../../pictures/pictures.ts';
import type { Downloader } from '../../ports/downloader.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Settings } from '../config.ts';
import { pictureOrigins } from '../derived-settings.ts';
import type { Store } from '../open-store.ts';

interface Needs {
  readonly store: Store;
  readonly pictures: OpenPictures;
  readonly messenger: Messenger;
  readonly runtime: Runtime;
}

/** What fetches members' pictures, and copies of ours that a message shows. */
export function buildFetching(settings: Settings, { pictures, messenger, store }: Needs, downloader: Downloader) {
  const { index, versions, images, scratch } = store;
  const fetchSource = createFetchSource({ downloader, origins: pictureOrigins(settings), messenger });
  const fetchShownCopy = createFetchShownCopy({ index, versions, images, scratch, pictures, messenger, fetchSource });
  return { fetchSource, fetchShownCopy };
}

/** What brings members' pictures into the store. */
export function buildPreparation(
  { pictures, runtime, store }: Needs,
  { fetchSource, fetchShownCopy }: ReturnType<typeof buildFetching>,
) {
  const { index, versions, images, scratch } = store;
  return createPrepareSources({
    versions,
    index,
    images,
    scratch,
    pictures,
    pictureFiles,
    fetchSource,
    fetchShownCopy,
    prepareMask: createPrepareMask({ images, scratch, pictures, fetchSource }),
    clock: runtime.clock,
  });
}
