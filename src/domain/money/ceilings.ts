import { userId } from '../ids.ts';
import { type Constraint, constraintsFor, type Limit, microUsd } from './limits.ts';
import { type Period, periods } from './period.ts';

/** What the operator is willing to pay in all, over every server, in one period (`MAX_SPEND`). */
export interface SpendLimit {
  readonly per: Period;
  /** Millionths of a US dollar. */
  readonly amount: number;
}

/** One rule as an operator writes it, e.g. `day:20`. Null: it makes no sense. */
export function readSpendRule(rule: string): SpendLimit | null {
  const [perWord, amountWord, ...more] = rule.split(':').map((part) => part.trim());
  const per = periods.find((each) => each === perWord);
  if (per === undefined || more.length > 0 || !/^\d+(\.\d+)?$/.test(amountWord ?? '')) return null;
  return { per, amount: Math.min(microUsd(Number(amountWord)), Number.MAX_SAFE_INTEGER) };
}

export const spendConstraint = ({ per, amount }: SpendLimit): Constraint => ({
  account: 'operator',
  unit: 'usd',
  per,
  amount,
  origin: 'operator',
});

/**
 * Whether it binds what is really paid, instead of what members are charged: the operator's own limits in dollars
 * (`MAX_SPEND`, `MAX_LIMITS`) count losses, and what a dearer provider takes above the price that was promised.
 */
export const bindsPayment = ({ origin, unit }: Pick<Constraint, 'origin' | 'unit'>): boolean =>
  origin === 'operator' && unit === 'usd';

/** All that bind what is paid, for any member of any server. */
export function paymentConstraints(ceilings: readonly Limit[], maxSpend: readonly SpendLimit[]): readonly Constraint[] {
  // Whose request it is matters to no ceiling.
  const anybody = { user: userId('0'), roles: [] };
  const ofMembers = constraintsFor(anybody, { server: [], defaults: [], ceilings });
  return [...ofMembers.filter(bindsPayment), ...maxSpend.map(spendConstraint)];
}
