import { expect, test } from 'vitest';
import { originalId } from '../../../src/domain/ids.ts';
import { ada, here, type Opened, sampleCharacter, samplePicture, wide } from './samples.ts';

export function describeRemoving(opened: Opened): void {
  const two = (id: string) => [samplePicture(`f${id}-0`), samplePicture(`f${id}-1`)];

  test('one that is removed is nobody’s any more, and its pictures stand to be taken away until they are', async () => {
    const [one, other] = ['1', '2'].map((id) => sampleCharacter(id, { guild: here, pictures: two(id) }));
    if (one === undefined || other === undefined) throw new Error('there are two');
    const characters = await opened(one, other);
    expect(await characters.remove(other.id)).toBe(true);
    expect(await characters.remove(other.id)).toBe(false);
    expect(await characters.find(other.id)).toBeNull();
    expect(await characters.usableBy({ user: ada, guild: here })).toEqual([one]);
    await characters.remove(one.id);
    expect(await characters.toTakeAway(9)).toEqual(['f2-0', 'f2-1', 'f1-0', 'f1-1']);
    expect(await characters.toTakeAway(3)).toEqual(['f2-0', 'f2-1', 'f1-0']);
    await characters.takenAway(['f2-0', 'f1-0', 'f9-0'].map(originalId));
    await characters.takenAway([originalId('f2-0')]);
    expect(await characters.toTakeAway(9)).toEqual(['f2-1', 'f1-1']);
  });

  test('its name is free again, and one that is saved anew keeps its pictures', async () => {
    const character = sampleCharacter('1', { name: 'Ada', pictures: two('1') });
    const characters = await opened(character);
    await characters.remove(character.id);
    const changed = { ...character, pictures: two('1').slice(0, 1) };
    expect(await characters.save(changed, wide)).toBe('saved');
    expect(await characters.toTakeAway(9)).toEqual(['f1-1']);
    // Whoever had begun to take them away ends it.
    await characters.takenAway(['f1-0', 'f1-1'].map(originalId));
    expect(await characters.find(character.id)).toEqual(changed);
  });
}
