import type { Clock } from '../core/clock.ts';

const DAILY = 1000;
const DAY_MS = 86_400_000;

/** How many sessions may still be begun: a thousand each day, and beyond it the token is taken away (reference, section 8). */
export interface SessionStarts {
  /** Counts one; false: the token is no more. */
  begin(): boolean;
  limit(limit: { readonly remaining: number; readonly resetAfterMs: number }): void;
  /** As `session_start_limit` has it. */
  told(): { readonly total: number; readonly remaining: number; readonly reset_after: number };
}

export function createSessionStarts(clock: Clock): SessionStarts {
  let remaining = DAILY;
  let resetAt = clock.now() + DAY_MS;
  let isTaken = false;
  const renew = (): void => {
    if (clock.now() < resetAt) return;
    remaining = DAILY;
    resetAt = clock.now() + DAY_MS;
  };
  return {
    begin() {
      renew();
      if (remaining === 0) isTaken = true;
      remaining = Math.max(0, remaining - 1);
      return !isTaken;
    },
    limit(limit) {
      remaining = limit.remaining;
      resetAt = clock.now() + limit.resetAfterMs;
    },
    told() {
      renew();
      return { total: DAILY, remaining, reset_after: resetAt - clock.now() };
    },
  };
}
