import { expect, test } from 'vitest';
import { characterId } from '../../../src/domain/ids.ts';
import { sent, stageCharacters } from './stage.ts';

test('of one that cannot be fetched whole nothing is kept', async () => {
  const stage = await stageCharacters({ fetching: async (id) => (id === 'b' ? 'gone' : undefined) });
  expect(await stage.save('1', 'Luna', [sent('a'), sent('b')])).toEqual({
    kind: 'failed',
    failure: { code: 'source_gone', filename: 'b.png' },
  });
  expect(await stage.kept()).toEqual([]);
});

test('without a picture there is none', async () => {
  const stage = await stageCharacters();
  expect(await stage.save('1', 'Luna', [])).toEqual({ kind: 'failed', failure: { code: 'no_source' } });
  expect(await stage.characters.find(characterId('1'))).toBeNull();
});

test('of one that breaks off in the middle nothing is kept', async () => {
  const stage = await stageCharacters({
    put: async (id) => {
      if (id === 'f1-1') throw new Error('no room');
    },
  });
  await expect(stage.save('1', 'Luna', [sent('a'), sent('b')])).rejects.toThrow('no room');
  expect(await stage.kept()).toEqual([]);
  expect(await stage.characters.find(characterId('1'))).toBeNull();
});

test('of two that are saved at once under one name the second is refused, and nothing of it is kept', async () => {
  const stage = await stageCharacters();
  const saved = await Promise.all([stage.save('1', 'Luna', [sent('a')]), stage.save('2', 'luna', [sent('b')])]);
  expect(saved).toMatchObject([{ kind: 'saved' }, { kind: 'not saved', why: 'taken' }]);
  expect(await stage.kept()).toEqual(['f1-0']);
});

test('saved twice by one event it is one, with its pictures', async () => {
  const stage = await stageCharacters();
  const saved = await Promise.all([stage.save('1', 'Luna', [sent('a')]), stage.save('1', 'Luna', [sent('a')])]);
  expect(saved.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
  expect(await stage.kept()).toEqual(['f1-0']);
});
