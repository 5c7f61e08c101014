import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Journal } from '../../src/ports/store/journal.ts';
import { type JournalDatabase, openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';

export interface BenchStore extends JournalDatabase {
  /** A transaction as a function that returns: what is measured is its work, not a turn of the event loop. */
  transactionNow<Result>(work: () => Result): Result;
  /** Lets the program's own journal write all of this in one transaction: a million rows in minutes. */
  inOne(write: (journal: Journal) => Promise<void>): Promise<void>;
}

/**
 * A store in a file of its own, gone when it is disposed. Its transactions never wait for the disk: what is measured is
 * our work, and a slow or shared disk would hide it (one wait is a hundred times the work).
 */
export function openBenchStore(): BenchStore & AsyncDisposable {
  const directory = mkdtempSync(join(tmpdir(), 'retouch-bench-'));
  const store = openHastyStore(join(directory, 'journal.sqlite'));
  return {
    ...store,
    async [Symbol.asyncDispose]() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A store whose transactions never wait for the disk. */
export function openHastyStore(path: string): BenchStore {
  const { sqlite, close } = openJournalDatabase(path);
  sqlite.exec('PRAGMA synchronous = OFF');
  let isInOne = false;
  const transactionNow: BenchStore['transactionNow'] = (work) => {
    if (isInOne) return work();
    sqlite.exec('BEGIN IMMEDIATE');
    const result = work();
    sqlite.exec('COMMIT');
    return result;
  };
  const transaction: JournalDatabase['transaction'] = async (_survives, work) => transactionNow(work);
  const journal = createJournal({
    database: { sqlite, transaction, close },
    onUnreadable: ({ error }) => {
      throw error;
    },
  });
  return {
    sqlite,
    transaction,
    transactionNow,
    close,
    async inOne(write) {
      // Much memory while it is filled, and afterwards as much as the program has.
      sqlite.exec('PRAGMA cache_size = -500000');
      sqlite.exec('BEGIN IMMEDIATE');
      isInOne = true;
      await write(journal);
      isInOne = false;
      sqlite.exec('COMMIT');
      sqlite.exec('PRAGMA cache_size = -2000');
      sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}
