import { expect, test } from 'vitest';
import { characterId, jobId } from '../../../src/domain/ids.ts';
import { ada, ben, elsewhere, here, type Opened, sampleCharacter, samplePicture, wide } from './samples.ts';

export function describeSaving(opened: Opened): void {
  test('one comes back as it was saved, its pictures in order', async () => {
    const pictures = [
      samplePicture('f7-0', { type: 'image/webp', spoiler: true }),
      samplePicture('f7-1', { made: 'generated', width: 2048 }),
      samplePicture('f7-10'),
      samplePicture('f7-2', { bytes: 0 }),
    ];
    const mine = sampleCharacter('7', { name: 'Ζωή 🦊', about: '', consent: 'agreed', pictures });
    const everybodys = sampleCharacter('8', { guild: here, consent: 'self', sheet: jobId('9') });
    const characters = await opened(mine, everybodys);
    expect(await characters.find(mine.id)).toEqual(mine);
    expect(await characters.find(everybodys.id)).toEqual(everybodys);
    expect(await characters.find(characterId('9'))).toBeNull();
  });

  test('the same event once more saves nothing new, whatever it says', async () => {
    const character = sampleCharacter('7');
    const characters = await opened(character);
    const again = sampleCharacter('7', { name: 'Other', pictures: [samplePicture('f7-9')] });
    expect(await characters.save(again, { perMember: 0, perServer: 0, bytesPerMember: 0 })).toBe('known');
    expect(await characters.mayBeSaved(again, wide)).toBe('known');
    expect(await characters.usableBy({ user: ada, guild: null })).toEqual([character]);
  });

  test.each([
    ['ada', 'case'],
    ['Ａｄａ', 'width'],
    [' Ada  ', 'spaces'],
  ])('“%s” is taken where there is an “Ada”: %s tells no two apart', async (name) => {
    const characters = await opened(sampleCharacter('1', { name: 'Ada' }));
    const other = sampleCharacter('2', { name });
    expect(await characters.mayBeSaved(other, wide)).toBe('taken');
    expect(await characters.save(other, wide)).toBe('taken');
    expect(await characters.find(other.id)).toBeNull();
  });

  test('a name is one’s own, and each server’s: nobody takes it from another', async () => {
    const name = 'Ada';
    const characters = await opened(
      sampleCharacter('1', { name }),
      sampleCharacter('2', { name, owner: ben }),
      sampleCharacter('3', { name, guild: here }),
      sampleCharacter('4', { name, guild: elsewhere, owner: ben }),
    );
    // Whoever made the server's.
    const another = sampleCharacter('5', { name: 'ADA', guild: here, owner: ben });
    expect(await characters.mayBeSaved(another, wide)).toBe('taken');
    expect(await characters.save(another, wide)).toBe('taken');
  });

  test('what was refused leaves its pictures as they stood', async () => {
    const character = sampleCharacter('1', { name: 'Ada' });
    const characters = await opened(character, sampleCharacter('2', { name: 'Ben' }));
    await characters.remove(character.id);
    expect(await characters.save({ ...character, name: 'Ben' }, wide)).toBe('taken');
    expect(await characters.toTakeAway(9)).toEqual(['f1-0']);
  });

  test('of two that come at once with one name, one is saved', async () => {
    const characters = await opened();
    const both = ['1', '2'].map((id) => characters.save(sampleCharacter(id, { name: 'Ada' }), wide));
    expect(await Promise.all(both)).toEqual(['saved', 'taken']);
  });
}
