import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivate } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { refuseDamagedWal } from '../wal-damage.ts';
import { migrate } from './migrations.ts';

/** `power cut`: on the disk before it is answered. `crash`: survives the end of this process, not of the machine's power. */
export type Survives = 'power cut' | 'crash';

/** The one connection to the journal's file, shared by all that keep tables in it. Everything on it is synchronous. */
export interface JournalDatabase {
  readonly sqlite: DatabaseSync;
  /** Runs `work` in a transaction of its own: all of it is written, or (when it throws) none. Not to be nested. */
  transaction<Result>(survives: Survives, work: () => Result): Result;
  close(): void;
}

/**
 * Opens or creates the file with its directory, and brings its schema up to date. `:memory:` for tests. Throws where its
 * write-ahead log is garbage.
 */
export function openJournalDatabase(path: string): JournalDatabase {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: ownerOnly });
    refuseDamagedWal(path);
    makePrivate(path);
  }
  const sqlite = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: busyTimeoutMs });
  try {
    sqlite.exec('PRAGMA journal_mode = WAL');
    migrate(sqlite);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  let synchronous: Survives | null = null;

  return {
    sqlite,
    transaction(survives, work) {
      if (synchronous !== survives) {
        sqlite.exec(`PRAGMA synchronous = ${survives === 'power cut' ? 'FULL' : 'NORMAL'}`);
        synchronous = survives;
      }
      sqlite.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        sqlite.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after some errors (disk full, I/O); a second ROLLBACK would hide the first error.
        if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => sqlite.close(),
  };
}

/** For a backup that reads the file meanwhile; no other process writes to it (see store-lock). */
const busyTimeoutMs = 5000;
