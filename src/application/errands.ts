import type { Messenger } from '../ports/messenger.ts';
import type { Notes } from '../ports/notes.ts';

const pruneEvery = 3_600_000;

/** Small things that fall due beside the jobs: hints to take away, old notes to forget. */
export function createErrands({ notes, messenger }: { readonly notes: Notes; readonly messenger: Messenger }) {
  let prunedAt = 0;
  return async function errands(now: number): Promise<number | null> {
    for (const { channel, message } of await notes.dueRemovals(now)) {
      await messenger.remove(channel, message);
      await notes.removed(message);
    }
    if (now - prunedAt > pruneEvery) {
      prunedAt = now;
      await notes.prune(now);
    }
    return notes.nextRemovalAt();
  };
}
