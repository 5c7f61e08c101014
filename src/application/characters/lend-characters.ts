import type { Recipe, UsedCharacter } from '../../domain/asked/image-request.ts';
import type { CharacterPicture } from '../../domain/characters/character.ts';
import type { FailureOf } from '../../domain/failure.ts';
import { extensionOf } from '../../domain/pictures/picture-type.ts';
import type { DescribedCharacter } from '../../domain/vendor-prompt.ts';
import type { ProviderSource } from '../../ports/image-provider.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';

export interface LentCharacters {
  /** In the order of their pictures. */
  readonly described: readonly DescribedCharacter[];
  readonly sources: readonly ProviderSource[];
}

/** `first`: the number of the first of their pictures among all that are sent, from 1. */
export type LendCharacters = (
  recipe: Pick<Recipe, 'characters'>,
  first: number,
  files: AsyncDisposableStack,
) => Promise<LentCharacters | FailureOf<'character_gone'>>;

/**
 * The characters of a request as they are when it is sent: whoever was deleted since is in nothing any more, and of pictures
 * those that are left. They have no address: nobody but whom they are sent to can fetch them.
 */
export function createLendCharacters({
  characters: store,
  images,
}: {
  readonly characters: Pick<CharacterStore, 'find'>;
  readonly images: Pick<ImageStore, 'lend'>;
}): LendCharacters {
  return async function lendCharacters({ characters = [] }, first, files) {
    const described: DescribedCharacter[] = [];
    const sources: ProviderSource[] = [];
    for (const used of characters) {
      const character = await store.find(used.id);
      if (character === null) return { code: 'character_gone', named: used.name };
      const before = sources.length;
      for (const picture of character.pictures.filter(isIn(used))) {
        const file = files.use(await images.lend(picture.original));
        if (file === null) continue;
        const { type } = picture;
        const filename = `picture-${first + sources.length}.${extensionOf(type)}`;
        sources.push({ path: file.path, address: null, filename, type });
      }
      described.push({ name: character.name, about: character.about, pictures: sources.length - before });
    }
    return { described, sources };
  };
}

const isIn =
  ({ pictures }: UsedCharacter) =>
  ({ original }: CharacterPicture) =>
    pictures.includes(original);
