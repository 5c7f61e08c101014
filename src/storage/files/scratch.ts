import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { syncDirectory } from '../../lib/synced.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import { narrow } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { safeName } from './safe-name.ts';

interface Options {
  /** The image store's: what comes into it is moved there, on the same file system. */
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Files that unfinished work still needs, however old: a paid picture may wait there for a bot that was off for days. */
  readonly needed?: readonly string[];
}

/** The scratch, beside the originals. Opening takes away what is older than a day. */
export async function openScratch({ directory, clock, needed = [] }: Options): Promise<Scratch> {
  const root = resolve(directory);
  const scratch = join(root, 'scratch');
  await mkdir(scratch, { recursive: true, mode: ownerOnly });
  narrow(scratch, ownerOnly);
  await syncDirectory(root);
  await sweep(scratch, clock.now() - dayMs, new Set(needed.map((each) => resolve(each))));

  return {
    directory: scratch,
    path: (name) => join(scratch, safeName(name)),
    async discard(path) {
      if (dirname(resolve(path)) !== scratch) throw new Error('Not a file of the scratch.');
      await rm(path, { force: true });
    },
  };
}

const dayMs = 86_400_000;

async function sweep(scratch: string, before: number, needed: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(scratch)) {
    const path = join(scratch, name);
    if (needed.has(path)) continue;
    const { mtimeMs } = await stat(path);
    if (mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}
