import { createChainIndex } from '../../../src/storage/sqlite/chain-index.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { describeChainIndex } from '../../contract/chain-index.ts';

describeChainIndex('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  return { index: createChainIndex({ database }), close: async () => database.close() };
});
