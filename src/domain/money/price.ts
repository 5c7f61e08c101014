import type { Price } from '../offers/provider.ts';

/** What these cost together; null where nobody says so of one of them. */
export function sumOf(prices: readonly (Price | null)[]): Price | null {
  const known = prices.filter((each) => each !== null);
  if (known.length < prices.length) return null;
  return {
    microUsd: known.reduce((sum, { microUsd }) => sum + microUsd, 0),
    isBound: known.some(({ isBound }) => isBound),
  };
}
