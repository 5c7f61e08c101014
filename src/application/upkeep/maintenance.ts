import type { Messenger } from '../../ports/messenger.ts';
import type { AttemptStore } from '../../ports/store/members/attempt-store.ts';
import type { PauseStore } from '../../ports/store/members/pause-store.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { TakeAway } from '../characters/take-away.ts';
import type { Retention } from './retention.ts';

const pruneEvery = 3_600_000;
/** What Discord did not take away for now. */
const triedAgainAfter = 60_000;

/** Small things that fall due beside the jobs: hints to take away, old notes to forget, old originals and jobs to remove, notices. */
export function createMaintenance({
  notes,
  pauses,
  attempts,
  messenger,
  retention,
  takeAway,
  thinning,
  deleteMembers,
  tellShutDowns,
  tellLosses,
}: {
  readonly notes: Notes;
  readonly pauses: Pick<PauseStore, 'prune'>;
  readonly attempts: Pick<AttemptStore, 'prune'>;
  readonly messenger: Messenger;
  readonly retention: Pick<Retention, 'run'>;
  /** Looked at each time: it asks one small table. */
  readonly takeAway: TakeAway;
  /** Takes ended jobs out of the store; answers when to come again. */
  readonly thinning: (now: number) => Promise<number>;
  /** Takes members' data out of the store, and that of servers that were left. Looked at each time: it asks small tables. */
  readonly deleteMembers: (now: number) => Promise<number | null>;
  readonly tellShutDowns: (now: number) => void;
  /** Answers when to come again. */
  readonly tellLosses: (now: number) => Promise<number>;
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
      await pauses.prune(now);
      await attempts.prune(now);
    }
    const dueAt = Math.min(await tellLosses(now), await thinning(now), await retention.run(now));
    // Last: a disk that lets no file go holds up nothing else.
    const deletedAt = await deleteMembers(now);
    await takeAway();
    return Math.min(dueAt, deletedAt ?? dueAt, (await notes.nextRemovalAt()) ?? dueAt);
  };
}
