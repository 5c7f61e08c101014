import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that is complete once it has its name, also after a power cut: under another name first, then synced,
 * then renamed. What `write` throws is thrown, and nothing is left behind; where it answers null nothing is either.
 */
export async function writeWhole<Result>(
  path: string,
  write: (file: FileHandle) => Promise<Result | null>,
): Promise<Result | null> {
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const result = await writeSynced(temporary, write);
    if (result === null) return null;
    await rename(temporary, path);
    await syncDirectory(dirname(path));
    return result;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeSynced<Result>(path: string, write: (file: FileHandle) => Promise<Result | null>) {
  const file = await open(path, 'wx');
  try {
    const result = await write(file);
    if (result !== null) await file.sync();
    return result;
  } finally {
    await file.close();
  }
}

/** Puts the directory's names on the disk: without it a rename may be forgotten in a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
