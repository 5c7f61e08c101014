import { houseOf, memberOf, type Whereabouts } from '../house.ts';
import type { RequestId } from '../ids.ts';
import type { ProviderName } from '../offers/provider.ts';

/** A request in line, or in hand (submitted and not yet ended). */
export interface Standing extends Whereabouts {
  readonly request: RequestId;
  readonly provider: ProviderName;
  readonly since: number;
}

export interface Line {
  /** Oldest first. */
  readonly waiting: readonly Standing[];
  readonly inHand: readonly Standing[];
}

export interface LineLimits {
  /** Paid requests in hand, per provider. */
  readonly provider: number;
  readonly guild: number;
  readonly member: number;
}

/**
 * Who is next: those with little in hand go first (server, then member), then by age. Answers the order in which the
 * whole line would be served, each turn counting as in hand for the next.
 *
 * Two sorts, not one choice after the other, which took six seconds for a line of 10,000: whoever is served as the
 * n-th of their server finds n more in the server's hand, whatever the other servers do, so each place in the order can
 * be told by itself; within a server the same holds for its members.
 */
export function servingOrder(line: Line): readonly Standing[] {
  const guilds = countBy(line.inHand, houseOf);
  const members = countBy(line.inHand, memberOf);
  const byAge = line.waiting.map((standing, index) => ({ standing, index })).sort(older);
  const withinGuilds = byAge
    .map((each) => ({ ...each, member: takePlace(members, memberOf(each.standing)) }))
    .sort((one, other) => one.member - other.member || older(one, other));
  return withinGuilds
    .map((each) => ({ ...each, guild: takePlace(guilds, houseOf(each.standing)) }))
    .sort((one, other) => one.guild - other.guild || one.member - other.member || older(one, other))
    .map((each) => each.standing);
}

interface Aged {
  readonly standing: Standing;
  readonly index: number;
}

const older = (one: Aged, other: Aged) => one.standing.since - other.standing.since || one.index - other.index;

function countBy(standings: readonly Standing[], key: (each: Standing) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of standings) add(counts, key(each));
  return counts;
}

const count = (counts: ReadonlyMap<string, number>, key: string) => counts.get(key) ?? 0;
const add = (counts: Map<string, number>, key: string) => void counts.set(key, count(counts, key) + 1);

/** From 1, as the line stands now; null when none of these stands in line any more, or one of them is in hand. */
export function placeOf(line: Line, requests: readonly { readonly id: RequestId }[]): number | null {
  const ids = new Set(requests.map((each) => each.id));
  if (line.inHand.some((each) => ids.has(each.request))) return null;
  const index = servingOrder(line).findIndex((each) => ids.has(each.request));
  return index < 0 ? null : index + 1;
}

/** How many are in hand before this one, which then counts too. */
function takePlace(counts: Map<string, number>, key: string): number {
  const before = count(counts, key);
  counts.set(key, before + 1);
  return before;
}
