import type { Constraint } from '../../domain/money/limits.ts';

/** Which limit it is, as its owner knows it: `your limit of 20 pictures a day`. */
export function limitName({ account, origin, amount, unit, per }: Constraint): string {
  return `${owner(account, origin)} of ${amountWords(amount, unit)} a ${per}`;
}

/** `1 picture`, `20 pictures`, `$0.25`. Dollars are kept in millionths, and shown in cents unless that would hide something. */
export function amountWords(amount: number, unit: Constraint['unit']): string {
  if (unit === 'images') return `${amount} ${amount === 1 ? 'picture' : 'pictures'}`;
  const isWholeCents = amount % 10_000 === 0;
  return `$${(amount / 1_000_000).toFixed(isWholeCents ? 2 : 3)}`;
}

/** Discord's own timestamp, ticking by itself. */
export const returnWords = (returnsAt: number) => `<t:${Math.floor(returnsAt / 1000)}:R>`;

function owner(account: Constraint['account'], origin: Constraint['origin']): string {
  switch (origin) {
    case 'member':
      return 'your own limit';
    case 'role':
      return "your role's limit";
    case 'default':
      return "each member's limit";
    case 'server':
      return "this server's limit";
    case 'operator':
      return account === 'guild' ? "the operator's limit for this server" : "the operator's limit for each member";
    default:
      return origin satisfies never;
  }
}
