import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { StoreHeld } from '../../../domain/store-held.ts';
import { isBusy } from './is-busy.ts';
import type { WalSyncing } from './syncing.ts';

/** `power cut`: on the disk before it is answered. `crash`: survives the end of this process, not of the machine's power. */
export type Survives = 'power cut' | 'crash';

interface Needs {
  readonly sqlite: DatabaseSync;
  readonly syncing: WalSyncing;
}

interface Waiting {
  /** False where the file is still held by another program. */
  attempt(): boolean;
  refuse(error: unknown): void;
  /** Milliseconds that it has waited. */
  waited: number;
}

/**
 * Transactions of one connection, in the order in which they are asked for. None waits on the event loop: not for the
 * disk, and not for another program that holds the file.
 */
export function createTransactions({ sqlite, syncing }: Needs) {
  const line: Waiting[] = [];
  let emptied: Promise<void> = Promise.resolve();

  return { transaction, idle: () => emptied };

  async function transaction<Result>(survives: Survives, work: () => Result): Promise<Result> {
    syncing.mustWork();
    const result = await committed(work);
    if (survives === 'power cut') await syncing.synced();
    // Only then: a checkpoint is a few syncs long, and who waits is not to stand behind it.
    syncing.committed();
    return result;
  }

  function committed<Result>(work: () => Result): Result | Promise<Result> {
    if (line.length === 0) {
      const outcome = tryOnce(sqlite, work);
      if (outcome !== 'busy') return outcome.result;
    }
    return new Promise((resolve, reject) => {
      line.push({
        waited: 0,
        attempt() {
          const outcome = tryOnce(sqlite, work);
          if (outcome === 'busy') return false;
          resolve(outcome.result);
          return true;
        },
        refuse: reject,
      });
      if (line.length === 1) emptied = emptyLine();
    });
  }

  async function emptyLine(): Promise<void> {
    let pause = shortestPauseMs;
    for (let next = line[0]; next !== undefined; next = line[0]) {
      if (isThrough(next)) {
        line.shift();
        pause = shortestPauseMs;
        continue;
      }
      await pauseFor(pause);
      for (const each of line) each.waited += pause;
      pause = Math.min(pause * 2, longestPauseMs);
    }
  }
}

/** Done, or failed for good. */
function isThrough(waiting: Waiting): boolean {
  try {
    if (waiting.attempt()) return true;
    if (waiting.waited < patienceMs) return false;
    throw new StoreHeld('Another program has held the store for too long.');
  } catch (error) {
    waiting.refuse(error);
    return true;
  }
}

function tryOnce<Result>(sqlite: DatabaseSync, work: () => Result): { readonly result: Result } | 'busy' {
  try {
    sqlite.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (isBusy(error)) return 'busy';
    throw error;
  }
  try {
    const result = work();
    sqlite.exec('COMMIT');
    return { result };
  } catch (error) {
    // SQLite has rolled back by itself after some errors (disk full, I/O); a second ROLLBACK would hide the first error.
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}

/** The last pages of a checkpoint hold the file for a sync or two; a stranger for as long as they like. */
const shortestPauseMs = 1;
const longestPauseMs = 32;
const patienceMs = 30_000;
