export interface OwnTime extends Disposable {
  /** Milliseconds so far. */
  ms(): number;
}

const step = 10;

/**
 * How long something takes by this process's own time: pauses of ten milliseconds, counted. Where a busy machine lets
 * the process stand still, that adds one pause and not all that were missed; what waits for a timer is found out all the
 * same.
 */
export function startOwnTime(): OwnTime {
  let pauses = 0;
  const timer = setInterval(() => {
    pauses += 1;
  }, step);
  return {
    ms: () => pauses * step,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
