import type { UserId } from '../ids.ts';
import type { LimitEvent } from '../money/limit-event.ts';
import type { Constraint } from '../money/limits.ts';
import type { RuleChange } from './rule-change.ts';

/** What the log channel of a server is told. */
export type ServerNotice =
  /** Of a limit of the whole server. `used`: in its unit; `returnsAt`: milliseconds since 1970. */
  | {
      readonly kind: 'limit';
      readonly limit: Constraint & { readonly used: number; readonly returnsAt: number };
      readonly event: LimitEvent;
    }
  /** Who changed which rules. */
  | { readonly kind: 'rules changed'; readonly by: UserId; readonly changes: readonly RuleChange[] };
