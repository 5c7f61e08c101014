import { expect, test } from 'vitest';
import { characterId, jobId } from '../../../src/domain/ids.ts';
import { type Opened, sampleCharacter, samplePicture } from './samples.ts';

export function describePictures(opened: Opened): void {
  const sheet = samplePicture('f1-90-0-0', { made: 'generated', spoiler: true });

  test('a picture is put before the others, once', async () => {
    const character = sampleCharacter('1');
    const characters = await opened(character);
    const after = { ...character, pictures: [sheet, ...character.pictures] };
    expect(await characters.putFirst(character.id, sheet, 4)).toEqual(after);
    expect(await characters.putFirst(character.id, { ...sheet, bytes: 5 }, 4)).toEqual(after);
    expect(await characters.find(character.id)).toEqual(after);
    expect(await characters.toTakeAway(9)).toEqual([]);
  });

  test('beyond four the last goes, and stands to be taken away', async () => {
    const pictures = [0, 1, 2, 3].map((place) => samplePicture(`f1-${place}`));
    const character = sampleCharacter('1', { pictures });
    const characters = await opened(character);
    const after = { ...character, pictures: [sheet, ...pictures.slice(0, 3)] };
    expect(await characters.putFirst(character.id, sheet, 4)).toEqual(after);
    // Once more, as after a crash: no second one goes.
    expect(await characters.putFirst(character.id, sheet, 4)).toEqual(after);
    expect(await characters.toTakeAway(9)).toEqual(['f1-3']);
    // One that stood to be taken away and comes back stays.
    const [, , third, last = sheet] = pictures;
    const again = await characters.putFirst(character.id, last, 4);
    expect(again).toEqual({ ...character, pictures: [last, sheet, ...pictures.slice(0, 2)] });
    expect(await characters.toTakeAway(9)).toEqual([third?.original]);
  });

  test('to one that is gone no picture is added', async () => {
    const characters = await opened();
    expect(await characters.putFirst(characterId('1'), sheet, 4)).toBe('gone');
    expect(await characters.toTakeAway(9)).toEqual([]);
  });

  test('its sheet is claimed by one request, where nobody else did meanwhile', async () => {
    const { id } = sampleCharacter('1');
    const characters = await opened(sampleCharacter('1'));
    const [first, second] = [jobId('90'), jobId('91')];
    expect(await characters.claimSheet(id, first, second)).toBe(false);
    expect(await Promise.all([first, second].map((job) => characters.claimSheet(id, null, job)))).toEqual([
      true,
      false,
    ]);
    expect((await characters.find(id))?.sheet).toBe(first);
    expect(await characters.claimSheet(id, first, second)).toBe(true);
    expect((await characters.find(id))?.sheet).toBe(second);
    expect(await characters.claimSheet(characterId('2'), null, first)).toBe(false);
  });
}
