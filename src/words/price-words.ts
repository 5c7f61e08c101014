import type { Price } from '../domain/offers/provider.ts';
import type { Words } from './words.ts';

/**
 * The one form that money has wherever members read it, from millionths of a dollar: `$0.041`, `$0.33`; less than a
 * tenth of a cent is `under $0.001`, not nothing.
 */
export function moneyWords(words: Words, millionths: number): string {
  const dollars = millionths / 1_000_000;
  if (dollars === 0 || dollars >= 0.0995) return `$${dollars.toFixed(2)}`;
  return dollars < 0.001 ? words.say('price.under', { amount: '$0.001' }) : `$${dollars.toFixed(3)}`;
}

/** What somebody set: never rounded to cents where that would tell another amount, e.g. `$25.00`, `$0.255`. */
export const setMoneyWords = (words: Words, millionths: number): string =>
  millionths < 1_000 || millionths % 10_000 === 0
    ? moneyWords(words, millionths)
    : `$${(millionths / 1_000_000).toFixed(3)}`;

/** What something will cost: `$0.041` where that is known, `up to $0.33` where it is an upper bound. */
export function priceWords(words: Words, { microUsd, isBound }: Price): string {
  const amount = moneyWords(words, microUsd);
  // Less than a tenth of a cent is a bound already.
  return isBound && microUsd >= 1_000 ? words.say('price.up-to', { amount }) : amount;
}
