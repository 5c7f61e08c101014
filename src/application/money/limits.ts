import type { GuildId, UserId } from '../../domain/ids.ts';
import { bindsPayment, type SpendLimit, spendConstraint } from '../../domain/money/ceilings.ts';
import {
  type Amounts,
  type Constraint,
  constraintsFor,
  type Limit,
  type LimitRules,
  type LimitSubject,
  type Unit,
} from '../../domain/money/limits.ts';
import { type Period, periodEnd } from '../../domain/money/period.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/store/ledger.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';

export interface LimitFilter {
  readonly subject?: LimitSubject;
  readonly unit?: Unit;
  readonly per?: Period;
}

/** One limit that binds the asker, how much of it is used, and when it returns (milliseconds since 1970). */
export interface QuotaLine extends Constraint {
  readonly used: number;
  readonly returnsAt: number;
}

export interface Quota {
  readonly lines: readonly QuotaLine[];
  /** What the asker has in hand: held by jobs that have not ended. */
  readonly inHand: Amounts;
}

interface Asker {
  readonly guild: GuildId | null;
  readonly user: UserId;
  readonly roles: readonly string[];
}

/** The limits of servers and of the operator, and what is left of them. */
export function createLimits({
  settings,
  ledger,
  defaults,
  ceilings,
  maxSpend,
  clock,
}: {
  readonly settings: SettingsStore;
  readonly ledger: Ledger;
  /** `DEFAULT_LIMITS`. */
  readonly defaults: readonly Limit[];
  /** `MAX_LIMITS`. */
  readonly ceilings: readonly Limit[];
  /** `MAX_SPEND`. */
  readonly maxSpend: readonly SpendLimit[];
  readonly clock: Clock;
}) {
  return { set, clear, list, quota, constraints };

  /** Replaces the limit of the same subject, unit and period. */
  async function set(guild: GuildId, limit: Limit): Promise<void> {
    await settings.change(guild, (current) => ({
      ...current,
      limits: [...current.limits.filter((each) => !matches(each, limit)), limit],
    }));
  }

  /** Takes away what matches; answers how many there were. */
  async function clear(guild: GuildId, filter: LimitFilter): Promise<number> {
    let cleared = 0;
    await settings.change(guild, (current) => {
      const limits = current.limits.filter((each) => !matches(each, filter));
      cleared = current.limits.length - limits.length;
      return { ...current, limits };
    });
    return cleared;
  }

  async function list(guild: GuildId): Promise<LimitRules> {
    const { limits } = await settings.read(guild);
    return { server: limits, defaults, ceilings };
  }

  /** What binds this member's next request. Roles are read here once, and never again for the job. */
  async function constraints(asker: Asker): Promise<readonly Constraint[]> {
    return [...(await ownConstraints(asker)), ...maxSpend.map(spendConstraint)];
  }

  /** Those that the member may be told of. */
  async function ownConstraints({ guild, user, roles }: Asker): Promise<readonly Constraint[]> {
    const server = guild === null ? [] : (await settings.read(guild)).limits;
    return constraintsFor({ user, roles }, { server, defaults, ceilings });
  }

  async function quota(asker: Asker): Promise<Quota> {
    const now = clock.now();
    const member = { kind: 'member', guild: asker.guild, member: asker.user } as const;
    const lines = await Promise.all(
      (await ownConstraints(asker)).map(async (constraint) => {
        const { guild, user } = asker;
        const used = await usedOf(ledger, constraint, { guild, member: user }, now);
        return { ...constraint, used, returnsAt: periodEnd(constraint.per, now) };
      }),
    );
    return { lines, inHand: await ledger.held(member) };
  }
}

/** How much of what it limits is held and spent, in its unit. */
export async function usedOf(
  ledger: Pick<Ledger, 'used' | 'spent'>,
  constraint: Constraint,
  who: { readonly guild: GuildId | null; readonly member: UserId },
  at: number,
): Promise<number> {
  const account = { kind: constraint.account, ...who };
  return bindsPayment(constraint)
    ? ledger.spent(account, constraint.per, at)
    : (await ledger.used(account, constraint.per, at))[constraint.unit];
}

export type Limits = ReturnType<typeof createLimits>;

function matches(limit: Limit, { subject, unit, per }: LimitFilter): boolean {
  const sameSubject = subject === undefined || subjectKey(subject) === subjectKey(limit.subject);
  return sameSubject && (unit === undefined || unit === limit.unit) && (per === undefined || per === limit.per);
}

function subjectKey(subject: LimitSubject): string {
  switch (subject.kind) {
    case 'member':
      return `member:${subject.user}`;
    case 'role':
      return `role:${subject.role}`;
    default:
      return subject.kind;
  }
}
