import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './is-busy.ts';

/** What is done to a WAL, synchronously: to be called where nobody is kept waiting. */
export interface WalKeeper {
  /** Returns when all that the WAL held at this call is on the disk. */
  sync(): void;
  /** Brings the WAL into the file, and lets it begin anew. What another program holds up is left for the next time. */
  checkpoint(): void;
  close(): void;
}

/**
 * Keeps the WAL of a file that is open elsewhere in this process, through a connection of its own. Its WAL is there as
 * long as the other connection is open. SQLite's locks lie on the file and the index beside it: the WAL itself may be
 * opened and closed by us.
 */
export function openWalKeeper(path: string): WalKeeper {
  const sqlite = new DatabaseSync(path, { timeout: 0 });
  // NORMAL, not OFF: a checkpoint then syncs the WAL before it writes the file, and the file before the WAL is used anew.
  sqlite.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0');
  // The connection finds its WAL with its first question.
  sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
  const wal = openSync(`${path}-wal`, 'r');

  return {
    sync: () => fdatasyncSync(wal),
    checkpoint() {
      // Most of the work while others write, then what they wrote meanwhile with writers held off: else, where somebody
      // always writes, the WAL would never be all in the file, and grow without end.
      sqlite.exec('PRAGMA wal_checkpoint(PASSIVE)');
      sqlite.exec('PRAGMA wal_checkpoint(FULL)');
      beginAnew(sqlite);
    },
    close() {
      closeSync(wal);
      sqlite.close();
    },
  };
}

/** The first write into a WAL that begins anew syncs its header. Done here, the event loop does not wait for that one. */
function beginAnew(sqlite: DatabaseSync): void {
  try {
    sqlite.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (isBusy(error)) return;
    throw error;
  }
  // Writes a page and changes nothing: nobody uses this number.
  sqlite.exec('PRAGMA user_version = 0; COMMIT');
}
