import type { GuildId, UserId } from '../../domain/ids.ts';
import { bindsPayment, type SpendLimit, spendConstraint } from '../../domain/money/ceilings.ts';
import { asMeant, isAmong, type LimitFilter } from '../../domain/money/limit-filter.ts';
import {
  type Amounts,
  type Constraint,
  constraintsFor,
  type Limit,
  type LimitRules,
} from '../../domain/money/limits.ts';
import { periodEnd } from '../../domain/money/period.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/store/ledger.ts';
import type { SettingsStore, UnreadableLimit } from '../../ports/store/settings-store.ts';
import type { ChangedBy, ChangeRules } from '../server/change-rules.ts';

export interface ListedLimits extends LimitRules {
  /** Entries that make no sense, and bind nobody. */
  readonly unreadable: readonly UnreadableLimit[];
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
  changeRules,
  ledger,
  defaults,
  ceilings,
  maxSpend,
  clock,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
  readonly ledger: Ledger;
  /** `DEFAULT_LIMITS`. */
  readonly defaults: readonly Limit[];
  /** `MAX_LIMITS`. */
  readonly ceilings: readonly Limit[];
  /** `MAX_SPEND`. */
  readonly maxSpend: readonly SpendLimit[];
  readonly clock: Clock;
}) {
  return { set, list, quota, constraints };

  /** Replaces the limit of the same subject, unit and period, also one that cannot be read. */
  async function set(guild: GuildId, by: ChangedBy, limit: Limit): Promise<void> {
    const set = asMeant(limit, guild);
    await changeRules(guild, by, (current) => ({
      ...current,
      limits: [...current.limits.filter((each) => !isAmong(asMeant(each, guild), set)), set],
      unreadable: current.unreadable.filter((each) => !(isWhole(each) && isAmong(each, set))),
    }));
  }

  async function list(guild: GuildId): Promise<ListedLimits> {
    const { limits, unreadable } = await settings.read(guild);
    return { server: limits.map((each) => asMeant(each, guild)), unreadable, defaults, ceilings };
  }

  /** What binds this member's next request. Roles are read here once, and never again for the job. */
  async function constraints(asker: Asker): Promise<readonly Constraint[]> {
    return [...(await ownConstraints(asker)), ...maxSpend.map(spendConstraint)];
  }

  /** Those that the member may be told of. */
  async function ownConstraints({ guild, user, roles }: Asker): Promise<readonly Constraint[]> {
    const server = guild === null ? [] : (await list(guild)).server;
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

const isWhole = ({ subject, unit, per }: LimitFilter) =>
  subject !== undefined && unit !== undefined && per !== undefined;
