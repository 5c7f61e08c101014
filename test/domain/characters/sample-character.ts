import type { Character, CharacterPicture } from '../../../src/domain/characters/character.ts';
import { characterId, characterPictureId, guildId, userId } from '../../../src/domain/ids.ts';

export const ana = userId('100');
export const server = guildId('500');

/** Of Ana's own. */
export const sampleCharacter = (id: string, name: string, pictures = 1): Character => ({
  id: characterId(id),
  name,
  about: '',
  owner: ana,
  guild: null,
  consent: 'invented',
  pictures: Array.from({ length: pictures }, (_, place) => pictureOf(id, place)),
  sheet: null,
  madeAt: 1_000,
});

/** Brought along. */
export const pictureOf = (id: string, place: number): CharacterPicture => ({
  original: characterPictureId(characterId(id), place),
  type: 'image/png',
  width: 64,
  height: 64,
  bytes: 1_000,
});
