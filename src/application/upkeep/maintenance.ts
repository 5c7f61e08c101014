import type { Messenger } from '../../ports/messenger.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { Retention } from './retention.ts';

const pruneEvery = 3_600_000;
/** What Discord did not take away for now. */
const triedAgainAfter = 60_000;

/** Small things that fall due beside the jobs: hints to take away, old notes to forget, old originals to remove, notices. */
export function createMaintenance({
  notes,
  messenger,
  retention,
  tellShutDowns,
}: {
  readonly notes: Notes;
  readonly messenger: Messenger;
  readonly retention: Pick<Retention, 'run'>;
  readonly tellShutDowns: (now: number) => void;
}) {
  let prunedAt = 0;
  return async function maintenance(now: number): Promise<number | null> {
    tellShutDowns(now);
    for (const { channel, message } of await notes.dueRemovals(now)) {
      if ((await messenger.remove(channel, message)) === 'done') await notes.removed(message);
      else await notes.removeLater(channel, message, now + triedAgainAfter);
    }
    if (now - prunedAt > pruneEvery) {
      prunedAt = now;
      await notes.prune(now);
    }
    const cleanAt = await retention.run(now);
    return Math.min(cleanAt, (await notes.nextRemovalAt()) ?? cleanAt);
  };
}
