/** The emulator's time: the given clock, plus what tests jumped ahead. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
  /** ISO 8601 as Discord writes it, with an explicit zone. */
  iso(at?: number): string;
}

export function createClock(now: () => number): Clock {
  let ahead = 0;
  const time = (): number => Math.floor(now() + ahead);
  return {
    now: time,
    advance(ms) {
      ahead += ms;
    },
    iso: (at = time()) => new Date(at).toISOString().replace('Z', '000+00:00'),
  };
}
