import { type Failure, failureRule } from '../domain/failure.ts';
import type { Doubt, Job, MadePicture, PaidRequest } from '../domain/job.ts';
import type { ProviderName } from '../domain/provider.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  CallContext,
  CheckOutcome,
  FindOutcome,
  ImageProvider,
  ProviderRequest,
  SubmitOutcome,
} from '../ports/image-provider.ts';
import type { Journal, Lease, RequestStep } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import type { Collect } from './collect.ts';
import { backoffAfter, nextCheckAfter, type Pace } from './pace.ts';
import type { createCallPreparation } from './prepare-call.ts';

export interface RequestWork {
  readonly request: PaidRequest;
  readonly job: Job;
}

/**
 * Takes one paid request one step forward: sends it, looks it up after a doubt, asks about it, or fetches what was made.
 * Each step is written down before it is taken, so that a crash in it is only "look again".
 */
export function createAdvanceRequest({
  journal,
  providers,
  withCall,
  collect,
  scratch,
  clock,
  pace,
  log,
  preview,
}: {
  readonly journal: Journal;
  readonly providers: ReadonlyMap<ProviderName, ImageProvider>;
  readonly withCall: ReturnType<typeof createCallPreparation>;
  readonly collect: Collect;
  readonly scratch: string;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  readonly preview: (job: Job, picture: MadePicture) => void;
}) {
  return async function advanceRequest(
    { request, job }: RequestWork,
    lease: Lease,
    signal: AbortSignal,
  ): Promise<void> {
    const provider = providers.get(request.provider);
    if (provider === undefined) return end(request, { code: 'not_offered' });
    switch (request.state) {
      case 'new':
        return submit(job, request, provider, lease, signal);
      case 'submitting':
        return resolveDoubt(request, provider, signal);
      case 'waiting':
        return check(request, provider, signal);
      case 'collecting':
        return gather(request, signal);
      case 'ended':
        return;
      default:
        return request.state satisfies never;
    }
  };

  async function submit(job: Job, request: PaidRequest, provider: ImageProvider, lease: Lease, signal: AbortSignal) {
    const now = clock.now();
    const sending = { state: 'submitting', attempt: request.attempt + 1, submittedAt: now, doubt: null } as const;
    const revision = await journal.advanceRequest(request, sending, { keep: lease, started: now });
    if (revision === null) return;
    const sent: PaidRequest = { ...request, ...sending, revision };
    const lending = await withCall(job, sent, provider, (call) => send(job, provider, call, signal));
    // Stopping: the row says `submitting`, and the next start asks the vendor.
    if (signal.aborted && !(lending.kind === 'sent' && lending.result.kind === 'made')) return;
    switch (lending.kind) {
      case 'gone':
        return end(sent, { code: 'source_gone' });
      case 'unsendable':
        return end(sent, { code: 'not_offered' });
      case 'sent':
        return afterSending(sent, provider, lending.result);
      default:
        return lending satisfies never;
    }
  }

  function send(job: Job, provider: ImageProvider, call: ProviderRequest, signal: AbortSignal): Promise<SubmitOutcome> {
    const context: CallContext = { signal, scratch };
    switch (provider.answers) {
      case 'polled':
        return provider.submit(call, context);
      case 'immediate':
        return provider.generate(call, context);
      case 'streamed':
        return provider.generate(call, { ...context, onPreview: (picture) => preview(job, picture) });
      default:
        return provider satisfies never;
    }
  }

  async function afterSending(request: PaidRequest, provider: ImageProvider, outcome: SubmitOutcome): Promise<void> {
    const now = clock.now();
    switch (outcome.kind) {
      case 'accepted':
        return write(request, {
          state: 'waiting',
          handle: outcome.handle,
          tries: 0,
          wakeAt: now + pace.firstCheck,
        });
      case 'made':
        return write(request, { state: 'collecting', made: outcome.pictures, tries: 0, wakeAt: now });
      case 'unknown':
        note(request, outcome.failure, 'the outcome of a paid request is unknown');
        return provider.find === undefined
          ? end(request, { ...outcome.failure, code: 'outcome_unknown' })
          : doubt(request, { since: now, next: 'unknown', failure: outcome.failure }, pace.resendAfter);
      case 'failed':
        return afterRefusal(request, provider, outcome.failure);
      default:
        return outcome satisfies never;
    }
  }

  /** The vendor took nothing: again after a pause, once more after a look, or not at all. */
  async function afterRefusal(request: PaidRequest, provider: ImageProvider, failure: Failure): Promise<void> {
    const { resend } = failureRule(failure);
    const isFirst = request.attempt <= 1;
    if (resend === 'once' && isFirst && provider.find !== undefined) {
      note(request, failure, 'the vendor failed; looking before sending once more');
      return doubt(request, { since: clock.now(), next: 'send again', failure }, pace.resendAfter);
    }
    if ((resend === 'later' && request.attempt < pace.sendTries) || (resend === 'once' && isFirst)) {
      const pause = Math.max(failure.retryAfterMs ?? 0, backoffAfter(request.attempt - 1, pace, clock.random()));
      note(request, failure, 'the vendor took nothing; sending again later');
      return write(request, { state: 'new', wakeAt: clock.now() + pause });
    }
    return end(request, failure);
  }

  /** Nobody knows whether it was taken: ask by our trace id; never send again while that is open. */
  async function resolveDoubt(request: PaidRequest, provider: ImageProvider, signal: AbortSignal): Promise<void> {
    const held: Doubt = request.doubt ?? {
      since: clock.now(),
      next: 'unknown',
      failure: { code: 'outcome_unknown', vendorCode: 'interrupted' },
    };
    if (provider.find === undefined) return end(request, { ...held.failure, code: 'outcome_unknown' });
    const found = await provider.find(request.traceId, request.id, { signal, scratch });
    if (signal.aborted) return;
    return afterFinding(request, provider, held, found);
  }

  async function afterFinding(request: PaidRequest, provider: ImageProvider, held: Doubt, found: FindOutcome) {
    const now = clock.now();
    switch (found.kind) {
      case 'running':
        return write(request, {
          state: 'waiting',
          handle: found.handle,
          doubt: null,
          tries: 0,
          wakeAt: now + pace.firstCheck,
        });
      case 'made':
        return write(request, { state: 'collecting', made: found.pictures, doubt: null, tries: 0, wakeAt: now });
      case 'failed':
        return end(request, found.failure);
      case 'absent':
        if (held.next === 'send again') return write(request, { state: 'new', doubt: null, wakeAt: now });
        if (now - held.since >= pace.doubtGrace) return end(request, { ...held.failure, code: 'outcome_unknown' });
        return doubt(request, held, pace.doubtEvery);
      case 'unanswered':
        // The minute counts from when the vendor answers again, but nobody waits past the deadline.
        if (isOver(request, provider)) return end(request, { ...held.failure, code: 'outcome_unknown' });
        return doubt(request, { ...held, since: now }, found.failure.retryAfterMs ?? pace.doubtEvery);
      default:
        return found satisfies never;
    }
  }

  async function check(request: PaidRequest, provider: ImageProvider, signal: AbortSignal): Promise<void> {
    if (provider.answers !== 'polled' || request.handle === null) return resolveDoubt(request, provider, signal);
    const outcome = await provider.check(request.handle, request.id, { signal, scratch });
    if (signal.aborted) return;
    return afterChecking(request, provider, outcome);
  }

  async function afterChecking(request: PaidRequest, provider: ImageProvider, outcome: CheckOutcome): Promise<void> {
    const now = clock.now();
    const elapsed = now - (request.submittedAt ?? now);
    switch (outcome.kind) {
      case 'made':
        return write(request, { state: 'collecting', made: outcome.pictures, tries: 0, wakeAt: now });
      case 'failed':
        return end(request, outcome.failure);
      case 'running':
      case 'unanswered': {
        if (isOver(request, provider)) return end(request, { code: 'outcome_unknown', vendorCode: 'deadline' });
        const asked = outcome.kind === 'unanswered' ? (outcome.failure.retryAfterMs ?? 0) : 0;
        return write(request, {
          tries: outcome.kind === 'running' ? 0 : request.tries + 1,
          wakeAt: now + Math.max(asked, nextCheckAfter(elapsed, pace, clock.random())),
        });
      }
      case 'absent': {
        // A new task may take a while to be readable; one that stays unknown is lost.
        const since = request.doubt?.since ?? now;
        if (now - since >= pace.doubtGrace) return end(request, { code: 'outcome_unknown', vendorCode: 'absent' });
        const held: Doubt = { since, next: 'unknown', failure: { code: 'outcome_unknown' } };
        return write(request, { doubt: held, wakeAt: now + pace.doubtEvery });
      }
      default:
        return outcome satisfies never;
    }
  }

  async function gather(request: PaidRequest, signal: AbortSignal): Promise<void> {
    const collected = await collect(request, signal);
    if (signal.aborted && collected.kind !== 'collected') return;
    switch (collected.kind) {
      case 'collected':
        return write(
          request,
          {
            state: 'ended',
            ending: { kind: 'pictures', pictures: collected.pictures },
            made: [],
            handle: null,
            wakeAt: null,
          },
          { nudgeJob: clock.now() },
        );
      case 'again':
        if (request.tries + 1 >= pace.collectTries) return end(request, { ...collected.failure, code: 'result_lost' });
        note(request, collected.failure, 'a result could not be fetched; fetching it again');
        return write(request, {
          tries: request.tries + 1,
          wakeAt: clock.now() + backoffAfter(request.tries, pace, clock.random()),
        });
      case 'failed':
        return end(request, collected.failure);
      default:
        return collected satisfies never;
    }
  }

  function isOver(request: PaidRequest, provider: ImageProvider): boolean {
    return clock.now() - (request.submittedAt ?? clock.now()) > provider.deadlineMs({ size: undefined });
  }

  function doubt(request: PaidRequest, held: Doubt, pause: number): Promise<void> {
    return write(request, { state: 'submitting', doubt: held, wakeAt: clock.now() + pause });
  }

  async function end(request: PaidRequest, failure: Failure): Promise<void> {
    note(request, failure, 'a paid request ended without a picture');
    return write(
      request,
      { state: 'ended', ending: { kind: 'failure', failure }, made: [], handle: null, doubt: null, wakeAt: null },
      { nudgeJob: clock.now() },
    );
  }

  /** Whoever lost the race for the row does nothing. */
  async function write(request: PaidRequest, changes: Parameters<Journal['advanceRequest']>[1], step?: RequestStep) {
    await journal.advanceRequest(request, changes, step);
  }

  function note(request: PaidRequest, failure: Failure, message: string) {
    log.warn(
      {
        request: request.id,
        trace: request.traceId,
        provider: request.provider,
        attempt: request.attempt,
        code: failure.code,
        vendorCode: failure.vendorCode,
        status: failure.status,
        vendorTrace: failure.vendorTrace,
      },
      message,
    );
  }
}
