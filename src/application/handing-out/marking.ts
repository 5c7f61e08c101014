import type { Version } from '../../domain/chain/chain.ts';
import type { Made } from '../../domain/pictures/made.ts';
import type { PictureFiles } from '../../ports/picture-files.ts';
import type { LentFile } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { createMadeFrom, type MadeFrom } from './made-from.ts';

/** Room that a mark takes in a file, and more: what has to fit a limit is made smaller by as much. */
export const roomForMark = 1_024;

/** Lends files as they go out to people: whatever AI made says so (contract, promise 9). The original stays as it is. */
export interface Marking {
  /** Of a version; `name` is for a file of the scratch. What members brought along goes out as it is. */
  lend(version: Version, path: string, name: string): Promise<LentFile>;
  lendMade(made: Made, path: string, name: string): Promise<LentFile>;
  /** What a picture that is made from these is called. */
  readonly madeFrom: MadeFrom;
}

export function createMarking({
  versions,
  pictureFiles,
  scratch,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly pictureFiles: Pick<PictureFiles, 'mark'>;
  readonly scratch: Scratch;
}): Marking {
  const madeFrom = createMadeFrom({ versions });
  return {
    madeFrom,
    async lend(version, path, name) {
      if (version.kind === 'imported') return asItIs(path);
      return lendMade(version.made ?? (await madeFrom(version.sources)), path, name);
    },
    lendMade,
  };

  async function lendMade(made: Made, path: string, name: string): Promise<LentFile> {
    const into = scratch.path(name);
    if (!(await pictureFiles.mark(path, into, made))) return asItIs(path);
    return { path: into, [Symbol.asyncDispose]: () => scratch.discard(into) };
  }
}

const asItIs = (path: string): LentFile => ({ path, [Symbol.asyncDispose]: () => Promise.resolve() });
