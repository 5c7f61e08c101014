import { readdir, writeFile } from 'node:fs/promises';
import { address } from '../../../scripts/sample-records.ts';
import type { FetchSource } from '../../../src/application/chain/fetch-source.ts';
import { createCharactersOfAsk } from '../../../src/application/characters/asked-characters.ts';
import { createBringPicture } from '../../../src/application/characters/bring-pictures.ts';
import { createReferenceSheets } from '../../../src/application/characters/reference-sheets.ts';
import { createSaveCharacter } from '../../../src/application/characters/save-character.ts';
import { createTakeAway } from '../../../src/application/characters/take-away.ts';
import type { Source } from '../../../src/domain/asked/image-request.ts';
import { jobId, type UserId } from '../../../src/domain/ids.ts';
import type { ImageStore } from '../../../src/ports/store/image-store.ts';
import { noConduct } from '../no-conduct.ts';
import { openStores, unscripted } from '../stage.ts';

/** A picture that a member sends. */
export const sent = (id: string): Source => ({
  kind: 'picture',
  picture: {
    id,
    url: `https://cdn.example/${id}.png`,
    filename: `${id}.png`,
    bytes: 3,
    owner: address.asker,
  },
});

/** Where the asker of the samples is, or somebody else. */
export const placeOf = (user: UserId = address.asker) => {
  const { channel, parent, guild } = address;
  return { channel, parent, guild, user };
};

/**
 * What keeps characters, on real stores and without Discord; pictures are as they are kept already. `fetching`: what comes
 * of a member's picture; `put`: what is done when one comes into the store.
 */
export async function stageCharacters({
  fetching = async () => undefined,
  put = async () => undefined,
}: {
  readonly fetching?: ((id: string) => Promise<'gone' | undefined>) | undefined;
  readonly put?: ((id: string) => Promise<void>) | undefined;
} = {}) {
  const stores = await openStores();
  const { characters, versions, scratch } = stores;
  const images: ImageStore = {
    ...stores.images,
    async put(id, ...rest) {
      await put(id);
      await stores.images.put(id, ...rest);
    },
  };
  const fetchSource: FetchSource = async ({ id, filename }, into) => {
    if ((await fetching(id)) === 'gone') return { kind: 'failed', failure: { code: 'source_gone', filename } };
    await writeFile(into, id);
    return { kind: 'fetched', path: into };
  };
  const bringPicture = createBringPicture({
    versions,
    images,
    scratch,
    pictures: {
      asReference: async (path) => ({
        type: 'image/png',
        width: 1,
        height: 1,
        bytes: 3,
        path,
        changed: false,
        smaller: false,
      }),
    },
    pictureFiles: { clean: async () => 'clean' },
    fetchSource,
    fetchShownCopy: unscripted('fetchShownCopy'),
    madeFrom: async () => 'generated',
  });
  const endless = { signal: new AbortController().signal, [Symbol.dispose]: () => undefined };
  const clock = { ...stores.clock, deadline: () => endless };
  const { signal: cut } = endless;
  const takeAway = createTakeAway({ characters, images });
  const { save } = createSaveCharacter({
    conduct: noConduct,
    characters,
    images,
    bringPicture,
    serverRules: { refusal: async () => null, here: unscripted('here') },
    clock,
    cut,
  });
  const ask = unscripted('ask');
  const cast = createCharactersOfAsk(stores);
  const sheets = createReferenceSheets({ characters, versions, images, bringPicture, takeAway, cast, ask, clock, cut });
  return {
    ...stores,
    sheets,
    takeAway,
    save: (id: string, name: string, sources: readonly Source[], user?: UserId) =>
      save({ id: jobId(id), place: placeOf(user), name, about: '', whose: 'mine', consent: 'invented', sources }),
    async kept(): Promise<readonly string[]> {
      const names: string[] = [];
      for await (const { id } of stores.images.list()) names.push(id);
      return names.sort();
    },
    scratched: () => readdir(scratch.directory),
  };
}
