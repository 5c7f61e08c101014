import type { Offer, Price, PricedBy } from '../offers/provider.ts';

/** What one picture costs there, as far as can be said beforehand; null where nobody publishes it. */
export function priceAt(offer: Pick<Offer, 'price' | 'isExact'>, by: PricedBy): Price | null {
  const microUsd = offer.price(by);
  return microUsd === null ? null : { microUsd, isBound: !offer.isExact(by) };
}

/** What these cost together; null where nobody says so of one of them. */
export function sumOf(prices: readonly (Price | null)[]): Price | null {
  const known = prices.filter((each) => each !== null);
  if (known.length < prices.length) return null;
  return {
    microUsd: known.reduce((sum, { microUsd }) => sum + microUsd, 0),
    isBound: known.some(({ isBound }) => isBound),
  };
}
