import { expect, test } from 'vitest';
import type { Character, CharacterBounds } from '../../../src/domain/characters/character.ts';
import { characterId } from '../../../src/domain/ids.ts';
import type { CharacterStore } from '../../../src/ports/store/members/character-store.ts';
import { ben, elsewhere, here, type Opened, sampleCharacter, samplePicture, wide } from './samples.ts';

export function describeBounds(opened: Opened): void {
  const outcomes = async (characters: CharacterStore, character: Character, bounds: CharacterBounds) => [
    await characters.mayBeSaved(character, bounds),
    await characters.save(character, bounds),
  ];

  test('a member keeps as many of their own as they may, whatever others and servers keep', async () => {
    const bounds = { ...wide, perMember: 2 };
    const characters = await opened(
      sampleCharacter('1'),
      sampleCharacter('2', { owner: ben }),
      sampleCharacter('3', { guild: here }),
    );
    expect(await outcomes(characters, sampleCharacter('4'), bounds)).toEqual(['yes', 'saved']);
    expect(await outcomes(characters, sampleCharacter('5'), bounds)).toEqual(['member full', 'member full']);
    expect(await outcomes(characters, sampleCharacter('6', { guild: here }), bounds)).toEqual(['yes', 'saved']);
    expect(await outcomes(characters, sampleCharacter('7', { owner: ben }), bounds)).toEqual(['yes', 'saved']);
    await characters.remove(characterId('1'));
    expect(await outcomes(characters, sampleCharacter('5'), bounds)).toEqual(['yes', 'saved']);
  });

  test('a server keeps as many as it may, whoever made them', async () => {
    const bounds = { ...wide, perServer: 2 };
    const characters = await opened(sampleCharacter('1', { guild: here }), sampleCharacter('2', { guild: elsewhere }));
    const bens = (id: string) => sampleCharacter(id, { guild: here, owner: ben });
    expect(await outcomes(characters, bens('3'), bounds)).toEqual(['yes', 'saved']);
    expect(await outcomes(characters, bens('4'), bounds)).toEqual(['server full', 'server full']);
    expect(await outcomes(characters, sampleCharacter('5', { owner: ben }), bounds)).toEqual(['yes', 'saved']);
    expect(await outcomes(characters, sampleCharacter('6', { guild: elsewhere }), bounds)).toEqual(['yes', 'saved']);
  });

  test('the pictures of all that a member made count, wherever they are, to the last byte', async () => {
    const bounds = { ...wide, bytesPerMember: 400 };
    const characters = await opened(
      sampleCharacter('1', { pictures: [samplePicture('f1-0'), samplePicture('f1-1')] }),
      sampleCharacter('2', { guild: here }),
      sampleCharacter('3', { owner: ben, guild: here, pictures: [samplePicture('f3-0', { bytes: 399 })] }),
    );
    const large = (bytes: number) => sampleCharacter('4', { pictures: [samplePicture('f4-0', { bytes })] });
    expect(await outcomes(characters, large(101), bounds)).toEqual(['yes', 'too many bytes']);
    expect(await outcomes(characters, large(100), bounds)).toEqual(['yes', 'saved']);
    expect(await outcomes(characters, sampleCharacter('5', { guild: elsewhere }), bounds)).toEqual([
      'too many bytes',
      'too many bytes',
    ]);
    await characters.remove(characterId('2'));
    expect(await outcomes(characters, sampleCharacter('5', { guild: elsewhere }), bounds)).toEqual(['yes', 'saved']);
  });

  test('a name that is taken is told before what is full, and that before the bytes', async () => {
    const nothing = { perMember: 0, perServer: 0, bytesPerMember: 0 };
    const characters = await opened(sampleCharacter('1', { name: 'Ada' }));
    expect(await outcomes(characters, sampleCharacter('2', { name: 'Ada' }), nothing)).toEqual(['taken', 'taken']);
    expect(await outcomes(characters, sampleCharacter('2'), nothing)).toEqual(['member full', 'member full']);
    const servers = sampleCharacter('2', { guild: here });
    expect(await outcomes(characters, servers, nothing)).toEqual(['server full', 'server full']);
  });
}
