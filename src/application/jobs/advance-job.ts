import { standing } from '../../domain/jobs/failover.ts';
import type { Job, PaidRequest, Shown } from '../../domain/jobs/job.ts';
import { isEnded, type JobWork, withoutToken } from '../../domain/jobs/job.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger, Progress } from '../../ports/messenger.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { PrepareSources } from '../chain/prepare-sources.ts';
import type { Pace } from '../pace.ts';
import type { Succession } from '../requests/failover.ts';
import type { Deliver } from './deliver.ts';
import { type LinePlaces, lookAgainAfter, placesFreshFor } from './line-places.ts';
import type { Previews } from './previews.ts';

/** Takes one job one step forward: its acknowledgement, its sources, what its message shows, its delivery. */
export function createAdvanceJob({
  journal,
  messenger,
  prepareSources,
  deliver,
  places,
  previews,
  succession,
  clock,
  pace,
  log,
}: {
  readonly journal: Journal;
  readonly messenger: Pick<Messenger, 'acknowledgement' | 'answer' | 'progress'>;
  readonly prepareSources: PrepareSources;
  readonly deliver: Deliver;
  readonly places: LinePlaces;
  readonly previews: Previews;
  readonly succession: Succession;
  readonly clock: Pick<Clock, 'now'>;
  readonly pace: Pace;
  readonly log: Log;
}) {
  return async function advanceJob({ job, requests }: JobWork, signal: AbortSignal): Promise<void> {
    if (!showsProgress(job)) await previews.forget(job.id);
    if (isEnded(job)) return;
    if (job.state === 'accepted') return findAcknowledgement(job);
    if (job.state === 'delivering') return deliver({ job, requests }, signal);
    if (job.sources === null) return prepare(job, signal);
    // Before its end is looked at: what ends while it is hidden says nothing more, so that this has to be said first.
    if (job.shown.kind === 'hiding') return hide(job);
    const heirs = succession.heirs({ job, requests });
    if (heirs.requests.length > 0) return handOn(job, heirs);
    if (requests.every((request) => request.state === 'ended')) return startDelivery(job, standing(requests));
    if (job.shown.kind === 'hidden') return stayHidden(job);
    return showProgress(job, requests);
  };

  /** We crashed between writing it down and noting that Discord had taken the acknowledgement: look for it there. */
  async function findAcknowledgement(job: Job): Promise<void> {
    const found = await messenger.acknowledgement(job);
    if (found === 'later') {
      await journal.advance(job, { wakeAt: clock.now() + pace.doubtEvery });
    } else if (found === null) {
      log.info({ job: job.id }, 'never acknowledged, cancelled');
      await journal.advance(
        job,
        { state: 'cancelled', task: null, address: withoutToken(job.address), wakeAt: null },
        { settle: { ...settle([], 'reachable'), at: clock.now() } },
      );
    } else {
      const address = { ...job.address, message: found.message };
      await journal.advance(job, { state: 'queued', address, wakeAt: clock.now() });
    }
  }

  async function prepare(job: Job, signal: AbortSignal): Promise<void> {
    const prepared = await prepareSources(job, signal);
    if (signal.aborted && prepared.kind !== 'prepared') return;
    const now = clock.now();
    if (prepared.kind === 'prepared') {
      await journal.advance(
        job,
        {
          sources: prepared.versions,
          warnings: [...job.warnings, ...prepared.warnings],
          tries: 0,
          wakeAt: job.acceptedAt + pace.statusAfter,
        },
        { requests: { wakeAt: now } },
      );
    } else if (prepared.kind === 'again' && job.tries + 1 < pace.prepareTries) {
      await journal.advance(job, { tries: job.tries + 1, wakeAt: now + pace.backoff });
    } else {
      const { failure } = prepared;
      log.info({ job: job.id, code: failure.code }, 'a source could not be had');
      await journal.advance(
        job,
        { state: 'delivering', failure, wakeAt: now },
        { requests: { state: 'ended', ending: { kind: 'failure', failure }, wakeAt: null } },
      );
    }
  }

  /** Another provider takes over what one failed to make. */
  async function handOn(job: Job, { requests: add, warnings }: ReturnType<Succession['heirs']>): Promise<void> {
    await journal.advance(job, { warnings: [...job.warnings, ...warnings], wakeAt: clock.now() }, { add });
  }

  /** `requests`: one for each picture that was asked for. */
  async function startDelivery(job: Job, requests: readonly PaidRequest[]): Promise<void> {
    const failures = requests.flatMap((each) => (each.ending?.kind === 'failure' ? [each.ending.failure] : []));
    const made = requests.length - failures.length;
    const [first] = failures;
    if (first !== undefined) log.warn({ job: job.id, code: first.code, made }, 'some or all of a job failed');
    await journal.advance(job, {
      state: 'delivering',
      // Nothing came: the job's failure. Something came: a word beside it.
      failure: made === 0 ? (first ?? { code: 'bug', reference: job.id }) : null,
      warnings:
        made > 0 && first !== undefined
          ? [...job.warnings, { kind: 'fewer', asked: requests.length, got: made, failure: first }]
          : job.warnings,
      tries: 0,
      wakeAt: clock.now(),
    });
  }

  /** Its asker cancelled it after it was sent: the message says so, and nothing more. */
  async function hide(job: Job): Promise<void> {
    const posted = await messenger.answer(job, { kind: 'failure', failure: { code: 'hidden' }, neutral: false });
    if (posted.kind === 'later') {
      await journal.advance(job, { wakeAt: clock.now() + posted.afterMs });
      return;
    }
    const address = posted.kind === 'posted' ? { ...job.address, message: posted.message } : job.address;
    // Looked at once more: it may have ended before this was said, and then nothing wakes it.
    await journal.advance(job, { shown: { kind: 'hidden' }, address, wakeAt: clock.now() });
  }

  async function stayHidden(job: Job): Promise<void> {
    await journal.advance(job, { wakeAt: null });
  }

  /**
   * A preview as soon as one is there. Else Discord's own "thinking" stands for the first seconds; then the place in line,
   * or that it is being worked on.
   */
  async function showProgress(job: Job, requests: readonly PaidRequest[]): Promise<void> {
    const preview = await previews.show(job);
    if (preview !== null) {
      await journal.advance(job, preview);
      return;
    }
    const now = clock.now();
    // Taking this step cleared the nudge for a preview that still waits for its time.
    const previewAt = previews.dueAt(job.id);
    const statusAt = job.acceptedAt + pace.statusAfter;
    if (now < statusAt) {
      await journal.advance(job, { wakeAt: earlier(statusAt, previewAt) });
      return;
    }
    const place = requests.some(isInHand) ? null : await places.placeOf(requests);
    if (place === null && !requests.some(wasSent)) {
      // Too new to be seen in line, as it stood a moment ago.
      await journal.advance(job, { wakeAt: earlier(now + placesFreshFor, previewAt) });
      return;
    }
    const shown: Shown = place === null ? { kind: 'working' } : { kind: 'queued', place };
    const wakeAt = earlier(place === null ? null : now + lookAgainAfter(place, pace), previewAt);
    // Only a number changed: it waits while many others' do, for the next look.
    const isMove = shown.kind === 'queued' && job.shown.kind === 'queued';
    if (isSame(shown, job.shown) || (isMove && !places.mayShow())) {
      await journal.advance(job, { wakeAt });
      return;
    }
    const posted = await messenger.progress(job, progressOf(shown, job));
    if (posted.kind === 'later') {
      await journal.advance(job, { wakeAt: clock.now() + posted.afterMs });
      return;
    }
    if (posted.kind === 'impossible') log.info({ job: job.id, code: posted.code }, 'progress cannot be shown');
    const address = posted.kind === 'posted' ? { ...job.address, message: posted.message } : job.address;
    await journal.advance(job, { shown, address, wakeAt });
  }
}

const isInHand = ({ state }: PaidRequest) => state !== 'new' && state !== 'ended';
const wasSent = ({ state, attempt }: PaidRequest) => state !== 'ended' && attempt > 0;

function progressOf(shown: Shown, job: Job): Progress {
  return shown.kind === 'queued'
    ? { kind: 'queued', place: shown.place, since: job.acceptedAt }
    : { kind: 'working', since: job.startedAt ?? job.acceptedAt };
}

function isSame(one: Shown, other: Shown): boolean {
  if (one.kind === 'queued' && other.kind === 'queued') return one.place === other.place;
  // A preview says more than "working", or that another picture of the job stands in line: it stays.
  return one.kind === other.kind || other.kind === 'preview';
}

const showsProgress = ({ state, shown }: Job) =>
  (state === 'queued' || state === 'running') && shown.kind !== 'hiding' && shown.kind !== 'hidden';

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
