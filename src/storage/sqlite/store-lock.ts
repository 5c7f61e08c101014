import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import { makePrivate } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { isBusy } from './commits/is-busy.ts';

/** The right to be the one process that works on a store. */
export interface StoreLock {
  release(): void;
}

interface Options {
  /** The lock's own file; nothing else is kept in it. */
  readonly path: string;
  /** How long to wait for a predecessor that is shutting down, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly signal?: AbortSignal;
}

/**
 * Takes the lock on a store, over all processes of this machine; `false` when another still holds it after
 * `timeoutMs`. It is a transaction that stays open: the operating system ends it with the process, also after a
 * `kill -9`, so no stale lock is ever left. Whoever has it then calls `journal.endLeases()`.
 */
export async function acquireStoreLock({ path, timeoutMs, clock, signal }: Options): Promise<StoreLock | false> {
  mkdirSync(dirname(path), { recursive: true, mode: ownerOnly });
  makePrivate(path);
  const sqlite = new DatabaseSync(path, { timeout: 0 });
  const end = clock.now() + timeoutMs;
  try {
    for (;;) {
      if (begin(sqlite)) return { release: () => sqlite.close() };
      const left = end - clock.now();
      if (left <= 0) break;
      await clock.sleep(Math.min(pauseMs, left), signal ?? new AbortController().signal);
    }
  } catch (error) {
    sqlite.close();
    throw error;
  }
  sqlite.close();
  return false;
}

function begin(sqlite: DatabaseSync): boolean {
  try {
    sqlite.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

const pauseMs = 100;
