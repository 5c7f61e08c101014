import { expect, test } from 'vitest';
import { createCharactersOfAsk } from '../../../src/application/characters/asked-characters.ts';
import type { UsedCharacter } from '../../../src/domain/asked/image-request.ts';
import { characterId } from '../../../src/domain/ids.ts';
import { ada, ben, elsewhere, here, sampleCharacter, wide } from '../../contract/characters/samples.ts';
import { openStores } from '../stage.ts';

const adas = sampleCharacter('1', { name: 'Luna' });
const servers = sampleCharacter('2', { name: 'Mira', guild: here });

async function stage() {
  const { characters, journal } = await openStores();
  for (const each of [adas, servers]) await characters.save(each, wide);
  return createCharactersOfAsk({ characters, journal });
}

const idsOf = async (resolving: ReturnType<Awaited<ReturnType<typeof stage>>['resolve']>) => {
  const resolved = await resolving;
  return resolved.kind === 'found' ? resolved.characters.map(({ id }) => id) : resolved.failure;
};

test.each(['@luna', '＠luna', '﹫luna'])('%s in a prompt names her', async (prompt) => {
  const { resolve } = await stage();
  expect(await idsOf(resolve(undefined, prompt, { guild: here, user: ada }))).toEqual(['1']);
});

test('nobody names, or chooses by a forged id, what is another member’s or another server’s', async () => {
  const { resolve } = await stage();
  const asBen = { guild: elsewhere, user: ben };
  expect(await idsOf(resolve(undefined, '@luna and @mira', asBen))).toEqual([]);
  for (const named of ['Luna', 'Mira']) {
    expect(await idsOf(resolve({ kind: 'named', names: [named] }, 'x', asBen))).toEqual({
      code: 'unknown_character',
      named,
    });
  }
  for (const id of [adas.id, servers.id, characterId("' OR 1=1")]) {
    expect(await idsOf(resolve({ kind: 'chosen', ids: [id] }, 'x', asBen))).toEqual({ code: 'character_gone' });
  }
});

test('of those in an earlier picture are left out those that are gone, and those that are not this member’s to use', async () => {
  const { resolve } = await stage();
  const used = ({ id, name }: Pick<UsedCharacter, 'id' | 'name'>): UsedCharacter => ({
    ...{ id, name, pictures: [], made: 'generated' },
  });
  const kept = [used(adas), used(servers), used({ id: characterId('9'), name: 'Rex' })];
  expect(await resolve({ kind: 'kept', characters: kept }, '@luna', { guild: here, user: ben })).toEqual({
    kind: 'found',
    characters: [servers],
    warnings: [
      { kind: 'characters left out', why: 'gone', names: ['Rex'] },
      { kind: 'characters left out', why: 'not theirs', names: ['Luna'] },
    ],
  });
});
