import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type OriginalId, originalId } from '../../domain/ids.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import { syncDirectory, syncFile } from '../../lib/synced.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import { narrow, privateFile } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { exists } from './exists.ts';
import { openLending } from './lending.ts';
import { safeName } from './safe-name.ts';

interface Options {
  readonly directory: string;
  readonly giveName?: Parameters<typeof openLending>[0]['giveName'];
}

/**
 * Originals as plain files, in 256 directories by a hash of their id, with those that are lent and the scratch beside
 * them on the same file system. For the one process that holds the store: opening takes away what another had lent.
 */
export async function openImageStore({ directory, giveName }: Options): Promise<ImageStore> {
  const root = resolve(directory);
  const originals = join(root, 'originals');
  await mkdir(originals, { recursive: true, mode: ownerOnly });
  // Pictures that an older program put there are anybody's to read, where the folder is.
  narrow(originals, ownerOnly);
  const lend = await openLending({ directory: join(root, 'lent'), giveName });
  await syncDirectory(root);

  /** This process: one put or removal of an id at a time. */
  const lock = createKeyedLock();
  let growth = 0;
  const pathOf = (id: OriginalId) => {
    const name = safeName(id);
    return join(originals, createHash('sha256').update(name).digest('hex').slice(0, 2), name);
  };

  return {
    async put(id, path, found) {
      const target = pathOf(id);
      await lock.run(target, async () => {
        if (await exists(target)) {
          await rm(path, { force: true });
          return;
        }
        const { size } = await stat(path);
        const shelf = dirname(target);
        const made = await mkdir(shelf, { recursive: true, mode: ownerOnly });
        narrow(path, privateFile);
        if (found !== 'synced') await syncFile(path);
        await rename(path, target);
        await syncDirectory(shelf);
        if (made !== undefined) await syncDirectory(originals);
        growth += size;
      });
    },

    has: async (id) => exists(pathOf(id)),
    lend: async (id) => lend(pathOf(id)),

    async remove(id) {
      const path = pathOf(id);
      await lock.run(path, async () => {
        const size = await sizeOf(path);
        await rm(path, { force: true });
        growth -= size ?? 0;
      });
    },

    async *list() {
      for (const shelf of await readdir(originals)) {
        for (const name of await readdir(join(originals, shelf))) {
          const found = await stat(join(originals, shelf, name)).catch(nullIfMissing);
          if (found !== null) yield { id: originalId(name), bytes: found.size, storedAt: found.mtimeMs };
        }
      }
    },

    growth: () => growth,
  };
}

/** Null: not there. */
const sizeOf = async (path: string): Promise<number | null> => (await stat(path).catch(nullIfMissing))?.size ?? null;

/** Gone since it was listed. */
function nullIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
