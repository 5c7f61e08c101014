import { createClearings } from '../../../src/storage/sqlite/clearings.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { describeClearings } from '../../contract/clearings.ts';

describeClearings('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { clearings: createClearings({ database }), close: async () => database.close() };
});
