import type { REST } from 'discord.js';
import { createClockWatch } from '../../lib/clock-was-set.ts';

/**
 * discord.js keeps its rate limits by this machine's clock: set two hours back, it would send nothing for two hours once
 * fifty requests were made, or a bucket was empty just then. So what it knows of them is forgotten when the clock was
 * set; Discord says what is true with its next answer.
 */
export function withSteadyLimits(rest: REST): REST {
  const clockWasSet = createClockWatch();
  const queue = rest.queueRequest.bind(rest);
  rest.queueRequest = (request) => {
    if (clockWasSet()) {
      rest.handlers.clear();
      rest.globalReset = -1;
      rest.globalRemaining = rest.options.globalRequestsPerSecond;
    }
    return queue(request);
  };
  return rest;
}
