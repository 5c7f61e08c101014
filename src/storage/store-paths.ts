/**
 * The files of one store: versions and settings (Keyv), the journal, the lock; the key that members' pseudonyms are made
 * with, and the list of what members had deleted, which are of no use without each other. They lie side by side.
 */
export interface StorePaths {
  readonly versions: string;
  readonly journal: string;
  readonly lock: string;
  readonly memberKey: string;
  readonly deleted: string;
}

/**
 * From the path in `STORE_URL`: `data/retouch.sqlite` has its journal at `data/retouch.journal.sqlite`. Two files, since
 * two copies of the SQLite library in one process must never open the same one (POSIX locks belong to the process).
 */
export function storePaths(path: string): StorePaths {
  const stem = path.endsWith('.sqlite') ? path.slice(0, -'.sqlite'.length) : path;
  return {
    versions: path,
    journal: `${stem}.journal.sqlite`,
    lock: `${stem}.lock.sqlite`,
    memberKey: `${stem}.member-key`,
    deleted: `${path}.deleted`,
  };
}

/** For directories that we make: tokens of running jobs, prompts and a secret lie in them. One that exists keeps its own. */
export const ownerOnly = 0o700;
