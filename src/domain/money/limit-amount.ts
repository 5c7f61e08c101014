import { microUsd, type Unit } from './limits.ts';

/** The most that a server may set, in pictures or dollars: beyond every bill, and far below what a ledger can count. */
export const mostOfLimit = 1_000_000;

/**
 * What a manager typed, as a limit's amount (0: nobody may), or why it is none. A part of a picture, and of a dollar
 * what would be shown as nothing, are no limits that anybody could mean.
 */
export function limitAmount(typed: number, unit: Unit): number | 'too much' | 'too little' | 'no whole pictures' {
  if (!(typed <= mostOfLimit)) return 'too much';
  if (typed < 0 || (unit === 'usd' && typed > 0 && typed < leastDollars)) return 'too little';
  // JSON knows no negative zero, and what is kept is to be what is read.
  const amount = Math.abs(typed);
  if (unit === 'images') return Number.isInteger(amount) ? amount : 'no whole pictures';
  return microUsd(amount);
}

const leastDollars = 0.001;
