import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createWalSyncing } from '../../../../src/storage/sqlite/commits/syncing.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { temporaryDirectory } from '../../temporary.ts';

/** A journal on a disk that syncs only when somebody has looked whether the answer waits for it. */
export async function openOnWaitingDisk() {
  const syncs: PromiseWithResolvers<void>[] = [];
  const openSyncing = () =>
    createWalSyncing({
      sync() {
        const promised = Promise.withResolvers<void>();
        syncs.push(promised);
        return promised.promise;
      },
      checkpoint: () => undefined,
      close: async () => undefined,
    });
  const database = openJournalDatabase(join(await temporaryDirectory(), 'journal.sqlite'), { openSyncing });
  return {
    database,
    /** Whether this change is answered before the disk has it. */
    async isAnsweredUnsynced(change: Promise<unknown>): Promise<boolean> {
      const isAnswered = await Promise.race([change.then(() => true), setImmediate(false)]);
      for (const each of syncs) each.resolve();
      await change;
      return isAnswered;
    },
  };
}
