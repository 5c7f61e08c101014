import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LentFile } from '../../ports/store/image-store.ts';
import { ownerOnly } from '../store-paths.ts';
import { exists } from './exists.ts';

interface Options {
  /** On the same file system as what is lent. Nobody else's: what a process that crashed had lent is taken away. */
  readonly directory: string;
  /** Gives a file a second name; for a file system that knows no such thing. */
  readonly giveName?: ((path: string, name: string) => Promise<void>) | undefined;
}

/**
 * Lends files under names of their own: a second name (a hard link) costs nothing, and what it names stays whatever
 * becomes of the first.
 */
export async function openLending({ directory, giveName = link }: Options) {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: ownerOnly });
  let lent = 0;

  return async function lend(path: string): Promise<LentFile | null> {
    lent += 1;
    const name = join(directory, `${lent}-${basename(path)}`);
    try {
      await giveName(path, name).catch((error: unknown) => {
        if (noSecondName.has(codeOf(error))) return copyFile(path, name);
        throw error;
      });
    } catch (error) {
      // The one code stands for either: there is no such file, or nowhere to lend it.
      if (codeOf(error) === 'ENOENT' && !(await exists(path))) return null;
      throw error;
    }
    return { path: name, [Symbol.asyncDispose]: () => rm(name, { force: true }) };
  };
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Some network and removable disks know no second names; some files have as many as they may, or are not ours to name. */
const noSecondName: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
