import type { Log } from '../../ports/log.ts';
import type { Journal } from '../../ports/store/journal.ts';

const day = 86_400_000;
/** Who asked for a report of a month, or for the reason of a failure, has done so by then. */
const endedKept = 90 * day;
/** The reason behind a neutral answer. */
const refusedKept = 7 * day;

const every = 3_600_000;
/** So many at once, a moment apart: a few milliseconds each time, whatever else is due. */
const batch = 200;
const batchesApart = 250;

/** Takes jobs that ended long ago out of the store, hourly and in batches. Answers when to come again. */
export function createThinning({ journal, log }: { readonly journal: Pick<Journal, 'thin'>; readonly log: Log }) {
  let dueAt = Number.NEGATIVE_INFINITY;

  return async function thinning(now: number): Promise<number> {
    if (now < dueAt) return dueAt;
    const removed = await journal.thin({ ended: now - endedKept, refused: now - refusedKept }, batch);
    if (removed > 0) log.debug({ removed }, 'old jobs were removed');
    dueAt = now + (removed < batch ? every : batchesApart);
    return dueAt;
  };
}
