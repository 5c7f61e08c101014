import { houseOf } from '../house.ts';
import type { RequestId } from '../ids.ts';
import type { ProviderName } from '../offers/provider.ts';
import type { LineLimits, Standing } from './line.ts';

/** What is in hand: `many` requests of a member at a provider, one where nothing is said. */
export interface InHand extends Pick<Standing, 'provider' | 'guild' | 'member'> {
  readonly many?: number;
}

/**
 * Those whose turn it is within the limits: the best one that still fits, again and again, each counting as in hand for
 * the next. A full provider, server or member does not hold up the others.
 *
 * Only the oldest request of a member at a provider can be the best of those, and a choice changes the ranks within one
 * server alone: so each server remembers its best until it is chosen from.
 */
export function turns(
  { waiting, inHand }: { readonly waiting: readonly Standing[]; readonly inHand: readonly InHand[] },
  limits: LineLimits,
): readonly RequestId[] {
  const providers = new Map<ProviderName, number>();
  const houses = new Map<string, House>();
  const byAge = waiting.toSorted((one, other) => one.since - other.since);
  for (const [age, standing] of byAge.entries()) join(houses, { standing, age });
  for (const { many = 1, ...each } of inHand) {
    providers.set(each.provider, (providers.get(each.provider) ?? 0) + many);
    const house = houses.get(houseOf(each));
    if (house === undefined) continue;
    house.inHand += many;
    const member = house.members.get(each.member);
    if (member !== undefined) member.inHand += many;
  }

  const isOpen = (provider: ProviderName) => (providers.get(provider) ?? 0) < limits.provider;
  const chosen: RequestId[] = [];
  for (;;) {
    let best: Candidate | null = null;
    for (const house of houses.values()) {
      if (house.best === 'unknown') house.best = bestOf(house, limits, isOpen);
      if (house.best !== null && (best === null || isBefore(house.best, best))) best = house.best;
    }
    if (best === null) return chosen;
    const { house, member, queue } = best;
    const { request, provider } = best.standing;
    chosen.push(request);
    queue.shift();
    house.inHand += 1;
    member.inHand += 1;
    house.best = 'unknown';
    providers.set(provider, (providers.get(provider) ?? 0) + 1);
    if (!isOpen(provider)) for (const each of houses.values()) each.best = 'unknown';
  }
}

interface Queued {
  readonly standing: Standing;
  readonly age: number;
}

interface Member {
  inHand: number;
  readonly queues: Map<ProviderName, Queued[]>;
}

interface House {
  inHand: number;
  readonly members: Map<string, Member>;
  best: Candidate | null | 'unknown';
}

interface Candidate extends Queued {
  readonly house: House;
  readonly member: Member;
  readonly queue: Queued[];
}

function join(houses: Map<string, House>, { standing, age }: Queued): void {
  const key = houseOf(standing);
  const house: House = houses.get(key) ?? { inHand: 0, members: new Map(), best: 'unknown' };
  houses.set(key, house);
  const member: Member = house.members.get(standing.member) ?? { inHand: 0, queues: new Map() };
  house.members.set(standing.member, member);
  const queue = member.queues.get(standing.provider) ?? [];
  member.queues.set(standing.provider, queue);
  queue.push({ standing, age });
}

function bestOf(house: House, limits: LineLimits, isOpen: (provider: ProviderName) => boolean): Candidate | null {
  if (house.inHand >= limits.guild) return null;
  let best: Candidate | null = null;
  for (const member of house.members.values()) {
    if (member.inHand >= limits.member) continue;
    for (const [provider, queue] of member.queues) {
      const [first] = queue;
      if (first === undefined || !isOpen(provider)) continue;
      const candidate = { ...first, house, member, queue };
      if (best === null || isBefore(candidate, best)) best = candidate;
    }
  }
  return best;
}

/** Little in hand goes first: the server's, then the member's; then age. */
function isBefore(one: Candidate, other: Candidate): boolean {
  const order =
    one.house.inHand - other.house.inHand ||
    one.member.inHand - other.member.inHand ||
    one.standing.since - other.standing.since ||
    one.age - other.age;
  return order < 0;
}
