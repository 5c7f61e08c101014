import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

interface Sources {
  /** This machine's clock, which somebody may set; read once. */
  readonly wall?: () => number;
  /** What only ever goes on, in milliseconds. */
  readonly steady?: () => number;
}

/**
 * Time and randomness of this machine. The wall clock is asked once: from then on time goes on steadily, so that a clock
 * that is set, two hours back or twenty minutes ahead, moves nothing here. What others tell puts it right.
 */
export function createSystemClock({ wall = Date.now, steady = () => performance.now() }: Sources = {}) {
  let began = wall() - steady();
  const now = () => Math.floor(began + steady());
  return {
    now,
    /** Within the bounds nothing changes, so that time does not jitter by what a header rounds off. */
    hear({ earliest, latest }: { readonly earliest: number; readonly latest?: number | undefined }) {
      const off = earliest > now() ? earliest - now() : Math.min(0, (latest ?? now()) - now());
      began += off;
    },
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
