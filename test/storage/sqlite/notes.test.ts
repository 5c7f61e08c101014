import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createNotes } from '../../../src/storage/sqlite/notes.ts';
import { describeNotes } from '../../contract/notes.ts';

describeNotes('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { notes: createNotes({ database }), close: async () => database.close() };
});
