import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createPictureDeletions } from '../../../../src/storage/sqlite/privacy/picture-deletions.ts';
import { describePictureDeletions } from '../../../contract/picture-deletions.ts';

describePictureDeletions('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { deletions: createPictureDeletions({ database }), close: async () => database.close() };
});
