import type { RequestWork } from '../application/advance-request.ts';
import type { JobWork } from '../domain/job.ts';
import type { LineLimits } from '../domain/line.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal, Lease, Work, WorkKey } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';

export interface Steps {
  job(work: JobWork, signal: AbortSignal): Promise<void>;
  request(work: RequestWork, lease: Lease, signal: AbortSignal): Promise<void>;
  /** A step threw: a bug, or a store that failed. The row must end or be tried again later. */
  afterBug(work: Work, error: unknown): Promise<void>;
  /** Small things that fall due beside the jobs; looked at every time round. Answers when the next one is due. */
  errands(now: number): Promise<number | null>;
}

/** How many steps of jobs (status edits, uploads) run side by side; requests are bounded by the line's limits. */
const mostSteps = 256;
const leaseFor = 60_000;
const longestPause = 30_000;

/**
 * Looks at what is due, takes it under a lease, runs the step, and sleeps until something is due or somebody pokes.
 * Knows nothing of what a step does.
 */
export function createWorker({
  journal,
  steps,
  limits,
  owner,
  clock,
  log,
  cut,
}: {
  readonly journal: Journal;
  readonly steps: Steps;
  readonly limits: LineLimits;
  /** Names this process in leases. */
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the steps that still run: the grace of a shutdown is over. Their rows say where they were. */
  readonly cut: AbortSignal;
}) {
  const running = new Map<string, { readonly key: WorkKey; readonly done: Promise<void> }>();
  const stopping = new AbortController();
  let errands: Promise<void> | null = null;
  let nextErrandAt: number | null = null;
  let bell = createBell();
  let loop: Promise<void> | null = null;

  return {
    start() {
      loop ??= turn();
    },

    /** Something may be due. */
    poke: () => bell.ring(),

    /** Takes no more work, and resolves when what runs has ended: by itself, or cut. */
    async stop(): Promise<void> {
      stopping.abort(new Error('stopping'));
      bell.ring();
      await loop;
      await Promise.all([errands, ...[...running.values()].map((each) => each.done)]);
    },
  };

  async function turn(): Promise<void> {
    let renewedAt = clock.now();
    while (!stopping.signal.aborted) {
      bell = createBell();
      const now = clock.now();
      try {
        if (now - renewedAt > leaseFor / 3) {
          renewedAt = now;
          await journal.renew(
            [...running.values()].map((each) => each.key),
            leaseFrom(now),
          );
        }
        await takeWhatIsDue(now);
        runErrands(now);
      } catch (error) {
        log.error({ error }, 'the worker could not look at the journal');
      }
      await pause();
    }
  }

  async function takeWhatIsDue(now: number): Promise<void> {
    const lease = leaseFrom(now);
    const room = mostSteps - running.size;
    const due = room > 0 ? await journal.takeDue(now, lease, room) : [];
    for (const work of due) run(work, lease);
    for (const work of await journal.takeTurns(now, lease, limits)) run(work, lease);
  }

  function run(work: Work, lease: Lease): void {
    const key = keyOf(work);
    const name = `${key.kind}:${key.id}`;
    const done = step(work, lease)
      .catch((error: unknown) => steps.afterBug(work, error))
      .catch((error: unknown) => log.error({ ...key, error }, 'a step failed and could not be put off'))
      .finally(() => {
        running.delete(name);
        bell.ring();
      });
    running.set(name, { key, done });
  }

  /** Beside the steps, one round at a time: Discord may take its time, and nobody's picture waits for that. */
  function runErrands(now: number): void {
    if (errands !== null) return;
    const before = nextErrandAt;
    if (before !== null && before <= now) nextErrandAt = null;
    errands = steps
      .errands(now)
      .then((next) => {
        nextErrandAt = next;
        // Whoever sleeps does not know of it yet.
        if (next !== before) bell.ring();
      })
      .catch((error: unknown) => log.error({ error }, 'an errand failed'))
      .finally(() => {
        errands = null;
      });
  }

  function step(work: Work, lease: Lease): Promise<void> {
    return work.kind === 'job' ? steps.job(work, cut) : steps.request(work, lease, cut);
  }

  async function pause(): Promise<void> {
    if (stopping.signal.aborted) return;
    const now = clock.now();
    const next = await journal.nextWakeAt(now).catch(() => now + 1_000);
    const until = Math.min(
      next ?? Number.POSITIVE_INFINITY,
      nextErrandAt ?? Number.POSITIVE_INFINITY,
      now + longestPause,
    );
    if (until <= now && running.size < mostSteps) {
      // Due already, or waiting for a turn that is not free: never spin.
      await Promise.race([bell.rung, sleep(10)]);
      return;
    }
    await Promise.race([bell.rung, sleep(Math.max(10, until - now))]);
  }

  async function sleep(ms: number): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, bell.signal]);
    await clock.sleep(ms, signal).catch(() => undefined);
  }

  function leaseFrom(now: number): Lease {
    return { owner, until: now + leaseFor };
  }
}

const keyOf = (work: Work): WorkKey =>
  work.kind === 'job' ? { kind: 'job', id: work.job.id } : { kind: 'request', id: work.request.id };

/** Rings once, for whoever waits, and stops the clock that they set. */
function createBell() {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    rung: promise,
    signal: controller.signal,
    ring() {
      resolve();
      controller.abort();
    },
  };
}
