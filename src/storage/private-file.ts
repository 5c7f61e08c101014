import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';

/** Tokens of running jobs, prompts and a secret lie in a store's files: nobody else reads them, whatever the folder lets. */
export const privateFile = 0o600;

/**
 * Makes a database's file readable to its owner alone, before anything is written to it; one that is not there yet is made
 * so. SQLite gives what it puts beside a file (`-wal`, `-shm`, `-journal`) the mode of the file itself; those that an
 * older program left are changed, too. Throws where the place cannot be used.
 */
export function makePrivate(path: string): void {
  // What is no file is told of by whoever opens it as a database.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) return;
  closeSync(openSync(path, 'a', privateFile));
  for (const each of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) {
    if (existsSync(each)) narrow(each, privateFile);
  }
}

/** Changes a file's or folder's mode. What is not ours to change stays as it is: some shares and disks know no modes. */
export function narrow(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}
