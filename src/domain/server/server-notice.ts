import type { LimitEvent } from '../money/limit-event.ts';
import type { Constraint } from '../money/limits.ts';

/** What the log channel of a server is told. */
export type ServerNotice =
  /** Of a limit of the whole server. `used`: in its unit; `returnsAt`: milliseconds since 1970. */
  {
    readonly kind: 'limit';
    readonly limit: Constraint & { readonly used: number; readonly returnsAt: number };
    readonly event: LimitEvent;
  };
