import { readFileSync } from 'node:fs';
import type { Random } from '../../../../scripts/chaos/random.ts';
import { openWalKeeper } from '../../../../src/storage/sqlite/commits/keeper.ts';
import { createWalSyncing, type WalSyncing } from '../../../../src/storage/sqlite/commits/syncing.ts';

/** What a disk may hold after a power cut. */
export interface DiskImage {
  readonly file: Buffer;
  readonly wal: Buffer;
}

/**
 * Syncs and checkpoints as the program's own thread does, and remembers what the disk has for certain: what lay in the
 * files when the last sync began. Of all that was written since, a cut leaves any part: sectors of 512 bytes, in any
 * order, and garbage where the file has grown. What SQLite syncs by itself is taken from its documentation: a checkpoint
 * syncs the WAL, writes the file, syncs it; a WAL that begins anew has its header synced before anything else of it.
 * (Reading the file drops its POSIX locks; nobody else is here.)
 */
export function openForgetfulDisk(path: string, random: Random, pause: () => Promise<void>) {
  const keeper = openWalKeeper(path);
  const written = (): DiskImage => ({ file: readFileSync(path), wal: readFileSync(`${path}-wal`) });
  let certain = written();
  let isSyncing = false;

  const syncing: WalSyncing = createWalSyncing({
    async sync() {
      isSyncing = true;
      const { wal } = written();
      await pause();
      keeper.sync();
      certain = { ...certain, wal };
      isSyncing = false;
    },
    checkpoint: () => undefined,
    close: async () => keeper.close(),
  });

  /** Before the cut, a WAL that begins anew has had its header synced over what was there. */
  function certainWal(now: Buffer): Buffer {
    if (headerOf(now).equals(headerOf(certain.wal))) return certain.wal;
    return Buffer.concat([headerOf(now), certain.wal.subarray(headerBytes)]);
  }

  return {
    syncing,

    /** Brings the WAL into the file; answers what a cut in the middle might have left. Null during a sync: one thread. */
    checkpoint(): DiskImage | null {
      if (isSyncing) return null;
      const before = written();
      keeper.checkpoint();
      const after = written();
      const inTheMiddle = { file: partly(certain.file, after.file, pageBytes, random), wal: before.wal };
      certain = { file: after.file, wal: before.wal };
      return inTheMiddle;
    },

    /** What a cut just now might leave. */
    cut(): DiskImage {
      const { wal } = written();
      return { file: certain.file, wal: partly(certainWal(wal), wal, sectorBytes, random) };
    },
  };
}

/** `before`, with any of the blocks that differ as they are in `after`. */
function partly(before: Buffer, after: Buffer, block: number, random: Random): Buffer {
  const share = random.pick([0, 0.1, 0.5, 0.9, 1]);
  const length = Math.max(before.length, after.length);
  const blocks: Buffer[] = [];
  for (let start = 0; start < length; start += block) {
    const [old, now] = [before.subarray(start, start + block), after.subarray(start, start + block)];
    if (random.chance(share)) blocks.push(now.length > 0 ? now : old);
    else if (old.length > 0) blocks.push(old);
    else blocks.push(random.chance(0.5) ? Buffer.alloc(block) : Buffer.alloc(block, random.whole(1, 255)));
  }
  return Buffer.concat(blocks);
}

const headerOf = (wal: Buffer) => wal.subarray(0, headerBytes);

const headerBytes = 32;
const sectorBytes = 512;
const pageBytes = 4096;
