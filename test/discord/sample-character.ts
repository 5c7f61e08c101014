import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LentCharacterPictures } from '../../src/application/characters/character-services.ts';
import type { Character, CharacterPicture } from '../../src/domain/characters/character.ts';
import { characterId, originalId, userId } from '../../src/domain/ids.ts';
import { temporaryDirectory } from '../storage/temporary.ts';
import { tinyPng } from './tiny-png.ts';

/** A picture of it, as it is kept. */
export const samplePicture = (which: number, more: Partial<CharacterPicture> = {}): CharacterPicture => ({
  original: originalId(`f1440000000000000007-${which}`),
  type: 'image/png',
  width: 512,
  height: 512,
  bytes: 1000,
  made: 'generated',
  ...more,
});

/** Luna, of one picture, its owner's alone. */
export const sampleCharacter = (more: Partial<Character> = {}): Character => ({
  id: characterId('1440000000000000007'),
  name: 'Luna',
  about: 'silver hair, a red scarf',
  owner: userId('1000000000000000002'),
  guild: null,
  consent: 'invented',
  pictures: [samplePicture(0)],
  sheet: null,
  madeAt: 1_700_000_000_000,
  ...more,
});

/** Lends a tiny picture under each of these names, and counts what was not given back. */
export async function picturesToLend(...filenames: readonly string[]) {
  const path = join(await temporaryDirectory(), 'picture');
  await writeFile(path, tinyPng);
  const counted = { out: 0 };
  const lend = async (): Promise<LentCharacterPictures & { readonly path: string }> => {
    counted.out += 1;
    return {
      path,
      files: filenames.map((filename) => ({ path, filename })),
      async [Symbol.asyncDispose]() {
        counted.out -= 1;
      },
    };
  };
  return { lend, counted };
}
