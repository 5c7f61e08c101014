import { expect, test } from 'vitest';
import { characterId, userId } from '../../../src/domain/ids.ts';
import type { CharacterStore } from '../../../src/ports/store/members/character-store.ts';
import { ada, ben, elsewhere, here, type Opened, sampleCharacter, wide } from './samples.ts';

export function describeUsing(opened: Opened): void {
  const idsFor = async (characters: CharacterStore, user = ada, guild: typeof here | null = here) =>
    (await characters.usableBy({ user, guild })).map(({ id }) => id);

  test('a member may use their own everywhere, and a server’s there', async () => {
    const characters = await opened(
      sampleCharacter('1'),
      sampleCharacter('2', { owner: ben }),
      sampleCharacter('3', { guild: here, owner: ben }),
      sampleCharacter('4', { guild: elsewhere }),
    );
    expect(await idsFor(characters, ada, here)).toEqual(['1', '3']);
    expect(await idsFor(characters, ben, here)).toEqual(['2', '3']);
    expect(await idsFor(characters, ada, elsewhere)).toEqual(['1', '4']);
    expect(await idsFor(characters, ada, null)).toEqual(['1']);
    expect(await idsFor(characters, userId('52'), null)).toEqual([]);
  });

  test('what a member used last comes first, then the others by name', async () => {
    const characters = await opened(
      sampleCharacter('1', { name: 'cid' }),
      sampleCharacter('2', { name: 'Ada', guild: here }),
      sampleCharacter('3', { name: 'Ben' }),
      sampleCharacter('4', { name: 'Dot', guild: here }),
    );
    expect(await idsFor(characters)).toEqual(['2', '3', '1', '4']);
    await characters.used([characterId('4')], ada, 100);
    await characters.used([characterId('3'), characterId('1')], ada, 200);
    // What another member uses moves nothing.
    await characters.used([characterId('2')], ben, 300);
    expect(await idsFor(characters)).toEqual(['3', '1', '4', '2']);
    // Told late, and told twice.
    await characters.used([characterId('1')], ada, 50);
    expect(await idsFor(characters)).toEqual(['3', '1', '4', '2']);
    await characters.used([characterId('4')], ada, 400);
    await characters.used([characterId('4')], ada, 400);
    expect(await idsFor(characters)).toEqual(['4', '3', '1', '2']);
    expect(await idsFor(characters, ben)).toEqual(['2', '4']);
  });

  test('of two with one name the member’s own comes first, also where they used the server’s', async () => {
    const characters = await opened(
      sampleCharacter('1', { name: 'ada', guild: here }),
      sampleCharacter('2', { name: 'Ada' }),
      sampleCharacter('3', { name: 'Ab' }),
    );
    expect(await idsFor(characters)).toEqual(['3', '2', '1']);
    await characters.used([characterId('1')], ada, 100);
    expect(await idsFor(characters)).toEqual(['2', '1', '3']);
  });

  test('using one that is gone is left alone, and does not bring its place back', async () => {
    const [one, other] = [sampleCharacter('1', { name: 'Zoe' }), sampleCharacter('2', { name: 'Ada' })];
    const characters = await opened(one, other);
    await characters.used([one.id], ada, 100);
    await characters.remove(one.id);
    await characters.used([one.id, characterId('9')], ada, 200);
    expect(await characters.usableBy({ user: ada, guild: null })).toEqual([other]);
    await characters.save(one, wide);
    expect(await characters.usableBy({ user: ada, guild: null })).toEqual([other, one]);
  });
}
