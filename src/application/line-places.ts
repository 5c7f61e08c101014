import type { RequestId } from '../domain/ids.ts';
import { servingOrder } from '../domain/line.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Pace } from './pace.ts';

/** How old a view of the line may be. Ordering ten thousand takes tens of milliseconds, and each of them asks for its place. */
export const placesFreshFor = 1_000;

export interface LinePlaces {
  /** From 1, as the line stood within the last second; null when none of these stands in line, or one is in hand. */
  placeOf(requests: readonly { readonly id: RequestId }[]): Promise<number | null>;
  /** Whether a place that changed may be shown now, for whoever's message it is: so many a second, and no more. */
  mayShow(): boolean;
}

/**
 * When to look at a place again, in milliseconds. Those who are next see every step; to number 3,000 it says nothing
 * that the line has moved by one. So the pause grows with the place, and a line of ten thousand is looked at some
 * fifteen times a second in all (the sum of 1/place grows with the number of digits alone), not 2,500 times.
 */
export const lookAgainAfter = (place: number, { statusEvery }: Pick<Pace, 'statusEvery'>): number =>
  Math.round(statusEvery * Math.max(1, place / nearest));

/** Places in line, worked out once a second for all who ask. */
export function createLinePlaces({ journal, clock }: { readonly journal: Journal; readonly clock: Clock }): LinePlaces {
  let view: { readonly at: number; readonly places: ReadonlyMap<RequestId, number | 'in hand'> } | null = null;
  let allowance = mostShown;
  let allowedAt = clock.now();

  return {
    async placeOf(requests) {
      const { places } = await fresh();
      const found = requests.map(({ id }) => places.get(id));
      if (found.includes('in hand')) return null;
      const waiting = found.filter((place) => typeof place === 'number');
      return waiting.length === 0 ? null : Math.min(...waiting);
    },

    mayShow() {
      const now = clock.now();
      allowance = Math.min(mostShown, allowance + ((now - allowedAt) / 1_000) * mostShown);
      allowedAt = now;
      if (allowance < 1) return false;
      allowance -= 1;
      return true;
    },
  };

  async function fresh() {
    const now = clock.now();
    if (view !== null && now - view.at < placesFreshFor) return view;
    const line = await journal.line(now);
    const places = new Map<RequestId, number | 'in hand'>();
    for (const [index, { request }] of servingOrder(line).entries()) places.set(request, index + 1);
    for (const { request } of line.inHand) places.set(request, 'in hand');
    view = { at: now, places };
    return view;
  }
}

/** Up to this place the line is looked at as often as anything may be shown anew. */
const nearest = 8;
/**
 * A second. A bot that was off for an hour finds every message in a line of thousands to be wrong: Discord is told a few
 * at a time, beside the fifty a second that it takes of a bot in all, and pictures are not kept waiting by numbers.
 */
const mostShown = 10;
