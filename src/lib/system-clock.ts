import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Time and randomness of this machine. */
export function createSystemClock() {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    uuid: () => randomUUID(),
    async sleep(ms: number, signal: AbortSignal) {
      await wait(Math.max(0, ms), undefined, { signal });
    },
    deadline(ms: number, signal?: AbortSignal) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(new DOMException('deadline', 'TimeoutError')), ms);
      const follow = () => controller.abort(signal?.reason);
      if (signal?.aborted) follow();
      signal?.addEventListener('abort', follow, { once: true });
      return {
        signal: controller.signal,
        [Symbol.dispose]() {
          clearTimeout(timer);
          signal?.removeEventListener('abort', follow);
        },
      };
    },
  };
}
