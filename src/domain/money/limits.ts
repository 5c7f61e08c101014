import { houseOf, memberOf } from '../house.ts';
import type { GuildId, UserId } from '../ids.ts';
import { type Period, type PeriodKey, periodKey, periods } from './period.ts';

export const units = ['images', 'usd'] as const;
export type Unit = (typeof units)[number];

/** Whose limit it is. A role's limit is a tier for each of its holders, not a pool; `each member` is for all without one. */
export type LimitSubject =
  | { readonly kind: 'guild' }
  | { readonly kind: 'each member' }
  | { readonly kind: 'member'; readonly user: UserId }
  | { readonly kind: 'role'; readonly role: string };

export interface Limit {
  readonly subject: LimitSubject;
  readonly unit: Unit;
  readonly per: Period;
  /** Pictures, or millionths of a US dollar. */
  readonly amount: number;
}

/** Who set the limit that binds. */
export type LimitOrigin = 'member' | 'role' | 'default' | 'server' | 'operator';

/** What adds up for one request: the server, and the member in it (see `house`); and all that the operator pays. */
export const accountKinds = ['guild', 'member', 'operator'] as const;
export type AccountKind = (typeof accountKinds)[number];

export interface Constraint {
  readonly account: AccountKind;
  readonly unit: Unit;
  readonly per: Period;
  readonly amount: number;
  readonly origin: LimitOrigin;
}

export interface LimitRules {
  /** Set by the server's managers. */
  readonly server: readonly Limit[];
  /** `DEFAULT_LIMITS`: for what the server has not set, per unit and period. */
  readonly defaults: readonly Limit[];
  /** `MAX_LIMITS`: the operator's ceiling, always besides. */
  readonly ceilings: readonly Limit[];
}

/**
 * The limits that bind one member's request. Of a member: their own limit wins, else the largest among their roles,
 * else the default, per unit and period. The server's limit binds besides, and the operator's ceiling besides both.
 */
export function constraintsFor(
  member: { readonly user: UserId; readonly roles: readonly string[] },
  rules: LimitRules,
): readonly Constraint[] {
  const found: Constraint[] = [];
  for (const unit of units) {
    for (const per of periods) {
      const fits = (limit: Limit) => limit.unit === unit && limit.per === per;
      const server = rules.server.filter(fits);
      const defaults = rules.defaults.filter(fits);
      const ceilings = rules.ceilings.filter(fits);
      found.push(
        ...bind('guild', smallest(server, 'guild') ?? smallest(defaults, 'guild'), 'server'),
        ...memberConstraint(member, server, defaults),
        ...bind('guild', smallest(ceilings, 'guild'), 'operator'),
        ...bind('member', smallest(ceilings, 'each member'), 'operator'),
      );
    }
  }
  return found;
}

function memberConstraint(
  { user, roles }: { readonly user: UserId; readonly roles: readonly string[] },
  server: readonly Limit[],
  defaults: readonly Limit[],
): readonly Constraint[] {
  const own = server.find(({ subject }) => subject.kind === 'member' && subject.user === user);
  if (own !== undefined) return bind('member', own, 'member');
  const tiers = server.filter(({ subject }) => subject.kind === 'role' && roles.includes(subject.role));
  const best = tiers.toSorted((one, other) => other.amount - one.amount)[0];
  if (best !== undefined) return bind('member', best, 'role');
  return bind('member', smallest(server, 'each member') ?? smallest(defaults, 'each member'), 'default');
}

function bind(account: AccountKind, limit: Limit | undefined, origin: LimitOrigin): readonly Constraint[] {
  if (limit === undefined) return [];
  // Ten thousand million dollars can be typed, and are more than the ledger can count: no limit, rather than none served.
  const amount = Math.min(limit.amount, Number.MAX_SAFE_INTEGER);
  return [{ account, unit: limit.unit, per: limit.per, amount, origin }];
}

function smallest(limits: readonly Limit[], kind: LimitSubject['kind']): Limit | undefined {
  return limits.filter(({ subject }) => subject.kind === kind).toSorted((one, other) => one.amount - other.amount)[0];
}

/** One rule as an operator writes it, e.g. `guild:usd:month:25`; `user` is each member. Null: it makes no sense. */
export function readLimitRule(rule: string): Limit | null {
  const [who, unitWord, perWord, amountWord, ...more] = rule.split(':');
  const unit = units.find((each) => each === unitWord);
  const per = periods.find((each) => each === perWord);
  const isWhole = (who === 'guild' || who === 'user') && more.length === 0 && /^\d+(\.\d+)?$/.test(amountWord ?? '');
  if (!isWhole || unit === undefined || per === undefined) return null;
  const amount = Number(amountWord);
  return {
    subject: { kind: who === 'guild' ? 'guild' : 'each member' },
    unit,
    per,
    amount: unit === 'usd' ? microUsd(amount) : Math.floor(amount),
  };
}

/** Whole millionths of a dollar. */
export const microUsd = (dollars: number): number => Math.round(dollars * perUsd);
/** Millionths in a dollar. */
export const perUsd = 1_000_000;

/** Names of what is added up: `<server>`, `<server>/<member>`, and for the whole store a name that no server has. */
export function accountKey(account: AccountKind, guild: GuildId | null, user: UserId): string {
  const who = { guild, member: user };
  switch (account) {
    case 'guild':
      return houseOf(who);
    case 'member':
      return memberOf(who);
    case 'operator':
      return operatorAccount;
    default:
      return account satisfies never;
  }
}

/** Stored: the column `account` holds it. */
export const operatorAccount = '*';

/** What a request holds before it is sent, settles on what came back, never above the hold. */
export interface Amounts {
  readonly images: number;
  /** Millionths of a dollar. */
  readonly usd: number;
}

/** A constraint, and what is held and spent in its period. */
export interface UsedLimit {
  readonly constraint: Constraint;
  readonly used: number;
}

/** The first constraint that this request would break. */
export function firstBroken(limits: readonly UsedLimit[], asked: Amounts): UsedLimit | null {
  return limits.find(({ constraint: { unit, amount }, used }) => used + asked[unit] > amount) ?? null;
}

/** The stretches of time that a hold made now counts in; it settles in the same ones, whenever that is. */
export function stretches(now: number): Readonly<Record<Period, PeriodKey>> {
  return { day: periodKey('day', now), week: periodKey('week', now), month: periodKey('month', now) };
}
