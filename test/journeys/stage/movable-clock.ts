import { createSystemClock } from '../../../src/lib/system-clock.ts';
import type { Clock } from '../../../src/ports/clock.ts';

/** This machine's time, which can be told to jump ahead: whoever sleeps over the jump wakes up. Deadlines stay as long as they are. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

export function createMovableClock(): MovableClock {
  const { hear: _, ...system } = createSystemClock();
  const sleepers = new Set<() => void>();
  let ahead = 0;
  const now = () => system.now() + ahead;

  return {
    ...system,
    now,
    async sleep(ms, signal) {
      const until = now() + ms;
      do {
        const jump = new AbortController();
        const wake = () => jump.abort();
        sleepers.add(wake);
        try {
          await system.sleep(until - now(), AbortSignal.any([signal, jump.signal]));
          return;
        } catch (error) {
          if (signal.aborted) throw error;
        } finally {
          sleepers.delete(wake);
        }
      } while (now() < until);
    },
    advance(ms) {
      ahead += ms;
      for (const wake of sleepers) wake();
    },
  };
}
