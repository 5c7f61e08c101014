import { expect, test } from 'vitest';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { endLeasesSql } from '../../../../src/storage/sqlite/journal/writing.ts';

test('a start looks at the rows that are in hand, not at all that ever were', async () => {
  const database = openJournalDatabase(':memory:');
  const plans = endLeasesSql.flatMap((sql) => database.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  await database.close();
  expect(plans.map(({ detail }) => detail)).toEqual([
    'SEARCH jobs USING INDEX jobs_due (due_at>?)',
    'SEARCH requests USING INDEX requests_due (due_at>?)',
    'SEARCH requests USING INDEX requests_line (line_at>?)',
  ]);
});
