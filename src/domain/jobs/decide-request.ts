import { type Failure, failureRule, retryAfterIn, seenIn } from '../failure.ts';
import { firstLookAt, type Looking, nextLookAt } from '../offers/looks.ts';
import { bugIn, mostThrows } from './bug.ts';
import type { RequestChanges } from './changes.ts';
import type { Doubt, PaidRequest } from './job.ts';
import type { CheckOutcome, Collected, FindOutcome, SubmitOutcome } from './outcomes.ts';
import { backoffAfter, type Moment } from './pace.ts';

/** What a decision may know beside the row and the answer. */
export interface Circumstances extends Looking {
  /** Whether the vendor can be asked by our trace id. */
  readonly canFind: boolean;
  /** How long the vendor is waited for, from the last sending. */
  readonly deadlineMs: number;
  /** Whether another provider could make it: undefined: none; `at once`: and this one rests, so there is no use in trying again. */
  readonly another?: 'if need be' | 'at once' | undefined;
}

/** What the row becomes; `remark` is for the log. */
export interface Decision {
  readonly changes: RequestChanges;
  readonly remark?: { readonly failure: Failure; readonly message: string };
}

/** The answer to a paid call. */
export function afterSending(request: PaidRequest, outcome: SubmitOutcome, at: Circumstances): Decision {
  switch (outcome.kind) {
    case 'accepted':
      return {
        changes: { state: 'waiting', handle: outcome.handle, tries: 0, wakeAt: firstLookAt(at) },
      };
    case 'made': {
      const collecting = { state: 'collecting', made: outcome.pictures, tries: 0, wakeAt: at.now } as const;
      // The hold is an upper bound; where the vendor counts, what it counted is charged, and never more than was held.
      const isCounted = outcome.cost !== undefined && request.price !== null;
      return { changes: isCounted ? { ...collecting, price: Math.min(request.price, outcome.cost) } : collecting };
    }
    case 'unknown':
      if (!at.canFind) return unknown(outcome);
      return inDoubt({ since: at.now, next: 'unknown', failure: outcome.failure }, at.pace.resendAfter, at);
    case 'failed':
      return afterRefusal(request, outcome.failure, at);
    default:
      return outcome satisfies never;
  }
}

/** The answer to "do you know a task under this trace id?", asked while the outcome of a paid call is open. */
export function afterFinding(request: PaidRequest, held: Doubt, found: FindOutcome, at: Circumstances): Decision {
  switch (found.kind) {
    case 'running':
      return {
        changes: {
          state: 'waiting',
          handle: found.handle,
          doubt: null,
          tries: 0,
          wakeAt: firstLookAt(at),
        },
      };
    case 'made':
      return { changes: { state: 'collecting', made: found.pictures, doubt: null, tries: 0, wakeAt: at.now } };
    case 'failed':
      return ended(found.failure);
    case 'absent':
      if (held.next === 'send again') return { changes: { state: 'new', doubt: null, wakeAt: at.now } };
      if (held.next === 'give up') return ended(held.failure);
      if (isThrough(held, at)) return unknown(held);
      return inDoubt(held, at.pace.doubtEvery, at);
    case 'unanswered':
      // The minute counts from when the vendor answers again, but past the deadline nobody waits for that.
      if (isOver(request, at)) {
        const last = lastMinute(request, held, at);
        // Even of one that said it failed: nobody confirmed that it knows no task of ours.
        if (isThrough(last, at)) return unknown(held);
        return inDoubt(last, retryAfterIn(found.failure) ?? at.pace.doubtEvery, at);
      }
      return inDoubt({ ...held, since: at.now }, retryAfterIn(found.failure) ?? at.pace.doubtEvery, at);
    case 'senseless': {
      // It is back, so the minute goes on; and it did not say that it knows no task of ours.
      const open = lastMinute(request, held, at);
      return isThrough(open, at) ? unknown(found) : inDoubt(open, at.pace.doubtEvery, at);
    }
    default:
      return found satisfies never;
  }
}

/** The answer to "how far is it?". */
export function afterChecking(request: PaidRequest, outcome: CheckOutcome, at: Circumstances): Decision {
  const elapsed = at.now - (request.submittedAt ?? at.now);
  switch (outcome.kind) {
    case 'made':
      return { changes: { state: 'collecting', made: outcome.pictures, tries: 0, wakeAt: at.now } };
    case 'failed':
      return ended(outcome.failure);
    case 'running':
    case 'unanswered': {
      const last = isOver(request, at) ? lastMinute(request, request.doubt ?? late(at.now), at) : null;
      if (last !== null && isThrough(last, at)) return ended(last.failure);
      const asked = outcome.kind === 'unanswered' ? (retryAfterIn(outcome.failure) ?? 0) : 0;
      return { changes: { doubt: last, wakeAt: nextLookAt(elapsed, at, asked) } };
    }
    case 'absent': {
      // A new task may take a while to be readable; one that stays unknown is lost.
      const since = request.doubt?.since ?? at.now;
      if (at.now - since >= at.pace.doubtGrace)
        return ended({ code: 'outcome_unknown', seen: { vendorCode: 'absent' } });
      const doubt: Doubt = { since, next: 'unknown', failure: { code: 'outcome_unknown' } };
      return { changes: { doubt, wakeAt: at.now + at.pace.doubtEvery } };
    }
    case 'senseless': {
      const fresh: Doubt = { since: at.now, next: 'unknown', failure: { code: 'outcome_unknown' } };
      const doubt = lastMinute(request, request.doubt ?? fresh, at);
      if (isThrough(doubt, at)) return unknown(outcome);
      return { changes: { doubt, wakeAt: at.now + at.pace.doubtEvery } };
    }
    default:
      return outcome satisfies never;
  }
}

/** What came of fetching the result: fetched again as a download, never as a generation. */
export function afterCollecting(request: PaidRequest, collected: Collected, at: Moment): Decision {
  switch (collected.kind) {
    case 'collected':
      return {
        changes: {
          ...over,
          ending: { kind: 'pictures', pictures: collected.pictures },
          ...(collected.price === undefined ? {} : { price: collected.price }),
        },
      };
    case 'again': {
      if (request.tries + 1 >= at.pace.collectTries)
        return ended({ code: 'result_lost', seen: seenIn(collected.failure) });
      const wakeAt = at.now + backoffAfter(request.tries, at.pace, at.random);
      return {
        changes: { tries: request.tries + 1, wakeAt },
        remark: { failure: collected.failure, message: 'a result could not be fetched; fetching it again' },
      };
    }
    case 'failed':
      return ended(collected.failure);
    default:
      return collected satisfies never;
  }
}

/** A step of it threw: again a few times, for every step is repeatable; then it ends with an id to quote. */
export function afterThrowing({ job, tries }: PaidRequest, at: Moment): Decision {
  if (tries >= mostThrows) return ended(bugIn(job));
  return { changes: { tries: tries + 1, wakeAt: at.now + backoffAfter(tries, at.pace, at.random) } };
}

/** Over, without a picture. */
export function ended(failure: Failure): Decision {
  return {
    changes: { ...over, ending: { kind: 'failure', failure } },
    remark: { failure, message: 'a paid request ended without a picture' },
  };
}

/** The doubt of a row that was found in the middle of being sent. */
export function interruption(now: number): Doubt {
  return { since: now, next: 'unknown', failure: { code: 'outcome_unknown', seen: { vendorCode: 'interrupted' } } };
}

/** The vendor took nothing: again after a pause, once more after a look, or not at all. */
function afterRefusal(request: PaidRequest, failure: Failure, at: Circumstances): Decision {
  const { resend } = failureRule(failure);
  const isFirst = request.attempt <= 1;
  if (resend === 'once' && at.canFind && (isFirst || at.another !== undefined)) {
    // Sent again, or left to another provider, only when this one knows no task of ours.
    return inDoubt({ since: at.now, next: isFirst ? 'send again' : 'give up', failure }, at.pace.resendAfter, at);
  }
  if (resend !== 'never' && at.another === 'at once') return ended(failure);
  if ((resend === 'later' && request.attempt < at.pace.sendTries) || (resend === 'once' && isFirst)) {
    const pause = Math.max(retryAfterIn(failure) ?? 0, backoffAfter(request.attempt - 1, at.pace, at.random));
    return {
      changes: { state: 'new', wakeAt: at.now + pause },
      remark: { failure, message: 'the vendor took nothing; sending again later' },
    };
  }
  return ended(failure);
}

function inDoubt(held: Doubt, pause: number, at: Circumstances): Decision {
  return {
    changes: { state: 'submitting', doubt: held, wakeAt: at.now + pause },
    remark: { failure: held.failure, message: 'the outcome of a paid request is open; asking by its trace id' },
  };
}

/** Over, and nobody can say whether it was made; what was seen is kept. */
export const unknown = ({ failure }: { readonly failure: Failure }): Decision =>
  ended({ code: 'outcome_unknown', seen: seenIn(failure) });

/**
 * What cannot be found out is asked about for a minute more: from when that was seen or, if we were away, from when we
 * are back. Otherwise a bot that was down for long would give up what was made meanwhile, because of one lost question.
 */
function lastMinute({ wakeAt }: PaidRequest, held: Doubt, at: Circumstances): Doubt {
  const wasAway = wakeAt !== null && at.now - wakeAt > at.pace.doubtGrace;
  return wasAway ? { ...held, since: at.now } : held;
}

const late = (since: number): Doubt => ({
  since,
  next: 'unknown',
  failure: { code: 'outcome_unknown', seen: { vendorCode: 'deadline' } },
});

const isThrough = (held: Doubt, at: Circumstances) => at.now - held.since >= at.pace.doubtGrace;

const isOver = (request: PaidRequest, at: Circumstances) => at.now - (request.submittedAt ?? at.now) > at.deadlineMs;

const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null } as const satisfies RequestChanges;
