import { needsOf } from '../../domain/asked/read-recipe.ts';
import { ignoredFields } from '../../domain/asked/recipe-fields.ts';
import { traceId } from '../../domain/ids.ts';
import { mayGoElsewhere, standing, successorOrdinal, untried } from '../../domain/jobs/failover.ts';
import { isHidden, type Job, type JobWork, type PaidRequest, type Warning } from '../../domain/jobs/job.ts';
import { newRequest } from '../../domain/jobs/new-request.ts';
import { chooseOffer, type Market } from '../../domain/offers/choose-offer.ts';
import type { Catalogue, Offer } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Journal } from '../../ports/store/journal.ts';

export interface Failover {
  /** New rows for pictures whose provider failed without a price, each at the next one that can make it. */
  successors(work: JobWork): { readonly requests: readonly PaidRequest[]; readonly warnings: readonly Warning[] };
  /** Whether there is somebody else, who does not rest, and could make what this request asks for. */
  hasAnother(job: Job, request: PaidRequest): Promise<boolean>;
}

/** Who takes over from a provider that fails: never by sending a row again, never where anything may have been paid for. */
export function createFailover({
  journal,
  catalogue,
  market,
  clock,
  log,
}: {
  readonly journal: Pick<Journal, 'find'>;
  readonly catalogue: Catalogue;
  readonly market: () => Market;
  readonly clock: Pick<Clock, 'now' | 'uuid'>;
  readonly log: Log;
}): Failover {
  return {
    successors(work) {
      const { job, requests } = work;
      const added: PaidRequest[] = [];
      const warnings: Warning[] = [];
      // Hidden: its asker no longer waits for it.
      for (const request of isHidden(job) ? [] : standing(requests)) {
        // One that rests is better than nobody.
        const offer = mayGoElsewhere(request) ? nextOffer(work, request, market()) : undefined;
        if (offer === undefined || job.task === null) continue;
        const { id, provider: from, ending } = request;
        const code = ending?.kind === 'failure' ? ending.failure.code : undefined;
        log.warn({ request: id, from, to: offer.provider, code }, 'a request goes to another image service');
        added.push(successor(job, request, offer));
        warnings.push(...ignoredFields(job.task.recipe, offer));
      }
      return {
        requests: added,
        warnings: warnings.filter((each) => !job.warnings.some((known) => isSame(known, each))),
      };
    },

    async hasAnother(job, request) {
      const found = await journal.find(job.id);
      const { resting, ...rest } = market();
      const awake = { ...rest, resting, providers: rest.providers.filter((name) => !resting.has(name)) };
      return found !== null && nextOffer(found, request, awake) !== undefined;
    },
  };

  function nextOffer({ job, requests }: JobWork, request: PaidRequest, among: Market): Offer | undefined {
    const model = job.task === null ? undefined : catalogue.find(job.task.recipe.model);
    if (job.task === null || model === undefined) return undefined;
    const needs = needsOf(job.task.recipe, job.task.sources.length);
    const chosen = chooseOffer(model, needs, { ...among, providers: untried(request, requests, among.providers) });
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

function priceOf({ task }: Job, { operation }: PaidRequest, offer: Offer): number | null {
  if (task === null) return null;
  const { quality, size } = task.recipe;
  return offer.price({ operation, quality, size, sources: task.sources.length });
}

const isSame = (one: Warning, other: Warning) =>
  one.kind === 'ignored' && other.kind === 'ignored' && one.field === other.field;
