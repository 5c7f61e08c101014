/** Time and randomness, so that nothing inside reads a global. */
export interface Clock {
  /**
   * Milliseconds since 1970, by Discord's own clock once it was heard. Goes on steadily: setting this machine's clock
   * changes nothing. All times in rows are of this kind, and so mean the same to the next process.
   */
  now(): number;
  /** What somebody trustworthy says of the time. A clock without it is right by itself. */
  hear?(time: HeardTime): void;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Aborts after `ms`, or when `signal` does. Dispose of it in `finally`. */
  deadline(ms: number, signal?: AbortSignal): { readonly signal: AbortSignal; readonly [Symbol.dispose]: () => void };
  /** A number from 0 up to but not including 1. */
  random(): number;
  /** An id nobody can guess (a UUID). */
  uuid(): string;
}

/** Bounds of what the time is at this moment, in milliseconds since 1970. */
export interface HeardTime {
  readonly earliest: number;
  readonly latest?: number | undefined;
}
