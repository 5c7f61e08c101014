import { openJournalDatabase } from '../../src/storage/journal-database.ts';
import { createNotes } from '../../src/storage/notes.ts';
import { describeNotes } from '../contract/notes.ts';

describeNotes('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { notes: createNotes({ database }), close: async () => database.close() };
});
