import type { WaitOptions } from '../face/people.ts';

export interface Until<T> {
  /** Undefined: not yet. Throwing ends the wait. */
  readonly look: () => T | undefined;
  readonly subscribe: (again: () => void) => () => void;
  /** For the error when time is up: what was waited for and what was there. */
  readonly describe: () => string;
  readonly options?: WaitOptions | undefined;
}

/** Looks now and after each change, until there is something, time is up or the signal aborts. */
export function until<T>({ look, subscribe, describe, options = {} }: Until<T>): Promise<T> {
  const { timeoutMs = 20_000, signal } = options;
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      unsubscribe();
      signal?.removeEventListener('abort', abort);
      finish();
    };
    const again = (): void => {
      try {
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const abort = (): void => settle(() => reject(signal?.reason));
    const timer = setTimeout(() => {
      settle(() => reject(new Error(`Waited ${timeoutMs} ms for ${describe()}`)));
    }, timeoutMs);
    const unsubscribe = subscribe(again);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    else again();
  });
}
