import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '../../../ports/clock.ts';
import type { StorePaths } from '../../store-paths.ts';
import { refuseDamagedWal } from '../../wal-damage.ts';
import { openJournalForReading, type Unreadable } from '../open-for-reading.ts';
import { acquireStoreLock } from '../store-lock.ts';

export interface StoreState {
  /** Whether a process works on it. */
  readonly isHeld: boolean;
  readonly journal: 'sound' | Unreadable;
  /** The secret that was made for it; null: none, or it cannot be read. */
  readonly secret: string | null;
  /** What SQLite finds wrong in its files, by name, the first of each. */
  readonly damage: readonly { readonly path: string; readonly what: string }[];
}

/**
 * Looks at a store, beside a bot that works on it or without one, and changes nothing in it. Reads all of its files; throws
 * SQLite's or the system's error where one cannot be opened.
 */
export async function checkStore(paths: StorePaths, clock: Pick<Clock, 'now' | 'sleep'>): Promise<StoreState> {
  const isHeld = await isLocked(paths.lock, clock);
  for (const path of [paths.journal, paths.versions]) if (!isHeld) refuseDamagedWal(path);
  const damage = [paths.journal, paths.versions].flatMap((path) => {
    const what = existsSync(path) ? quickCheck(path) : null;
    return what === null ? [] : [{ path, what }];
  });
  const journal = damage.length > 0 ? 'missing' : openJournalForReading(paths.journal);
  if (typeof journal === 'string') return { isHeld, journal, secret: null, damage };
  const row = journal.sqlite.prepare(`SELECT secret FROM secrets WHERE name = 'signing'`).get();
  await journal.close();
  return { isHeld, journal: 'sound', secret: row === undefined ? null : secretRow.parse(row).secret, damage };
}

async function isLocked(path: string, clock: Pick<Clock, 'now' | 'sleep'>): Promise<boolean> {
  if (!existsSync(path)) return false;
  const lock = await acquireStoreLock({ path, timeoutMs: 0, clock });
  if (lock === false) return true;
  lock.release();
  return false;
}

/** Null: it is sound. */
function quickCheck(path: string): string | null {
  const sqlite = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const { quick_check: said } = checkRow.parse(sqlite.prepare('PRAGMA quick_check(1)').get());
    return said === 'ok' ? null : said;
  } finally {
    sqlite.close();
  }
}

const secretRow = z.object({ secret: z.string() });
const checkRow = z.object({ quick_check: z.string() });
