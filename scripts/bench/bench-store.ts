import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JournalDatabase, openJournalDatabase } from '../../src/storage/sqlite/database.ts';

/**
 * A store in a file of its own, gone when it is disposed. Its transactions never wait for the disk: what is measured is
 * our work, and a slow or shared disk would hide it (one wait is a hundred times the work).
 */
export function openBenchStore(): JournalDatabase & Disposable {
  const directory = mkdtempSync(join(tmpdir(), 'retouch-bench-'));
  const database = openJournalDatabase(join(directory, 'journal.sqlite'));
  const { sqlite } = database;
  sqlite.exec('PRAGMA synchronous = OFF');
  return {
    sqlite,
    transaction(_survives, work) {
      sqlite.exec('BEGIN IMMEDIATE');
      const result = work();
      sqlite.exec('COMMIT');
      return result;
    },
    close: database.close,
    [Symbol.dispose]() {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
