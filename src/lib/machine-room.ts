import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';

/** Looks at this machine: the disk that `directory` lies on, and this process's resident memory. */
export const createMachineRoom = (directory: string) => ({
  async disk() {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { free: bavail * bsize, total: blocks * bsize };
  },
  memory() {
    // 0 where no limit is set on this process, and a number beyond the machine where its limit means nothing.
    const allowed = process.constrainedMemory() || Number.POSITIVE_INFINITY;
    return { used: process.memoryUsage.rss(), total: Math.min(totalmem(), allowed) };
  },
});
