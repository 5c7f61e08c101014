import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { ProviderName } from '../../../domain/offers/provider.ts';

/**
 * Asks which providers the rows of `requests` name that `condition` is true of: the rows know, so that one whose vendor
 * is gone from the program is taken up too, and ends. Each further name is one step in an index that begins with the
 * provider (`requests_unsent`, `requests_steps`), however many rows there are.
 */
export function providersAmong(sqlite: DatabaseSync, condition: string): () => readonly ProviderName[] {
  const names = sqlite.prepare(`
    WITH RECURSIVE names (name) AS (
      SELECT min(provider) FROM requests WHERE ${condition}
      UNION ALL
      SELECT (SELECT min(provider) FROM requests WHERE ${condition} AND provider > name) FROM names WHERE name IS NOT NULL
    )
    SELECT name FROM names WHERE name IS NOT NULL`);
  return () => nameRows.parse(names.all()).map(({ name }) => name);
}

const nameRows = z.array(z.object({ name: z.string() }));
