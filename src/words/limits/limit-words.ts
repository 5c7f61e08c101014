import type { Constraint } from '../../domain/money/limits.ts';
import { moneyWords, setMoneyWords } from '../price-words.ts';
import type { Words } from '../words.ts';

/** Which limit it is, as its owner knows it: `your own limit of 20 pictures a day`. */
export function limitName(words: Words, { account, origin, amount, unit, per }: Constraint): string {
  return words.say('limit.of', {
    owner: owner(words, account, origin),
    amount: setAmountWords(words, amount, unit),
    per,
  });
}

/** The amount of a limit itself. */
export const setAmountWords = (words: Words, amount: number, unit: Constraint['unit']): string =>
  unit === 'images' ? amountWords(words, amount, unit) : setMoneyWords(words, amount);

/** `1 picture`, `20 pictures`, `$0.25`. Dollars are kept in millionths. */
export function amountWords(words: Words, amount: number, unit: Constraint['unit']): string {
  return unit === 'images' ? words.say('amount.pictures', { count: amount }) : moneyWords(words, amount);
}

/** Discord's own timestamp, ticking by itself in the reader's language. */
export const returnWords = (returnsAt: number) => `<t:${Math.floor(returnsAt / 1000)}:R>`;

/** The same for the end of something: the date and the time of day. */
export const untilWords = (until: number) => `<t:${Math.ceil(until / 1000)}:f>`;

function owner(words: Words, account: Constraint['account'], origin: Constraint['origin']): string {
  return origin === 'operator' ? words.say(`limit.owner.operator.${account}`) : words.say(`limit.owner.${origin}`);
}
