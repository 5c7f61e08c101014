import type { RequestId } from '../../domain/ids.ts';
import { servingOrder } from '../../domain/jobs/line.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/store/journal.ts';

/** How old a view of the line may be, at least. */
export const placesFreshFor = 1_000;
/** A long line moves little for its length, and looking at ten thousand takes tens of milliseconds: every five seconds. */
const freshForEach = 0.5;

export interface LinePlaces {
  /** From 1, as the line stood a short while ago; null when none of these was seen in it. */
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

/** Places in line, worked out once in a while for all who ask. */
export function createLinePlaces({ journal, clock }: { readonly journal: Journal; readonly clock: Clock }): LinePlaces {
  /** A promise: a hundred who ask at the same moment look once. */
  let view: { readonly until: number; readonly places: Promise<Places> } | null = null;
  let allowance = mostShown;
  let allowedAt = clock.now();

  return {
    async placeOf(requests) {
      const places = await fresh();
      const found = requests.flatMap(({ id }) => places.get(id) ?? []);
      return found.length === 0 ? null : Math.min(...found);
    },

    mayShow() {
      const now = clock.now();
      allowance = Math.min(mostShown, allowance + (Math.max(0, now - allowedAt) / 1_000) * mostShown);
      allowedAt = now;
      if (allowance < 1) return false;
      allowance -= 1;
      return true;
    },
  };

  function fresh(): Promise<Places> {
    const now = clock.now();
    if (view === null || now >= view.until) {
      const mine = { until: now + placesFreshFor, places: look(now) };
      view = mine;
      mine.places.then(
        ({ size }) => {
          mine.until = now + Math.max(placesFreshFor, size * freshForEach);
        },
        () => undefined,
      );
    }
    return view.places;
  }

  async function look(now: number): Promise<Places> {
    const order = servingOrder(await journal.line(now));
    return new Map(order.map(({ request }, index) => [request, index + 1]));
  }
}

type Places = ReadonlyMap<RequestId, number>;

/** Up to this place the line is looked at as often as anything may be shown anew. */
const nearest = 8;
/**
 * A second. A bot that was off for an hour finds every message in a line of thousands to be wrong: Discord is told a few
 * at a time, beside the fifty a second that it takes of a bot in all, and pictures are not kept waiting by numbers.
 */
const mostShown = 10;
