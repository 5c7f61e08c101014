import type { Pace } from '../domain/jobs/pace.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What the program runs by; what needs all three takes them as one. */
export interface Runtime {
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
}
