import { createJournal } from '../../src/storage/journal.ts';
import { openJournalDatabase } from '../../src/storage/journal-database.ts';
import { describeJournal } from '../contract/journal.ts';

describeJournal('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  const onUnreadable = ({ error }: { readonly error: unknown }) => {
    throw error;
  };
  return { journal: createJournal({ database, onUnreadable }), close: async () => database.close() };
});
