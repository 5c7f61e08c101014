import { expect, test } from 'vitest';
import { characterId, jobId, originalId, userId } from '../../../../src/domain/ids.ts';
import { createCharacterStore } from '../../../../src/storage/sqlite/characters/characters.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { sampleCharacter, samplePicture, wide } from '../../../contract/characters/samples.ts';
import { describeCharacters } from '../../../contract/characters.ts';
import { openOnWaitingDisk } from '../commits/waiting-disk.ts';

describeCharacters('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { characters: createCharacterStore({ database }), close: async () => database.close() };
});

test('what a member was told of a character is on the disk, and so is a deletion before its files go', async () => {
  const { database, isAnsweredUnsynced } = await openOnWaitingDisk();
  const store = createCharacterStore({ database });
  const id = characterId('1');
  expect(await isAnsweredUnsynced(store.save(sampleCharacter('1'), wide))).toBe(false);
  expect(await isAnsweredUnsynced(store.putFirst(id, samplePicture('f1-9'), 4))).toBe(false);
  expect(await isAnsweredUnsynced(store.claimSheet(id, null, jobId('9')))).toBe(false);
  expect(await isAnsweredUnsynced(store.used([id], userId('50'), 5))).toBe(true);
  expect(await isAnsweredUnsynced(store.toTakeAway(9))).toBe(true);
  expect(await isAnsweredUnsynced(store.remove(id))).toBe(false);
  expect(await isAnsweredUnsynced(store.toTakeAway(9))).toBe(false);
  expect(await isAnsweredUnsynced(store.takenAway([originalId('f1-0')]))).toBe(true);
  await database.close();
});

test('where a picture is one character’s already, another that claims it is not saved at all', async () => {
  const database = openJournalDatabase(':memory:');
  const store = createCharacterStore({ database });
  await store.save(sampleCharacter('1'), wide);
  const other = sampleCharacter('2', { pictures: [samplePicture('f2-0'), samplePicture('f1-0')] });
  await expect(store.save(other, wide)).rejects.toThrow('UNIQUE');
  expect(await store.find(other.id)).toBeNull();
  await database.close();
});
