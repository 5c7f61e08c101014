import type { Character, CharacterBounds, CharacterPicture } from '../../../src/domain/characters/character.ts';
import { characterId, guildId, originalId, userId } from '../../../src/domain/ids.ts';
import type { CharacterStore } from '../../../src/ports/store/members/character-store.ts';

/** Opens a store that has these. */
export type Opened = (...saved: readonly Character[]) => Promise<CharacterStore>;

export const [ada, ben] = [userId('50'), userId('51')];
export const [here, elsewhere] = [guildId('1'), guildId('2')];
export const wide: CharacterBounds = { perMember: 100, perServer: 100, bytesPerMember: 1_000_000 };

export const samplePicture = (original: string, changes: Partial<CharacterPicture> = {}): CharacterPicture => ({
  original: originalId(original),
  type: 'image/png',
  width: 600,
  height: 400,
  bytes: 100,
  ...changes,
});

/** Ada's own, with one picture of 100 bytes. */
export const sampleCharacter = (id: string, changes: Partial<Character> = {}): Character => ({
  id: characterId(id),
  name: `Name ${id}`,
  about: 'a tall fox in a red coat',
  owner: ada,
  guild: null,
  consent: 'invented',
  pictures: [samplePicture(`f${id}-0`)],
  sheet: null,
  madeAt: Number(id),
  ...changes,
});
