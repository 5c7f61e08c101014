import type { JobId } from '../../domain/ids.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Ask, AskAnswer } from '../asking.ts';

interface Needs {
  readonly clock: Pick<Clock, 'deadline'>;
  readonly pace: Pick<Pace, 'storePatience'>;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** Once the signal is aborted it writes nothing any more. */
  readonly decide: (asked: Ask, signal?: AbortSignal) => Promise<AskAnswer>;
  /** Cancels what was accepted after all; does nothing where there is no row. */
  readonly abandon: (id: JobId) => Promise<void>;
}

/**
 * Bounds what an interaction waits for our store: Discord gives three seconds, and a store that is silent for half of
 * them is answered for. A row that is there by then, and one that lands later, is cancelled, so that nobody pays for what
 * was called refused. A message has no three seconds: it waits for as long as the store does.
 */
export function createStorePatience({ clock, pace, log, decide, abandon }: Needs) {
  return async function ask(asked: Ask): Promise<AskAnswer> {
    if (asked.address.kind === 'message') return decide(asked);
    const { id } = asked;
    using patience = clock.deadline(pace.storePatience);
    const { signal } = patience;
    const decided = decide(asked, signal);
    const answer = await Promise.race([decided, silenceOf(signal)]);
    if (answer !== 'silent') return answer;
    log.warn({ job: id }, 'the store is silent: refused as busy');
    // Written, but not on the disk yet: cancelled behind it in the same WAL, before anybody hears of it.
    cleanUp(abandon(id));
    cleanUp(decided.then((late) => (late.kind === 'accepted' ? abandon(id) : undefined)));
    return { kind: 'refused', failure: { code: 'store_silent' } };

    function cleanUp(work: Promise<void>): void {
      work.catch((error: unknown) => log.error({ job: id, error }, 'a late row could not be cancelled'));
    }
  };
}

/**
 * What has to be written before a request is asked for, which has a patience of its own. It goes on when nobody waits any
 * more; what its landing late means is the caller's to mend.
 */
export async function writtenBeforeAsking<Result>(
  writing: Promise<Result>,
  { clock, log }: { readonly clock: Pick<Clock, 'deadline'>; readonly log: Pick<Log, 'warn'> },
): Promise<Result | 'silent'> {
  using patience = clock.deadline(patienceBeforeAsking);
  const written = await Promise.race([writing, silenceOf(patience.signal)]);
  if (written === 'silent') {
    writing.catch((error: unknown) => log.warn({ error: nameOf(error) }, 'what nobody waited for was not written'));
  }
  return written;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

/** Of Discord's three seconds most are for the request that comes of it. */
const patienceBeforeAsking = 750;

/** Resolves once nobody waits for the store any more. */
const silenceOf = (signal: AbortSignal): Promise<'silent'> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('silent'), { once: true }));
