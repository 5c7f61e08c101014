import type { Job, MadePicture, PaidRequest } from '../domain/job.ts';
import type { Catalogue, ProviderName } from '../domain/provider.ts';
import { dimensionsOf } from '../domain/size.ts';
import type { Clock } from '../ports/clock.ts';
import type { ImageProvider, ProviderRequest, SubmitOutcome } from '../ports/image-provider.ts';
import type { Journal, Lease } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import type { Collect } from './collect.ts';
import {
  afterChecking,
  afterCollecting,
  afterFinding,
  afterSending,
  type Circumstances,
  type Decision,
  ended,
  interruption,
} from './decide-request.ts';
import { placesFreshFor } from './line-places.ts';
import { aspectTo } from './offer-to.ts';
import { type Pace, paceFor } from './pace.ts';
import type { WithCall } from './prepare-call.ts';

export interface RequestWork {
  readonly request: PaidRequest;
  readonly job: Job;
}

/**
 * Takes one paid request one step forward: sends it, looks it up after a doubt, asks about it, or fetches what was made.
 * Each step is written down before it is taken, so that a crash in it is only "look again". What an answer means is
 * decided in `decide-request`. A step cut short by stopping writes nothing: its row says where it was.
 */
export function createAdvanceRequest({
  journal,
  catalogue,
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
  readonly catalogue: Catalogue;
  readonly providers: ReadonlyMap<ProviderName, ImageProvider>;
  readonly withCall: WithCall;
  readonly collect: Collect;
  readonly scratch: string;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  /** Shows a preview; the newest wins. */
  readonly preview: (job: Job, picture: MadePicture) => void;
}) {
  return async function advanceRequest({ request, job }: RequestWork, lease: Lease, signal: AbortSignal) {
    const provider = providers.get(request.provider);
    if (provider === undefined) return write(request, ended({ code: 'not_offered' }));
    switch (request.state) {
      case 'new':
        return submit(job, request, provider, lease, signal);
      case 'submitting':
        return find(job, request, provider, signal);
      case 'waiting':
        return check(job, request, provider, signal);
      case 'collecting': {
        const collected = await collect(request, signal);
        if (signal.aborted && collected.kind !== 'collected') return;
        return write(request, afterCollecting(request, collected, circumstances(provider, job)));
      }
      case 'ended':
        return;
      default:
        return request.state satisfies never;
    }
  };

  async function submit(job: Job, request: PaidRequest, provider: ImageProvider, lease: Lease, signal: AbortSignal) {
    const now = clock.now();
    const sending = { state: 'submitting', attempt: request.attempt + 1, submittedAt: now, doubt: null } as const;
    // Whoever reads their place in line is told that it is over as soon as the line is seen without it.
    const shown = job.shown.kind === 'queued' ? { nudgeJob: now + 1.1 * placesFreshFor } : {};
    const step = { keep: lease, started: now, ...shown };
    const revision = await journal.advanceRequest(request, { ...sending, wakeAt: null }, step);
    if (revision === null) return;
    const sent: PaidRequest = { ...request, ...sending, revision };
    const lending = await withCall(job, sent, provider, (call) => send(job, provider, call, signal));
    switch (lending.kind) {
      case 'gone':
        return write(sent, ended({ code: 'source_gone' }));
      case 'unsendable':
        return write(sent, ended({ code: 'not_offered' }));
      case 'sent':
        if (signal.aborted && lending.result.kind !== 'made' && lending.result.kind !== 'accepted') return;
        return write(sent, afterSending(sent, lending.result, circumstances(provider, job)));
      default:
        return lending satisfies never;
    }
  }

  function send(job: Job, provider: ImageProvider, call: ProviderRequest, signal: AbortSignal): Promise<SubmitOutcome> {
    const context = { signal, scratch };
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

  /** Nobody knows whether it was taken: ask by our trace id, and never send again while that is open. */
  async function find(job: Job, request: PaidRequest, provider: ImageProvider, signal: AbortSignal) {
    const held = request.doubt ?? interruption(clock.now());
    if (provider.find === undefined) return write(request, ended({ ...held.failure, code: 'outcome_unknown' }));
    const asked = aspectTo(job, request, catalogue);
    const found = await provider.find(request.traceId, request.id, { signal, scratch }, asked);
    if (signal.aborted) return;
    return write(request, afterFinding(request, held, found, circumstances(provider, job)));
  }

  async function check(job: Job, request: PaidRequest, provider: ImageProvider, signal: AbortSignal) {
    // The way of asking was changed in the settings while it waited: by trace id, then.
    if (request.handle === null || provider.check === undefined) return find(job, request, provider, signal);
    const outcome = await provider.check(request.handle, request.id, { signal, scratch });
    if (signal.aborted) return;
    return write(request, afterChecking(request, outcome, circumstances(provider, job)));
  }

  function circumstances(provider: ImageProvider, job: Job): Circumstances {
    const size = job.task?.recipe.size ?? 'auto';
    return {
      now: clock.now(),
      random: clock.random(),
      pace: paceFor(provider, pace),
      canFind: provider.find !== undefined,
      deadlineMs: provider.deadlineMs(dimensionsOf(size)),
    };
  }

  /** Whoever lost the race for the row does nothing. */
  async function write(request: PaidRequest, { changes, remark }: Decision): Promise<void> {
    if (remark !== undefined) {
      const { failure, message } = remark;
      const { id, traceId: trace, provider, attempt } = request;
      const { code, vendorCode, status, vendorTrace } = failure;
      log.warn({ request: id, trace, provider, attempt, code, vendorCode, status, vendorTrace }, message);
    }
    await journal.advanceRequest(request, changes, changes.state === 'ended' ? { nudgeJob: clock.now() } : {});
  }
}
