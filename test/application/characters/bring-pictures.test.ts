import { expect, test } from 'vitest';
import { userId } from '../../../src/domain/ids.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { placeOf, sent, stageCharacters } from './stage.ts';

test('of one member one picture comes at a time, and another member waits for none of them', async () => {
  const { promise: until, resolve: goOn } = Promise.withResolvers<undefined>();
  const asked: string[] = [];
  const stage = await stageCharacters({
    fetching: (id) => {
      asked.push(id);
      return id === 'slow' ? until : Promise.resolve(undefined);
    },
  });

  const theirs = [stage.save('1', 'Luna', [sent('slow')]), stage.save('2', 'Mira', [sent('next')])];
  const other = await stage.save('3', 'Rex', [sent('quick')], userId('77'));

  expect(other.kind).toBe('saved');
  expect(asked.sort()).toEqual(['quick', 'slow']);
  goOn(undefined);
  expect((await Promise.all(theirs)).map(({ kind }) => kind)).toEqual(['saved', 'saved']);
  expect(await stage.scratched()).toEqual([]);
});

test('a version comes for whoever sees it, and for nobody else', async () => {
  const stage = await stageCharacters();
  const { channel, user: owner } = placeOf();
  const secret = sampleVersion('9-0-0', { owner, channel, audience: 'asker' });
  await stage.versions.put(secret);
  await stage.keepFile(secret.id);
  const source = { kind: 'version', version: secret.id } as const;

  expect(await stage.save('1', 'Luna', [source], userId('77'))).toEqual({
    kind: 'failed',
    failure: { code: 'source_gone' },
  });
  expect((await stage.save('2', 'Luna', [source])).kind).toBe('saved');
});

test('nothing lies about where the store does not take it', async () => {
  const stage = await stageCharacters({
    put: async () => {
      throw new Error('no room');
    },
  });
  await expect(stage.save('1', 'Luna', [sent('a')])).rejects.toThrow('no room');
  expect(await stage.scratched()).toEqual([]);
});
