import type { RequestWork } from '../application/requests/advance-request.ts';
import type { JobWork } from '../domain/jobs/job.ts';
import type { LineLimits } from '../domain/jobs/line.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Journal, Lane, Lease, Work, WorkKey } from '../ports/store/journal.ts';
import { createRounds, type Round } from './round.ts';

export interface Steps {
  job(work: JobWork, signal: AbortSignal): Promise<void>;
  request(work: RequestWork, lease: Lease, signal: AbortSignal): Promise<void>;
  /** A step threw: a bug, or a store that failed. The row must end or be tried again later. */
  afterBug(work: Work, error: unknown): Promise<void>;
  /** Small things that fall due beside the jobs; looked at every time round. */
  readonly maintenance: Round;
  /** What audits are to be told, which may take as long as an upload does. */
  readonly audits?: Round | undefined;
}

/**
 * How many steps of one lane run side by side. What is due beyond that stays a row, without a lease to be renewed or a
 * promise, so ten thousand calls that wait at one vendor cost nothing and hold up neither the jobs nor another vendor.
 * Steps that were given a turn in line are bounded by its limits, and count in no lane.
 */
const widths = {
  /** Status edits, uploads, pictures to be fetched. */
  job: 128,
  /** Looked up one by one by their trace ids, perhaps a second apart: few, so that `waiting` has its turns in between. */
  submitting: 4,
  /** The largest question to a vendor: while its answer is written down, the next one gathers. */
  waiting: 100,
  /** Downloads. */
  collecting: 32,
} as const;
/** Above the sum of all lanes. */
const mostAtOnce = 1_000;
const leaseFor = 60_000;
const longestPause = 30_000;
/** Never spin. */
const shortestPause = 10;
const afterTrouble = 1_000;

/**
 * Looks at what is due, takes it under a lease, runs the step, and sleeps until something is due or somebody wakes it.
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
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  let bell = createBell();
  let loop: Promise<void> | null = null;
  const rounds = [steps.maintenance, ...(steps.audits === undefined ? [] : [steps.audits])].map((round) =>
    createRounds({ round, ring: () => bell.ring(), log }),
  );
  cut.addEventListener('abort', endSteps, { once: true });

  return {
    start() {
      loop ??= turn();
    },

    /** Something may be due. */
    wake: () => bell.ring(),

    /** Takes no more work, and resolves when what runs has ended: by itself, or cut. */
    async stop(): Promise<void> {
      stopping.abort(new Error('stopping'));
      bell.ring();
      await loop;
      await Promise.all([...rounds.map(({ idle }) => idle()), ...[...running.values()].map((each) => each.done)]);
    },
  };

  function endSteps(): void {
    for (const { ending } of running.values()) ending.abort(cut.reason);
  }

  async function turn(): Promise<void> {
    let renewedAt = clock.now();
    while (!stopping.signal.aborted) {
      bell = createBell();
      const now = clock.now();
      let next: number | null = now + afterTrouble;
      try {
        if (now - renewedAt > leaseFor / 3) {
          renewedAt = now;
          await journal.renew(
            [...running.values()].map((each) => each.key),
            leaseFrom(now),
          );
        }
        await takeWhatIsDue(now);
        for (const { look } of rounds) look(now);
        // What is due by now and was left has no room or no turn, until a step ends; and that rings.
        next = await journal.nextWakeAt(now);
      } catch (error) {
        log.error({ error }, 'the worker could not look at the journal');
      }
      await pause(next);
    }
  }

  async function takeWhatIsDue(now: number): Promise<void> {
    const lease = leaseFrom(now);
    const taken = new Map<string, number>();
    for (const { lane } of running.values()) taken.set(lane, (taken.get(lane) ?? 0) + 1);
    const room = (lane: Lane) => widthOf(lane) - (taken.get(nameOf(lane)) ?? 0);
    for (const work of await journal.takeDue(now, lease, mostAtOnce, room)) run(work, lease, nameOf(laneOf(work)));
    for (const work of await journal.takeTurns(now, lease, limits)) run(work, lease, inTurn);
  }

  /**
   * A row may come up again while a step of it still runs: a Cancel ended that one's lease. It can write nothing more, so
   * it is cut short, and waited for: what it is telling Discord must not arrive after what the next step tells.
   */
  function run(work: Work, lease: Lease, lane: string): void {
    const key = keyOf(work);
    const name = `${key.kind}:${key.id}`;
    const before = running.get(name);
    before?.ending.abort(new Error('superseded'));
    const ending = new AbortController();
    const { signal } = ending;
    if (cut.aborted) ending.abort(cut.reason);
    const done = (before?.done ?? Promise.resolve())
      .then(() => step(work, lease, signal))
      .catch((error: unknown) =>
        // What stopping cuts short is no bug: its row says where it was.
        cut.aborted ? log.info({ ...key, error }, 'a step was cut short') : steps.afterBug(work, error),
      )
      .catch((error: unknown) => log.error({ ...key, error }, 'a step failed and could not be put off'))
      .finally(() => {
        if (running.get(name)?.done === done) running.delete(name);
        bell.ring();
      });
    running.set(name, { key, lane, done, ending });
  }

  function step(work: Work, lease: Lease, signal: AbortSignal): Promise<void> {
    return work.kind === 'job' ? steps.job(work, signal) : steps.request(work, lease, signal);
  }

  async function pause(next: number | null): Promise<void> {
    if (stopping.signal.aborted) return;
    // Steps that only write to the journal end before the next round begins, one round after the other: without this
    // no answer of a vendor or of Discord would be heard until all ten thousand of them are done.
    await clock.sleep(0, stopping.signal).catch(() => undefined);
    const now = clock.now();
    const until = Math.min(
      next ?? Number.POSITIVE_INFINITY,
      ...rounds.map(({ nextAt }) => nextAt()),
      now + longestPause,
    );
    await Promise.race([bell.rung, sleep(Math.max(shortestPause, until - now))]);
  }

  async function sleep(ms: number): Promise<void> {
    // Whoever stops it rings, too.
    await clock.sleep(ms, bell.signal).catch(() => undefined);
  }

  function leaseFrom(now: number): Lease {
    return { owner, until: now + leaseFor };
  }
}

interface Running {
  readonly key: WorkKey;
  readonly lane: string;
  readonly done: Promise<void>;
  /** One of its own for each step, and no `AbortSignal.any`: those live until the next full collection of garbage. */
  readonly ending: AbortController;
}

const keyOf = (work: Work): WorkKey =>
  work.kind === 'job' ? { kind: 'job', id: work.job.id } : { kind: 'request', id: work.request.id };

const inTurn = 'in turn';

/** A request that was given its turn is `new`, and no step of a lane. */
function laneOf(work: Work): Lane | typeof inTurn {
  if (work.kind === 'job') return { kind: 'job' };
  const { provider, state } = work.request;
  return state === 'new' || state === 'ended' ? inTurn : { kind: 'request', provider, state };
}

const nameOf = (lane: Lane | typeof inTurn): string => {
  if (lane === inTurn) return lane;
  return lane.kind === 'job' ? 'job' : `${lane.provider} ${lane.state}`;
};

const widthOf = (lane: Lane): number => widths[lane.kind === 'job' ? 'job' : lane.state];

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
