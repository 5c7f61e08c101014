import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTakeAway } from '../../../src/application/characters/take-away.ts';
import { type OriginalId, originalId } from '../../../src/domain/ids.ts';
import { openImageStore } from '../../../src/storage/files/image-store.ts';
import { createCharacterStore } from '../../../src/storage/sqlite/characters/characters.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { sampleCharacter, samplePicture, wide } from '../../contract/characters/samples.ts';
import { temporaryDirectory } from '../../storage/temporary.ts';

/** So many pictures that nobody needs, and what is done to them, in order. */
function stage(count: number) {
  const names = Array.from({ length: count }, (_, each) => originalId(`f${each}-0`));
  let standing: readonly OriginalId[] = names;
  const done: string[] = [];
  const files = new Set(names);
  let stuck: string | null = null;
  const takeAway = createTakeAway({
    characters: {
      async toTakeAway(most) {
        done.push('asked');
        return standing.slice(0, most);
      },
      async takenAway(ids) {
        done.push(`forgot ${ids.length}`);
        standing = standing.filter((each) => !ids.includes(each));
      },
    },
    images: {
      async remove(id) {
        if (id === stuck) throw new Error('the disk does not answer');
        files.delete(id);
      },
    },
  });
  return {
    takeAway,
    done: () => done.splice(0),
    left: () => [standing.length, files.size],
    stick(name: string | null) {
      stuck = name;
    },
  };
}

test('pictures that nobody needs are removed, a batch at a time, and forgotten after that', async () => {
  const { takeAway, done, left } = stage(120);
  await takeAway();
  expect(done()).toEqual(['asked', 'forgot 50', 'asked', 'forgot 50', 'asked', 'forgot 20']);
  expect(left()).toEqual([0, 0]);
});

test('where there are none, one question is all that is asked', async () => {
  const { takeAway, done } = stage(0);
  await takeAway();
  expect(done()).toEqual(['asked']);
});

test('one whose file could not be removed is not forgotten, and goes the next time', async () => {
  const { takeAway, done, left, stick } = stage(3);
  stick('f1-0');
  await expect(takeAway()).rejects.toThrow('the disk does not answer');
  expect(done()).toEqual(['asked']);
  expect(left()).toEqual([3, 2]);
  stick(null);
  await takeAway();
  expect(left()).toEqual([0, 0]);
});

test('two at once take the same away', async () => {
  const { takeAway, left } = stage(60);
  await Promise.all([takeAway(), takeAway()]);
  expect(left()).toEqual([0, 0]);
});

test('a crash after a character was deleted leaves none of its pictures behind, and all of the others’', async () => {
  const directory = await temporaryDirectory();
  const images = await openImageStore({ directory });
  for (const name of ['f1-0', 'f1-1', 'f2-0']) {
    await writeFile(join(directory, name), name);
    await images.put(originalId(name), join(directory, name));
  }
  const path = join(directory, 'journal.sqlite');
  const before = openJournalDatabase(path);
  const deleted = sampleCharacter('1', { pictures: [samplePicture('f1-0'), samplePicture('f1-1')] });
  const characters = createCharacterStore({ database: before });
  await characters.save(deleted, wide);
  await characters.save(sampleCharacter('2'), wide);
  await characters.remove(deleted.id);
  // And one of its files was removed already.
  await images.remove(originalId('f1-0'));
  await before.close();

  const database = openJournalDatabase(path);
  await createTakeAway({ characters: createCharacterStore({ database }), images })();
  const kept: OriginalId[] = [];
  for await (const { id } of images.list()) kept.push(id);
  expect(kept).toEqual(['f2-0']);
  await database.close();
});
