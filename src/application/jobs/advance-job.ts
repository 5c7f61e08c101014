import type { Job, PaidRequest, Shown } from '../../domain/jobs/job.ts';
import { isEnded, isHidden, type JobWork } from '../../domain/jobs/job.ts';
import type { Messenger, Progress } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { PrepareSources } from '../chain/prepare-sources.ts';
import type { Failover } from '../requests/failover.ts';
import type { Deliver } from './deliver.ts';
import type { Follow } from './follow.ts';
import { createJobWriter } from './job-writer.ts';
import { type LinePlaces, lookAgainAfter, placesFreshFor } from './line-places.ts';
import type { Previews } from './previews.ts';
import { sayable } from './sayable.ts';

/** Takes one job one step forward: its acknowledgement, its sources, what its message shows, its delivery. */
export function createAdvanceJob({
  journal,
  messenger,
  follow,
  prepareSources,
  deliver,
  places,
  previews,
  failover,
  runtime,
}: {
  readonly journal: Pick<Journal, 'advance'>;
  readonly messenger: Pick<Messenger, 'acknowledgement' | 'answer' | 'progress'>;
  readonly follow: Follow;
  readonly prepareSources: PrepareSources;
  readonly deliver: Deliver;
  readonly places: LinePlaces;
  readonly previews: Previews;
  readonly failover: Failover;
  readonly runtime: Runtime;
}) {
  const { clock, pace, log } = runtime;
  const write = createJobWriter({ journal, ...runtime });

  return async function advanceJob(work: JobWork, signal: AbortSignal): Promise<void> {
    const { job, requests } = work;
    if (!showsProgress(job)) await previews.forget(job.id);
    if (isEnded(job)) return;
    if (job.state === 'accepted') return findAcknowledgement(work);
    if (job.state === 'delivering') return deliver(work, signal);
    if (job.sources === null) return prepare(work, signal);
    // Before its end is looked at: what ends while it is hidden says nothing more, so that this has to be said first.
    if (isHidden(job) && job.shown.kind !== 'hidden') return hide(work);
    if (await handOn(work)) return;
    if (requests.every((request) => request.state === 'ended')) await write(work, { kind: 'requests ended' });
    else if (isHidden(job)) await write(work, { kind: 'looked at', wakeAt: null });
    else await showProgress(work);
  };

  /** A dearer one takes over only where the operator's ceilings still leave the difference; then one that is not, if any. */
  async function handOn(work: JobWork): Promise<boolean> {
    for (const price of ['any price', 'no dearer'] as const) {
      const { requests, warnings, pay, moves = [] } = failover.successors(work, price);
      if (requests.length === 0) return false;
      if (!(await write(work, { kind: 'handed on', requests, warnings, pay }))) continue;
      for (const move of moves) log.warn(move, 'a request goes to another image service');
      return true;
    }
    return false;
  }

  /** We crashed between writing it down and noting that Discord had taken the acknowledgement: look for it there. */
  async function findAcknowledgement(work: JobWork): Promise<void> {
    const found = await messenger.acknowledgement(sayable(work.job));
    if (found === 'later') await write(work, { kind: 'acknowledgement open' });
    else if (found === null) await write(work, { kind: 'abandoned' });
    else await write(work, { kind: 'acknowledged', message: found.message });
  }

  async function prepare(work: JobWork, signal: AbortSignal): Promise<void> {
    const job = await follow(work);
    if (job === null) return;
    const prepared = await prepareSources(job, signal);
    if (signal.aborted && prepared.kind !== 'prepared') return;
    await write(work, prepared);
  }

  /** Its asker cancelled it after it was sent: the message says so, and nothing more. */
  async function hide(work: JobWork): Promise<void> {
    const answer = { kind: 'failure', failure: { code: 'hidden' }, neutral: false } as const;
    const posted = await messenger.answer(work.job, answer);
    // Looked at once more: it may have ended before this was said, and then nothing wakes it.
    await write(work, { kind: 'shown', shown: { kind: 'hidden' }, posted, wakeAt: clock.now() });
  }

  /**
   * A preview as soon as one is there. Else Discord's own "thinking" stands for the first seconds; then the place in line,
   * or that it is being worked on.
   */
  async function showProgress(work: JobWork): Promise<void> {
    const { job, requests } = work;
    const preview = await previews.show(job);
    if (preview !== null) {
      await journal.advance(job, preview);
      return;
    }
    const now = clock.now();
    // Taking this step cleared the nudge for a preview that still waits for its time.
    const previewAt = previews.dueAt(job.id);
    const lookAgain = (at: number | null) => write(work, { kind: 'looked at', wakeAt: earlier(at, previewAt) });
    const statusAt = job.acceptedAt + pace.statusAfter;
    if (now < statusAt) return void (await lookAgain(statusAt));
    const place = requests.some(isInHand) ? null : await places.placeOf(requests);
    // Too new to be seen in line, as it stood a moment ago.
    if (place === null && !requests.some(isSent)) return void (await lookAgain(now + placesFreshFor));
    const shown: Shown = place === null ? { kind: 'working' } : { kind: 'queued', place };
    const nextLook = place === null ? null : now + lookAgainAfter(place, pace);
    // Only a number changed: it waits while many others' do, for the next look.
    const isMove = shown.kind === 'queued' && job.shown.kind === 'queued';
    if (isSame(shown, job.shown) || (isMove && !places.mayShow())) return void (await lookAgain(nextLook));
    const posted = await messenger.progress(sayable(job), progressOf(shown, job));
    if (posted.kind === 'impossible' || posted.kind === 'words refused')
      log.info({ job: job.id, code: posted.code }, 'progress cannot be shown');
    await write(work, { kind: 'shown', shown, posted, wakeAt: earlier(nextLook, previewAt) });
  }
}

const isInHand = ({ state }: PaidRequest) => state !== 'new' && state !== 'ended';
const isSent = ({ state, attempt }: PaidRequest) => state !== 'ended' && attempt > 0;

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

const showsProgress = (job: Job) => (job.state === 'queued' || job.state === 'running') && !isHidden(job);

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
