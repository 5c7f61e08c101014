import { picturesSent } from '../../domain/asked/image-request.ts';
import { needsOf } from '../../domain/asked/read-recipe.ts';
import { ignoredFields } from '../../domain/asked/recipe-fields.ts';
import { recipeOf } from '../../domain/asked/recipe-of.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { type RequestId, traceId } from '../../domain/ids.ts';
import type { Payment } from '../../domain/jobs/changes.ts';
import { lineage, mayGoElsewhere, standing, successorOrdinal, untried } from '../../domain/jobs/failover.ts';
import { isHidden, type Job, type JobWork, type PaidRequest, type Warning } from '../../domain/jobs/job.ts';
import { newRequest } from '../../domain/jobs/new-request.ts';
import type { Constraint } from '../../domain/money/limits.ts';
import { chooseOffer, type Market } from '../../domain/offers/choose-offer.ts';
import type { Catalogue, Offer, ProviderName } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { Ledger } from '../../ports/store/ledger.ts';

export interface Successors {
  readonly requests: readonly PaidRequest[];
  readonly warnings: readonly Warning[];
  /** What the operator may have to pay for the job in all, then. */
  readonly pay?: Payment;
  /** For the log. */
  readonly moves?: readonly Move[];
}

interface Move {
  readonly request: RequestId;
  readonly from: ProviderName;
  readonly to: ProviderName;
  readonly code: FailureCode | undefined;
}

export interface Failover {
  /**
   * New rows for pictures whose provider failed without a price, each at the next one that can make it; `no dearer`: at
   * no higher price than was promised.
   */
  successors(work: JobWork, price?: 'any price' | 'no dearer'): Successors;
  /** Whether there is somebody else, who does not rest, and could make what this request asks for. */
  hasAnother(job: Job, request: PaidRequest): Promise<boolean>;
}

/** Who takes over from a provider that fails: never by sending a row again, never where anything may have been paid for. */
export function createFailover({
  journal,
  catalogue,
  market,
  ceilings,
  ledger,
  clock,
}: {
  readonly journal: Pick<Journal, 'find'>;
  readonly catalogue: Catalogue;
  readonly market: () => Market;
  /** What binds the operator's payments, whoever asks. */
  readonly ceilings: readonly Constraint[];
  readonly ledger: Pick<Ledger, 'spent'>;
  readonly clock: Pick<Clock, 'now' | 'uuid'>;
}): Failover {
  return {
    successors(work, price = 'any price') {
      const { job, requests } = work;
      const added: PaidRequest[] = [];
      const warnings: Warning[] = [];
      const moves: Move[] = [];
      // Hidden: its asker no longer waits for it.
      for (const request of isHidden(job) ? [] : standing(requests)) {
        // One that rests is better than nobody.
        const offer = mayGoElsewhere(request) ? nextOffer(work, request, market(), price) : undefined;
        if (offer === undefined || job.task === null) continue;
        const { id, provider: from, ending } = request;
        const code = ending?.kind === 'failure' ? ending.failure.code : undefined;
        moves.push({ request: id, from, to: offer.provider, code });
        added.push(successor(job, request, offer));
        warnings.push(...ignoredFields(recipeOf(job.task, request), offer));
      }
      return {
        requests: added,
        pay: payment([...requests, ...added]),
        moves,
        warnings: warnings.filter((each) => !job.warnings.some((known) => isSame(known, each))),
      };
    },

    async hasAnother(job, request) {
      const found = await journal.find(job.id);
      const { resting, ...rest } = market();
      const awake = { ...rest, resting, providers: rest.providers.filter((name) => !resting.has(name)) };
      if (found === null) return false;
      const offer = nextOffer(found, request, awake, 'any price');
      if (offer === undefined) return false;
      const more = (priceOf(job, request, offer) ?? 0) - promised(request, found.requests);
      if (await leaves(job, more)) return true;
      return nextOffer(found, request, awake, 'no dearer') !== undefined;
    },
  };

  /** Whether the ceilings leave so much; the transaction that hands a picture on looks once more. */
  async function leaves({ address, acceptedAt }: Job, more: number): Promise<boolean> {
    if (more <= 0) return true;
    const { guild, asker: member } = address;
    for (const { account: kind, per, amount } of ceilings) {
      if ((await ledger.spent({ kind, guild, member }, per, acceptedAt)) + more > amount) return false;
    }
    return true;
  }

  /** One row of a slot is paid at most: whoever came before it failed without a price. */
  function payment(requests: readonly PaidRequest[]): Payment {
    const usd = standing(requests).reduce((sum, { price }) => sum + (price ?? 0), 0);
    return { usd, constraints: ceilings };
  }

  function nextOffer(
    { job, requests }: JobWork,
    request: PaidRequest,
    among: Market,
    price: 'any price' | 'no dearer',
  ): Offer | undefined {
    if (job.task === null) return undefined;
    const recipe = recipeOf(job.task, request);
    const model = catalogue.find(recipe.model);
    if (model === undefined) return undefined;
    const needs = needsOf(recipe, job.task.sources.length);
    // A draft that costs more is none.
    const isBound = price === 'no dearer' || recipe.draft !== undefined;
    const most = isBound ? promised(request, requests) : Number.POSITIVE_INFINITY;
    const isWithin = (offer: Offer) => (priceOf(job, request, offer) ?? 0) <= most;
    const offers = model.offers.filter(isWithin);
    const providers = untried(request, requests, among.providers);
    const chosen = chooseOffer({ ...model, offers }, needs, { ...among, providers });
    if (chosen.kind === 'none') return undefined;
    // Where a limit in dollars may bind, nothing is made of which nobody knows what it costs.
    const isGuess = request.price !== null && priceOf(job, request, chosen.offer) === null;
    return isGuess ? undefined : chosen.offer;
  }

  function successor(job: Job, request: PaidRequest, offer: Offer): PaidRequest {
    return newRequest({
      job: job.id,
      ordinal: successorOrdinal(request),
      provider: offer.provider,
      operation: request.operation,
      traceId: traceId(clock.uuid()),
      wakeAt: clock.now(),
      price: priceOf(job, request, offer),
    });
  }
}

/** What was held for this picture when it was asked for. */
const promised = (request: PaidRequest, requests: readonly PaidRequest[]): number =>
  lineage(request, requests)[0]?.price ?? 0;

function priceOf({ task }: Job, request: PaidRequest, offer: Offer): number | null {
  if (task === null) return null;
  const { quality, size } = recipeOf(task, request);
  return offer.price({ operation: request.operation, quality, size, sources: picturesSent(task) });
}

const isSame = (one: Warning, other: Warning) =>
  one.kind === 'ignored' && other.kind === 'ignored' && one.field === other.field && one.model === other.model;
