/**
 * Tells, each time it is asked, whether somebody has set this machine's clock since it was asked last: for libraries
 * that reckon by it.
 */
export function createClockWatch() {
  const apart = () => Date.now() - performance.now();
  let before = apart();
  return function clockWasSet(): boolean {
    const now = apart();
    const moved = Math.abs(now - before);
    before = now;
    return moved > slackMs;
  };
}

/** What a clock that is only kept right (NTP) may move at once. */
const slackMs = 1_000;
