import type { Constraint } from './money/limits.ts';

/** What whoever runs the bot is told. */
export type OperatorNotice =
  /** `title`: the service's name for people. */
  | { readonly kind: 'account'; readonly title: string; readonly code: 'out_of_balance' | 'key_refused' }
  /** `used`: in its unit; `returnsAt`: milliseconds since 1970. */
  | {
      readonly kind: 'spend';
      readonly limit: Constraint & { readonly used: number; readonly returnsAt: number };
      readonly percent: 80 | 100;
    }
  /** Of one day, in UTC: `2026-11-29`. `usd`: an upper bound in millionths of a dollar, without those `unpriced`. */
  | {
      readonly kind: 'losses';
      readonly day: string;
      readonly count: number;
      readonly usd: number;
      readonly unpriced: number;
    }
  /** `on`: the day, likewise; `days`: until then, 0 once it is gone. */
  | {
      readonly kind: 'shut down';
      readonly model: string;
      readonly title: string;
      readonly on: string;
      readonly days: number;
      readonly successor: string | null;
    }
  /** `on`: the day of that word; nobody named one on which it is gone. */
  | {
      readonly kind: 'deprecated';
      readonly model: string;
      readonly title: string;
      readonly on: string;
      readonly successor: string | null;
    };
