import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createGatheredWrites, type GatheredWrites } from '../../lib/gathered-writes.ts';
import { syncDirectory, syncFile } from '../../lib/synced.ts';

/**
 * What a file must outlive once it has its name. `crash`: the end of this process; whoever needs it longer syncs it, or
 * has it once more. `power cut`: there is no other, and its name is about to be written down.
 */
export type Outlives = 'crash' | 'power cut';

/**
 * Writes a file that is complete once it has its name: under another name first, then renamed. What `write` throws is
 * thrown, and nothing is left behind; where it answers null nothing is either.
 */
export async function writeWhole<Result>(
  path: string,
  outlives: Outlives,
  write: (write: GatheredWrites['write']) => Promise<Result | null>,
): Promise<Result | null> {
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const result = await writeGathered(temporary, write);
    if (result === null) return null;
    await nameFile(temporary, path, outlives);
    return result;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Gives a file that is complete the name by which it is known. */
export async function nameFile(from: string, to: string, outlives: Outlives): Promise<void> {
  if (outlives === 'power cut') await syncFile(from);
  await rename(from, to);
  if (outlives === 'power cut') await syncDirectory(dirname(to));
}

async function writeGathered<Result>(path: string, write: Parameters<typeof writeWhole<Result>>[2]) {
  const file = await open(path, 'wx');
  try {
    const gathered = createGatheredWrites(file);
    const result = await write(gathered.write);
    if (result !== null) await gathered.flush();
    return result;
  } finally {
    await file.close();
  }
}
