/** Time and randomness, so that nothing inside reads a global. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Aborts after `ms`, or when `signal` does. Dispose of it in `finally`. */
  deadline(ms: number, signal?: AbortSignal): { readonly signal: AbortSignal; readonly [Symbol.dispose]: () => void };
  /** A number from 0 up to but not including 1. */
  random(): number;
  /** An id nobody can guess (a UUID). */
  uuid(): string;
}
