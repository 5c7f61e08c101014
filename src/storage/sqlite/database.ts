import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PseudonymOf } from '../member-key.ts';
import { makePrivate } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { refuseDamagedWal } from '../wal-damage.ts';
import { nothingToSync, type WalSyncing } from './commits/syncing.ts';
import { startWalThread } from './commits/thread.ts';
import { createTransactions, type Survives } from './commits/transactions.ts';
import { migrate } from './migrations.ts';

export type { Survives } from './commits/transactions.ts';

/** The one connection to the journal's file, shared by all that keep tables in it. Reading from it is synchronous. */
export interface JournalDatabase {
  readonly sqlite: DatabaseSync;
  /**
   * Runs `work` in a transaction of its own: all of it is written, or (when it throws) none. Not to be nested. Where
   * nobody else writes it has taken effect when the call returns, though it is only promised when the answer comes;
   * while another program holds the file it waits its turn, in the order of the calls, for up to half a minute.
   */
  transaction<Result>(survives: Survives, work: () => Result): Promise<Result>;
  /** Left out: nobody's lines stand under another name. */
  readonly pseudonymOf?: PseudonymOf | undefined;
  /** What was begun is ended first. */
  close(): Promise<void>;
}

interface Options {
  /** Told of what went wrong where nobody waits for it: a checkpoint that failed, a WAL that cannot be synced any more. */
  readonly onTrouble?: ((error: unknown) => void) | undefined;
  /** Who syncs and checkpoints; left out: a thread of its own. */
  readonly openSyncing?: ((path: string) => WalSyncing) | undefined;
  readonly pseudonymOf?: PseudonymOf | undefined;
}

/**
 * Opens or creates the file with its directory, and brings its schema up to date. `:memory:` for tests. Throws where its
 * write-ahead log is garbage.
 */
export function openJournalDatabase(
  path: string,
  { onTrouble, openSyncing, pseudonymOf }: Options = {},
): JournalDatabase {
  const isFile = path !== ':memory:';
  if (isFile) {
    mkdirSync(dirname(path), { recursive: true, mode: ownerOnly });
    refuseDamagedWal(path);
    makePrivate(path);
  }
  const sqlite = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: busyTimeoutMs });
  try {
    sqlite.exec('PRAGMA journal_mode = WAL');
    migrate(sqlite);
    // From here on SQLite syncs in a checkpoint and where the WAL begins anew, never in a commit: see `commits/`. Nor does
    // it wait for another program on this thread.
    sqlite.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 0');
    if (isFile) syncDirectory(dirname(path));
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const open = openSyncing ?? ((file: string) => startWalThread(file, onTrouble));
  const syncing = isFile ? open(path) : nothingToSync;
  const { transaction, idle } = createTransactions({ sqlite, syncing });

  return {
    sqlite,
    transaction,
    pseudonymOf,
    async close() {
      await idle();
      await syncing.close();
      sqlite.close();
    },
  };
}

/** So that a new file, and its WAL, have a name after a power cut. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** While it is opened, nobody is served yet: a backup that reads the file, or a predecessor that ends. */
const busyTimeoutMs = 5000;
