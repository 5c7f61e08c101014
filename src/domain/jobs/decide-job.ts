import { type Failure, type FailureCode, wordsRefused } from '../failure.ts';
import { type Settling, settle } from '../money/settlement.ts';
import { withFilename } from '../pictures/named-picture.ts';
import { lowerLimit } from '../pictures/upload-limit.ts';
import { bugIn, mostThrows } from './bug.ts';
import type { JobBesides, JobChanges, Settlement } from './changes.ts';
import { ended } from './decide-request.ts';
import { standing } from './failover.ts';
import { isHidden, type Job, type JobWork, type Shown, wasSent, withoutToken } from './job.ts';
import { happensIn, type JobEvent } from './job-event.ts';
import type { Posted } from './outcomes.ts';
import { backoffAfter, type Moment } from './pace.ts';

/** What the job becomes, and what is written in the same transaction; `remark` is for the log. */
export interface JobDecision {
  readonly changes: JobChanges;
  readonly besides?: JobBesides;
  readonly remark?: {
    readonly level: 'info' | 'warn';
    readonly message: string;
    readonly facts?: Readonly<Record<string, string | number | undefined>>;
  };
}

/** What an event makes of a job; null: it has moved on, and nothing is to be written. */
export function decideJob(work: JobWork, event: JobEvent, at: Moment): JobDecision | null {
  const { job } = work;
  if (!happensIn[event.kind].includes(job.state)) return null;
  switch (event.kind) {
    case 'acknowledged':
      return afterAcknowledgement(job, event.message, at);
    case 'acknowledgement open':
      return { changes: { wakeAt: at.now + at.pace.doubtEvery } };
    case 'abandoned':
      return abandoned(work, at);
    case 'follows':
      // Looked at again at once: it may have ended before it was named here, and then nothing wakes who follows it.
      return { changes: { task: event.task, wakeAt: at.now } };
    case 'prepared':
      return inLine(job, event, at);
    case 'again':
      if (job.tries + 1 >= at.pace.prepareTries) return unprepared(event.failure, at);
      return { changes: { tries: job.tries + 1, wakeAt: at.now + at.pace.backoff } };
    case 'failed':
      return unprepared(event.failure, at);
    case 'handed on': {
      const warnings = [...job.warnings, ...event.warnings];
      return { changes: { warnings, wakeAt: at.now }, besides: { add: event.requests, pay: event.pay } };
    }
    case 'requests ended':
      return afterRequests(work, at);
    case 'cancelled':
      return afterCancelling(work, at);
    case 'shown':
      return { changes: afterShowing(job, event.shown, event.posted, { now: at.now, wakeAt: event.wakeAt }) };
    case 'looked at':
      return { changes: { wakeAt: event.wakeAt } };
    case 'answered':
      return afterAnswer(work, event, at);
    case 'kept unseen':
      return over(work, { state: job.failure === null ? 'done' : 'failed' }, reachOf(job), at);
    case 'threw':
      return afterThrow(work, at);
    default:
      return event satisfies never;
  }
}

/** What is written down of a message that was to show this. Where it cannot, it is not tried again until something else is to be shown. */
export function afterShowing(
  { address }: Job,
  shown: Shown,
  posted: Posted,
  { now, wakeAt }: { readonly now: number; readonly wakeAt: number | null },
): JobChanges {
  if (posted.kind === 'later') return { wakeAt: now + posted.afterMs };
  return { shown, address: posted.kind === 'posted' ? { ...address, message: posted.message } : address, wakeAt };
}

function afterAcknowledgement(job: Job, message: Job['address']['message'], at: Moment): JobDecision {
  const address = message === null ? job.address : { ...job.address, message };
  // Its pictures are fetched first; where there are none, it stands in line at once.
  if (job.task === null || job.task.sources.length > 0)
    return { changes: { state: 'queued', address, wakeAt: at.now } };
  return {
    changes: { state: 'queued', address, sources: [], wakeAt: job.acceptedAt + at.pace.statusAfter },
    besides: { requests: { wakeAt: at.now } },
  };
}

function abandoned({ job }: JobWork, at: Moment): JobDecision {
  return {
    ...over({ job, requests: [] }, { state: 'cancelled' }, 'reachable', at),
    remark: { level: 'info', message: 'never acknowledged, cancelled' },
  };
}

function inLine(job: Job, { versions, warnings }: Extract<JobEvent, { kind: 'prepared' }>, at: Moment): JobDecision {
  return {
    changes: {
      sources: versions,
      warnings: [...job.warnings, ...warnings],
      tries: 0,
      wakeAt: job.acceptedAt + at.pace.statusAfter,
    },
    besides: { requests: { wakeAt: at.now } },
  };
}

function unprepared(failure: Failure, at: Moment): JobDecision {
  return {
    ...stopped(failure, at),
    remark: { level: 'info', message: 'a source could not be had', facts: { code: failure.code } },
  };
}

/** It goes no further: what of it has not ended ends with it, and only its failure is left to be said. */
function stopped(failure: Failure, at: Moment) {
  return {
    changes: { state: 'delivering', failure, tries: 0, wakeAt: at.now },
    besides: { requests: ended(failure).changes },
  } as const satisfies JobDecision;
}

/** Nothing came: the job's failure. Something came: a word beside it; of several models each says its own. */
function afterRequests({ job, requests }: JobWork, at: Moment): JobDecision {
  const last = standing(requests);
  const failures = last.flatMap(({ ending }) =>
    ending?.kind === 'failure' ? [withFilename(ending.failure, job)] : [],
  );
  const made = last.length - failures.length;
  const [first] = failures;
  const changes = { state: 'delivering', failure: null, warnings: job.warnings, tries: 0, wakeAt: at.now } as const;
  if (first === undefined) return { changes: made > 0 ? changes : { ...changes, failure: bugIn(job.id) } };
  const fewer = { kind: 'fewer', asked: last.length, got: made, failure: first } as const;
  const beside = job.task?.recipe.compared === undefined ? [fewer] : [];
  return {
    changes: made > 0 ? { ...changes, warnings: [...job.warnings, ...beside] } : { ...changes, failure: first },
    remark: { level: 'warn', message: 'some or all of a job failed', facts: { code: first.code, made } },
  };
}

/**
 * What was sent is followed to its end, out of sight. Where nothing was, its hold is free at once, before its asker is
 * told; should one of its requests be sent at the same moment, nothing is written, and it is decided anew.
 */
function afterCancelling({ job, requests }: JobWork, at: Moment): JobDecision {
  if (wasSent(requests)) return { changes: { cancelledAt: job.cancelledAt ?? at.now, wakeAt: at.now } };
  const { changes, besides } = stopped({ code: 'cancelled' }, at);
  return {
    changes: { ...changes, cancelledAt: at.now },
    besides: { ...besides, unsent: true, settle: settled(settle([], 'reachable'), at) },
  };
}

function afterAnswer(
  work: JobWork,
  { posted, audit }: Extract<JobEvent, { kind: 'answered' }>,
  at: Moment,
): JobDecision {
  const { job } = work;
  switch (posted.kind) {
    case 'posted': {
      const state = job.failure === null && work.requests.some(isMade) ? 'done' : 'failed';
      const address = { ...job.address, message: posted.message };
      const facts = { state, code: job.failure?.code, seconds: (at.now - job.acceptedAt) / 1000 };
      const end = over(work, { state, address, shown: { kind: 'ending' } }, reachOf(job), at);
      const told = audit ? { besides: { ...end.besides, audit } } : {};
      return { ...end, ...told, remark: { level: 'info', message: 'job ended', facts } };
    }
    case 'too large': {
      const sizeLimit = lowerLimit(job.address.sizeLimit);
      if (sizeLimit === job.address.sizeLimit) return saidInstead(work, 'too large', at);
      return {
        changes: { address: { ...job.address, sizeLimit }, wakeAt: at.now },
        remark: { level: 'info', message: 'the answer is over the limit of this place', facts: { sizeLimit } },
      };
    }
    case 'later':
      // Counted in tries: it may have been accepted long ago, and stood in line or been off since.
      if (job.tries * at.pace.maxBackoff > at.pace.deliverFor) return givenUp(work, 'Discord takes no answer', at);
      return triedAgain(job, posted.afterMs, at);
    case 'words refused':
      return saidInstead(work, wordsRefused, at);
    case 'impossible':
      return saidInstead(work, posted.code, at);
    default:
      return posted satisfies never;
  }
}

/** Pictures are not taken there; a sentence may be, and the message must not say for ever that it is worked on. */
function saidInstead(work: JobWork, why: string, at: Moment): JobDecision {
  if (work.job.failure !== null) return givenUp(work, why, at);
  return {
    changes: { failure: undeliverable(why), tries: 0, wakeAt: at.now },
    remark: {
      level: 'warn',
      message: 'the pictures cannot be delivered; saying so instead',
      facts: { code: why },
    },
  };
}

/** Nothing can be written there any more: nobody is charged. What was made stays in the chain. */
function givenUp(work: JobWork, why: string, at: Moment): JobDecision {
  const changes = { state: 'failed', failure: undeliverable(why), shown: { kind: 'ending' } } as const;
  return {
    ...over(work, changes, 'undeliverable', at),
    remark: { level: 'warn', message: 'the answer cannot be delivered', facts: { code: why } },
  };
}

/** A bug of ours, or a store that failed for a moment: again a few times, for every step is repeatable. */
function afterThrow(work: JobWork, at: Moment): JobDecision {
  const { job } = work;
  const failure = bugIn(job.id);
  if (job.tries < mostThrows) return triedAgain(job, 0, at);
  if (job.state !== 'delivering') return stopped(failure, at);
  // What was made cannot be delivered; that it went wrong can be said without it.
  if (job.failure === null) return { changes: { failure, tries: 0, wakeAt: at.now } };
  // Not even its failure can be delivered.
  return over(work, { state: 'failed', failure, shown: { kind: 'ending' } }, 'undeliverable', at);
}

const triedAgain = ({ tries }: Job, atLeast: number, { now, pace, random }: Moment): JobDecision => ({
  changes: { tries: tries + 1, wakeAt: now + Math.max(atLeast, backoffAfter(tries, pace, random)) },
});

/** The end: it forgets what was asked for and how its asker is reached, and whatever it still holds is settled. */
function over(
  { job, requests }: JobWork,
  { address = job.address, ...changes }: JobChanges & { readonly state: 'done' | 'failed' | 'cancelled' },
  reach: 'reachable' | FailureCode,
  at: Moment,
): JobDecision {
  const end = { ...changes, task: null, address: withoutToken(address), wakeAt: null };
  // Cancelled before anything was sent, it holds nothing any more.
  if (isHidden(job) && !wasSent(requests)) return { changes: end };
  return { changes: end, besides: { settle: settled(settle(requests, reach), at) } };
}

const settled = (settling: Settling, { now }: Moment): Settlement => ({ ...settling, at: now });

/** A job that ends with a failure gives its asker nothing, whatever some of its requests made. */
const reachOf = ({ failure }: Job) => (failure === null ? 'reachable' : failure.code);

const isMade = ({ ending }: JobWork['requests'][number]) => ending?.kind === 'pictures';

const undeliverable = (why: string): Failure => ({ code: 'undeliverable', why });
