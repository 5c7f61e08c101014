import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channelId, versionId } from '../../../../src/domain/ids.ts';
import { readDeletionList, readListedVersions } from '../../../../src/storage/deletion-list.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createPictureDeletions } from '../../../../src/storage/sqlite/privacy/picture-deletions.ts';
import { describePictureDeletions } from '../../../contract/picture-deletions.ts';
import { temporaryDirectory } from '../../temporary.ts';

describePictureDeletions('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  const listPath = join(await temporaryDirectory(), 'retouch.sqlite.deleted');
  return { deletions: createPictureDeletions({ database, listPath }), close: async () => database.close() };
});

test('each that we made is in the deletion list once, however often it is tried', async () => {
  const database = openJournalDatabase(':memory:');
  const listPath = join(await temporaryDirectory(), 'retouch.sqlite.deleted');
  const deletions = createPictureDeletions({ database, listPath });
  const [first, second] = [versionId('101-0-0'), versionId('102-0-0')];
  const where = { channel: channelId('10') };
  await deletions.put({ version: first, name: '1', message: null, where }, 1);
  await deletions.put({ version: first, name: '1', message: null, where }, 2);
  await deletions.put({ version: second, name: 'p1', message: null, where }, 3);

  await deletions.put({ version: versionId('i7-10-50'), name: 'p2', message: null, where }, 4);

  expect(await readListedVersions(listPath)).toEqual([first, second]);
  expect((await readFile(listPath, 'utf8')).split('\n').filter((line) => line !== '')).toHaveLength(2);
  expect(await readDeletionList(listPath)).toEqual([]);
  await database.close();
});
