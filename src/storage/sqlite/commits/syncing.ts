/** Brings the WAL of one file to the disk, and from there into the file, somewhere else than on the event loop. */
export interface WalSyncing {
  /** Resolves once a sync that began after this call has ended. Whoever calls meanwhile shares the next one. */
  synced(): Promise<void>;
  /** Something was written: now and then the WAL is to be brought into the file. */
  committed(): void;
  /**
   * Throws once a sync has failed. The kernel may have dropped what it could not write and call the next sync a success,
   * so nothing may be promised any more until the program starts again and reads what is there.
   */
  mustWork(): void;
  close(): Promise<void>;
}

/** What does the work for {@link createWalSyncing}: one thing at a time, in the order asked. */
export interface WalWork {
  /** Resolves when all that the WAL held at this call is on the disk. */
  sync(): Promise<void>;
  /** Brings the WAL into the file. */
  checkpoint(): void;
  close(): Promise<void>;
}

/** Shares one sync among all who wait, and asks for a checkpoint every few hundred transactions. */
export function createWalSyncing(work: WalWork): WalSyncing {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  let broken: { readonly cause: unknown } | null = null;
  let sinceCheckpoint = 0;

  function mustWork(): void {
    if (broken !== null) throw new Error('The store could not be synced to the disk.', broken);
  }

  /** Begins only after the one that runs: those who wait for that one wrote before it began. */
  async function begin(): Promise<void> {
    await running.catch(() => undefined);
    next = null;
    mustWork();
    running = work.sync();
    try {
      await running;
    } catch (cause) {
      broken ??= { cause };
      throw cause;
    }
  }

  return {
    mustWork,
    synced() {
      next ??= begin();
      return next;
    },
    committed() {
      sinceCheckpoint += 1;
      if (sinceCheckpoint < checkpointEvery) return;
      sinceCheckpoint = 0;
      work.checkpoint();
    },
    async close() {
      await next?.catch(() => undefined);
      await running.catch(() => undefined);
      await work.close();
    },
  };
}

/** For what lies in memory alone. */
export const nothingToSync: WalSyncing = {
  synced: async () => undefined,
  committed: () => undefined,
  mustWork: () => undefined,
  close: async () => undefined,
};

/** A transaction writes three to ten pages of 4 KB: about SQLite's own thousand pages, or 17 jobs. */
export const checkpointEvery = 256;
