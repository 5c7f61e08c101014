import type { RequestId } from '../domain/ids.ts';
import { servingOrder } from '../domain/line.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';

/** How old a view of the line may be. Ordering ten thousand takes tens of milliseconds, and each of them asks for its place. */
const freshFor = 1_000;

export interface LinePlaces {
  /** From 1, as the line stood within the last second; null when none of these stands in line, or one is in hand. */
  placeOf(requests: readonly { readonly id: RequestId }[]): Promise<number | null>;
}

/** Places in line, worked out once a second for all who ask. */
export function createLinePlaces({ journal, clock }: { readonly journal: Journal; readonly clock: Clock }): LinePlaces {
  let view: { readonly at: number; readonly places: ReadonlyMap<RequestId, number | 'in hand'> } | null = null;

  return {
    async placeOf(requests) {
      const seen = await viewOf(freshFor);
      // Who joined the line since is not in it, and would be taken for one that is worked on.
      const isIn = requests.some(({ id }) => seen.places.has(id));
      const { places } = isIn ? seen : await viewOf(0);
      const found = requests.map(({ id }) => places.get(id));
      if (found.includes('in hand')) return null;
      const waiting = found.filter((place) => typeof place === 'number');
      return waiting.length === 0 ? null : Math.min(...waiting);
    },
  };

  async function viewOf(age: number) {
    const now = clock.now();
    if (view !== null && now - view.at < age) return view;
    const line = await journal.line(now);
    const places = new Map<RequestId, number | 'in hand'>();
    for (const [index, { request }] of servingOrder(line).entries()) places.set(request, index + 1);
    for (const { request } of line.inHand) places.set(request, 'in hand');
    view = { at: now, places };
    return view;
  }
}
