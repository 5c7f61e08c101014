import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type VersionId, versionId } from '../../domain/ids.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import { ownerOnly } from '../store-paths.ts';
import { exists, syncDirectory, syncFile } from './durable-file.ts';
import { createLending } from './lending.ts';

interface Options {
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Scratch files that unfinished work still needs, however old: a paid picture may wait there for a bot that was off for days. */
  readonly needed?: readonly string[];
}

/**
 * Originals as plain files, in 256 directories by a hash of their id, with the scratch beside them on the same file
 * system. Opening takes away scratch files older than a day.
 */
export async function openImageStore({ directory, clock, needed = [] }: Options): Promise<ImageStore> {
  const root = resolve(directory);
  const originals = join(root, 'originals');
  const scratch = join(root, 'scratch');
  await mkdir(originals, { recursive: true, mode: ownerOnly });
  await mkdir(scratch, { recursive: true, mode: ownerOnly });
  await syncDirectory(root);
  await sweep(scratch, clock.now() - dayMs, new Set(needed.map((each) => resolve(each))));

  /** This process: one put or removal of an id at a time. */
  const lock = createKeyedLock();
  const lending = createLending();
  let growth = 0;
  const pathOf = (id: VersionId) => {
    const name = safeName(id);
    return join(originals, createHash('sha256').update(name).digest('hex').slice(0, 2), name);
  };

  return {
    scratch,
    scratchPath: (name) => join(scratch, safeName(name)),

    async discard(path) {
      if (dirname(resolve(path)) !== scratch) throw new Error('Not a file of the scratch.');
      await rm(path, { force: true });
    },

    async put(id, path) {
      const target = pathOf(id);
      await lock.run(target, async () => {
        if (await exists(target)) {
          await rm(path, { force: true });
          return;
        }
        const { size } = await stat(path);
        const shelf = dirname(target);
        const made = await mkdir(shelf, { recursive: true });
        await syncFile(path);
        await rename(path, target);
        await syncDirectory(shelf);
        if (made !== undefined) await syncDirectory(originals);
        growth += size;
      });
    },

    async has(id) {
      const path = pathOf(id);
      return !lending.isLeaving(path) && exists(path);
    },

    async withFile(id, use) {
      const path = pathOf(id);
      if (!lending.begin(path)) return null;
      try {
        return (await exists(path)) ? await use(path) : null;
      } finally {
        lending.end(path);
      }
    },

    /** Resolves when the file is gone: after those it is lent to. Nobody is lent it meanwhile. */
    async remove(id) {
      const path = pathOf(id);
      await lock.run(path, () =>
        lending.takeAway(path, async () => {
          const size = await sizeOf(path);
          await rm(path, { force: true });
          growth -= size ?? 0;
        }),
      );
    },

    async *list() {
      for (const shelf of await readdir(originals)) {
        for (const name of await readdir(join(originals, shelf))) {
          const found = await stat(join(originals, shelf, name)).catch(nullIfMissing);
          if (found !== null) yield { id: versionId(name), bytes: found.size, storedAt: found.mtimeMs };
        }
      }
    },

    growth: () => growth,
  };
}

const dayMs = 86_400_000;

/** Null: not there. */
const sizeOf = async (path: string): Promise<number | null> => (await stat(path).catch(nullIfMissing))?.size ?? null;

/** Gone since it was listed. */
function nullIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** Ids are made by us, but of parts that came from outside: nothing that could leave the directory. Throws otherwise. */
function safeName(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name)) throw new Error('Not a name for a file of the image store.');
  return name;
}

async function sweep(scratch: string, before: number, needed: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(scratch)) {
    const path = join(scratch, name);
    if (needed.has(path)) continue;
    const { mtimeMs } = await stat(path);
    if (mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}
