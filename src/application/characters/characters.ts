import { findNamed } from '../../domain/characters/asked.ts';
import { isUsableBy, mayDelete } from '../../domain/characters/character.ts';
import { withoutAt } from '../../domain/characters/names.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';
import type { CharacterServices } from './character-services.ts';

/** Characters as members meet them: their own, wherever they are, and those of the server that they are in. */
export function createCharacters({
  characters,
  takeAway,
  ...others
}: Pick<
  CharacterServices,
  'mayBeSaved' | 'save' | 'lendPictures' | 'lendContactSheet' | 'mayAskSheet' | 'askSheet' | 'keepSheet'
> & {
  readonly characters: Pick<CharacterStore, 'find' | 'usableBy' | 'remove'>;
  readonly takeAway: () => Promise<unknown>;
}): CharacterServices {
  return {
    ...others,
    usable: ({ user, guild }) => characters.usableBy({ user, guild }),

    async named({ user, guild }, name) {
      return findNamed(withoutAt(name), await characters.usableBy({ user, guild }), user);
    },

    async find(id, { user, guild }) {
      const found = await characters.find(id);
      return found !== null && isUsableBy(found, { user, guild }) ? found : null;
    },

    async remove(id, asker) {
      const found = await characters.find(id);
      if (found === null || !isUsableBy(found, asker)) return 'gone';
      if (!mayDelete(found, asker)) return 'not theirs';
      const isRemoved = await characters.remove(id);
      await takeAway();
      return isRemoved ? 'removed' : 'gone';
    },
  };
}
