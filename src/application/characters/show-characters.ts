import { extensionOf } from '../../domain/pictures/picture-type.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import { coveredName } from '../chain/covered.ts';
import type { Marking } from '../handing-out/marking.ts';
import type { CharacterServices } from './character-services.ts';

/** Characters for people to look at. What AI made says so in its file, here too. */
export function createShowCharacters({
  images,
  scratch,
  pictures,
  marking,
  clock,
}: {
  readonly images: Pick<ImageStore, 'lend'>;
  readonly scratch: Scratch;
  readonly pictures: Pick<Pictures, 'contactSheet'>;
  readonly marking: Pick<Marking, 'lendMade'>;
  readonly clock: Pick<Clock, 'uuid'>;
}): Pick<CharacterServices, 'lendPictures' | 'lendContactSheet'> {
  return {
    async lendPictures(character) {
      await using lent = new AsyncDisposableStack();
      const files: { path: string; filename: string }[] = [];
      for (const { original, type, made, spoiler } of character.pictures) {
        const file = lent.use(await images.lend(original));
        if (file === null) continue;
        const name = `${original}.shown-${clock.uuid()}`;
        const { path } = made === undefined ? file : lent.use(await marking.lendMade(made, file.path, name));
        const filename = coveredName(`character-${files.length + 1}.${extensionOf(type)}`, spoiler);
        files.push({ path, filename });
      }
      const held = lent.move();
      return { files, [Symbol.asyncDispose]: () => held.disposeAsync() };
    },

    async lendContactSheet(characters, asker) {
      await using lent = new AsyncDisposableStack();
      const tiles: ({ readonly path: string } | null)[] = [];
      for (const {
        pictures: [first],
      } of characters) {
        // What was shown covered is not shown among others.
        const isShown = first !== undefined && first.spoiler !== true;
        tiles.push(isShown ? lent.use(await images.lend(first.original)) : null);
      }
      const name = `characters-${clock.uuid()}`;
      const path = scratch.path(`${name}.png`);
      if (isRefused(await pictures.contactSheet(tiles, path, asker))) return null;
      await using drawn = new AsyncDisposableStack();
      drawn.defer(() => scratch.discard(path));
      const isMade = characters.some(({ pictures: [first] }) => first?.made !== undefined);
      const shown = isMade ? drawn.use(await marking.lendMade('composite', path, `${name}-marked.png`)) : { path };
      const held = drawn.move();
      return { path: shown.path, [Symbol.asyncDispose]: () => held.disposeAsync() };
    },
  };
}
