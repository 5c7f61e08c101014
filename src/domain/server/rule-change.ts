import type { ChannelId } from '../ids.ts';
import type { LimitFilter } from '../money/limit-filter.ts';
import type { Limit } from '../money/limits.ts';
import type { ServerRules } from './server-rules.ts';

/** All that the managers of a server set, as far as a log of changes tells of it. */
export interface SetRules extends ServerRules {
  readonly limits: readonly Limit[];
  /** Entries that cannot be read. */
  readonly unreadable: readonly LimitFilter[];
  readonly logChannel: ChannelId | null;
}

/** One rule that is not what it was. */
export type RuleChange = {
  readonly [Name in keyof SetRules]-?: {
    readonly rule: Name;
    readonly before: SetRules[Name];
    readonly after: SetRules[Name];
  };
}[keyof SetRules];

/** What is set otherwise than before, rule by rule; none where it is the same. */
export function changesBetween(before: SetRules, after: SetRules): readonly RuleChange[] {
  // Their names are those of the type.
  const names = Object.keys({ ...before, ...after }) as readonly (keyof SetRules)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  // Both sides are of that name, which the compiler does not follow through a union.
  return changed.map((rule) => ({ rule, before: before[rule], after: after[rule] }) as RuleChange);
}
