import { createPauses } from '../../../../src/storage/sqlite/conduct/pauses.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { describePauses } from '../../../contract/pauses.ts';

describePauses('node:sqlite', async () => {
  const database = openJournalDatabase(':memory:');
  const rows = (table: string) => database.sqlite.prepare(`SELECT * FROM ${table}`).all();
  return {
    pauses: createPauses({ database, secret: 'a-secret' }),
    texts: () => [...rows('pauses'), ...rows('moderations')].flatMap((row) => Object.values(row).map(String)),
    close: async () => database.close(),
  };
});
