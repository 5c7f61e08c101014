import { recipeOf } from '../../domain/asked/recipe-of.ts';
import { dimensionsOf } from '../../domain/asked/size.ts';
import { type Failure, seenIn } from '../../domain/failure.ts';
import { paintedId } from '../../domain/ids.ts';
import {
  afterChecking,
  afterCollecting,
  afterFinding,
  afterSending,
  type Circumstances,
  type Decision,
  ended,
  interruption,
  unknown,
} from '../../domain/jobs/decide-request.ts';
import { isHidden, type Job, type MadePicture, type PaidRequest } from '../../domain/jobs/job.ts';
import { type Pace, paceFor } from '../../domain/jobs/pace.ts';
import type { Manner } from '../../domain/offers/looks.ts';
import type { Catalogue, ProviderName } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ImageProvider, ProviderRequest, SubmitOutcome } from '../../ports/image-provider.ts';
import type { Log } from '../../ports/log.ts';
import type { Journal, Lease } from '../../ports/store/journal.ts';
import type { CallbacksHeard } from './callbacks-heard.ts';
import type { PrepareCall } from './calling/prepare-call.ts';
import type { Collect } from './collect.ts';
import type { Failover } from './failover.ts';
import { isExact, type LayOver } from './lay-over.ts';
import { aspectTo } from './offer-to.ts';
import type { ProviderHealth } from './provider-health.ts';
import { realPrice } from './real-price.ts';
import type { Kind, UsualTimes } from './usual-times.ts';

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
  prepareCall,
  collect,
  layOver,
  health,
  failover,
  usual,
  heard,
  scratch,
  clock,
  pace,
  log,
  preview,
}: {
  readonly journal: Journal;
  readonly catalogue: Catalogue;
  readonly providers: ReadonlyMap<ProviderName, ImageProvider>;
  readonly prepareCall: PrepareCall;
  readonly collect: Collect;
  readonly layOver: LayOver;
  readonly health: ProviderHealth;
  readonly failover: Pick<Failover, 'hasAnother'>;
  readonly usual: UsualTimes;
  readonly heard: Pick<CallbacksHeard, 'settle' | 'come'>;
  readonly scratch: string;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  /** Shows a preview; the newest wins. */
  readonly preview: (job: Job, picture: MadePicture) => void;
}) {
  return async function advanceRequest({ request, job }: RequestWork, lease: Lease, signal: AbortSignal) {
    // What was made is fetched whether or not there still is a key.
    if (request.state === 'collecting') return fetchMade(job, request, signal);
    const provider = providers.get(request.provider);
    if (provider === undefined) return write(request, withoutProvider(request));
    switch (request.state) {
      case 'new':
        if (isHidden(job)) return write(request, ended({ code: 'cancelled' }));
        return submit(job, request, provider, lease, signal);
      case 'submitting':
        return find(job, request, provider, signal);
      case 'waiting':
        return check(job, request, provider, signal);
      case 'ended':
        return;
      default:
        return request.state satisfies never;
    }
  };

  async function submit(job: Job, request: PaidRequest, provider: ImageProvider, lease: Lease, signal: AbortSignal) {
    const rests = health.turnAway(request.provider);
    if (rests !== null && (await failover.hasAnother(job, request))) return write(request, passedOver(rests));
    // Pictures are made ready while nothing is sent yet: whatever ends that, nobody can wonder whether it was.
    await using prepared = await prepareCall(job, request, provider);
    const now = clock.now();
    const sending = { state: 'submitting', attempt: request.attempt + 1, submittedAt: now, doubt: null } as const;
    // Whoever reads a place in line is told that it is over; a moment later, for the worker has looked at this one.
    const shown = job.shown.kind === 'queued' ? { nudgeJob: now + 1 } : {};
    const step = { keep: lease, started: now, ...shown };
    switch (prepared.kind) {
      case 'gone':
        return write(request, ended({ code: 'source_gone' }));
      case 'unsendable':
        return write(request, ended({ code: 'not_offered' }));
      case 'refused':
        return write(request, ended(prepared.failure));
      case 'prepared': {
        const revision = await journal.advanceRequest(request, { ...sending, wakeAt: null }, step);
        // Cancelled meanwhile, or another's by now.
        if (revision === null) return;
        const sent: PaidRequest = { ...request, ...sending, revision };
        const outcome = await send(job, provider, prepared.call, signal);
        if (signal.aborted && outcome.kind !== 'made' && outcome.kind !== 'accepted') return;
        health.note(provider.name, outcome);
        return write(sent, afterSending(sent, outcome, await circumstancesAfter(outcome, sent, provider, job)));
      }
      default:
        return prepared satisfies never;
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
    if (provider.find === undefined) return write(request, unknown(held));
    const asked = aspectTo(job, request, catalogue);
    const found = await provider.find(request.traceId, request.id, { signal, scratch }, asked);
    if (signal.aborted) return;
    health.note(provider.name, found);
    return write(request, afterFinding(request, held, found, circumstances(provider, job, request)));
  }

  async function check(job: Job, request: PaidRequest, provider: ImageProvider, signal: AbortSignal) {
    // The way of asking was changed in the settings while it waited: by trace id, then.
    if (request.handle === null || provider.check === undefined) return find(job, request, provider, signal);
    const outcome = await provider.check(request.handle, request.id, { signal, scratch });
    if (signal.aborted) return;
    health.note(provider.name, outcome);
    if (outcome.kind === 'made') learn(job, request, provider);
    return write(request, afterChecking(request, outcome, circumstances(provider, job, request)));
  }

  /** How long it took, as far as it was seen, and whether the vendor's call came before our question. */
  function learn(job: Job, request: PaidRequest, provider: ImageProvider): void {
    if (provider.takesCallback) heard.settle(request.id);
    const kind = kindOf(job, request);
    if (kind !== null && request.submittedAt !== null) usual.note(kind, clock.now() - request.submittedAt);
  }

  async function fetchMade(job: Job, request: PaidRequest, signal: AbortSignal): Promise<void> {
    const collected = await collect(request, signal, isExact(job) ? paintedId : undefined);
    if (signal.aborted && collected.kind !== 'collected') return;
    const at = { now: clock.now(), random: clock.random(), pace };
    if (collected.kind !== 'collected') return write(request, afterCollecting(request, collected, at));
    // What it costs goes by what the vendor made, whatever becomes of that here.
    const price = realPrice(job, request, collected.pictures, catalogue);
    const pictures = isExact(job)
      ? await Promise.all(collected.pictures.map((painted) => layOver(job, painted)))
      : collected.pictures;
    const took = request.submittedAt === null ? undefined : at.now - request.submittedAt;
    const timed = pictures.map((picture) => ({ ...picture, took }));
    return write(request, afterCollecting(request, { ...collected, pictures: timed, price }, at));
  }

  /** Only for a refusal it matters whether another provider could make it. */
  async function circumstancesAfter(
    outcome: SubmitOutcome,
    request: PaidRequest,
    provider: ImageProvider,
    job: Job,
  ): Promise<Circumstances> {
    const at = circumstances(provider, job, request);
    if (outcome.kind !== 'failed' || !(await failover.hasAnother(job, request))) return at;
    return { ...at, another: health.resting().has(provider.name) ? 'at once' : 'if need be' };
  }

  function circumstances(provider: ImageProvider, job: Job, request: PaidRequest): Circumstances {
    const kind = kindOf(job, request);
    return {
      now: clock.now(),
      random: clock.random(),
      pace: paceFor(provider, pace),
      canFind: provider.find !== undefined,
      deadlineMs: provider.deadlineMs(kind?.size ?? null),
      manner: mannerOf(provider, heard.come()),
      usual: kind === null ? null : usual.of(kind),
    };
  }

  /** Whoever lost the race for the row does nothing. */
  async function write(request: PaidRequest, { changes, remark }: Decision): Promise<void> {
    if (remark !== undefined) {
      const { failure, message } = remark;
      const { id, traceId: trace, provider, attempt } = request;
      const { vendorCode, status, vendorTrace } = seenIn(failure) ?? {};
      log.warn({ request: id, trace, provider, attempt, code: failure.code, vendorCode, status, vendorTrace }, message);
    }
    await journal.advanceRequest(request, changes, changes.state === 'ended' ? { nudgeJob: clock.now() } : {});
  }
}

/** Where calls do not come, as if there were none. */
function mannerOf(provider: ImageProvider, come: boolean): Manner {
  if (provider.wantsFewQuestions !== true) return 'each alone';
  if (provider.takesCallback && come) return 'it calls back';
  return provider.answers === 'polled' && provider.checkMany !== undefined ? 'all together' : 'each alone';
}

function kindOf({ task }: Job, request: PaidRequest): Kind | null {
  if (task === null) return null;
  const { model, quality, size } = recipeOf(task, request);
  return { provider: request.provider, model, quality, size: dimensionsOf(size) };
}

/** Its key was taken out of the settings: nothing is sent, and what was sent can no longer be asked about. */
function withoutProvider({ state }: PaidRequest): Decision {
  return ended(state === 'new' ? { code: 'key_refused', seen: { vendorCode: 'no key' } } : { code: 'outcome_unknown' });
}

function passedOver(failure: Failure): Decision {
  return {
    ...ended(failure),
    remark: { failure, message: 'not sent: its image service rests, and another can make it' },
  };
}
