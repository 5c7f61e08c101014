import { failureRule } from '../failure.ts';
import type { ProviderName } from '../offers/provider.ts';
import type { PaidRequest } from './job.ts';

/**
 * Where another provider takes a picture over, that is a row of its own, of the same slot: a job that asks for two
 * pictures has the slots 0 and 1, whoever makes them in the end.
 */
export const slots = 100;

type Ordered = Pick<PaidRequest, 'ordinal'>;

export const slotOf = ({ ordinal }: Ordered): number => ordinal % slots;

export const successorOrdinal = ({ ordinal }: Ordered): number => ordinal + slots;

/** All that was tried for the same picture as `request`, itself included, first to last. */
export function lineage<Row extends Ordered>(request: Ordered, requests: readonly Row[]): readonly Row[] {
  return requests
    .filter((each) => slotOf(each) === slotOf(request))
    .toSorted((one, other) => one.ordinal - other.ordinal);
}

/** One row for each picture that was asked for: the last that was tried for it. */
export function standing<Row extends Ordered>(requests: readonly Row[]): readonly Row[] {
  return requests.filter((each) => lineage(each, requests).at(-1) === each);
}

/**
 * Whether another provider may be asked in its place: when this one failed and nothing was paid for. What the vendor
 * refused because of what was asked is not asked elsewhere, and an unknown outcome never is.
 */
export function mayGoElsewhere({ state, ending }: Pick<PaidRequest, 'state' | 'ending'>): boolean {
  if (state !== 'ended' || ending?.kind !== 'failure') return false;
  const { fault, resend, money } = failureRule(ending.failure);
  return money === 'release' && (fault === 'provider' || resend === 'later');
}

/** Those who may still be asked for the same picture. */
export function untried(
  request: Ordered,
  requests: readonly Pick<PaidRequest, 'ordinal' | 'provider'>[],
  providers: readonly ProviderName[],
): readonly ProviderName[] {
  const tried = new Set(lineage(request, requests).map(({ provider }) => provider));
  return providers.filter((name) => !tried.has(name));
}
