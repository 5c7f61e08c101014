import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { JournalDatabase } from './database.ts';
import { migrations } from './migrations.ts';

/** Why a journal cannot be read: there is none yet, or it is of another program's schema. */
export type Unreadable = 'missing' | 'older' | 'newer';

/**
 * Opens the journal to look at it, beside a bot that writes to it or without one: changes nothing, waits for nobody and
 * takes no lock that a writer would notice.
 */
export function openJournalForReading(path: string): JournalDatabase | Unreadable {
  if (!existsSync(path)) return 'missing';
  const sqlite = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  const schema = schemaOf(sqlite);
  if (schema !== migrations.length) {
    sqlite.close();
    return schema < migrations.length ? 'older' : 'newer';
  }
  return {
    sqlite,
    async transaction() {
      throw new Error('This journal was opened to be read.');
    },
    close: async () => sqlite.close(),
  };
}

function schemaOf(sqlite: DatabaseSync): number {
  const table = sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'schema_versions'`).get();
  if (table === undefined) return 0;
  return Number(sqlite.prepare('SELECT max(version) AS newest FROM schema_versions').get()?.['newest'] ?? 0);
}

/** For the moment in which the last connection of a bot that ends puts its file in order. */
const busyTimeoutMs = 5000;
