import type { RequestId } from '../../domain/ids.ts';

/** Ids that nobody settles are of requests that were over; they are forgotten when there are too many. */
const mostHeard = 10_000;
/** So many in a row were made without a word: the vendor does not reach us. */
const tooMany = 2;

export type CallbacksHeard = ReturnType<typeof createCallbacksHeard>;

/** Whom vendors called back about. That is no news of anything but that we should ask, and ask about these first. */
export function createCallbacksHeard() {
  const heard = new Set<RequestId>();
  let missed = 0;
  return {
    hear(request: RequestId): void {
      missed = 0;
      heard.delete(request);
      heard.add(request);
      const [oldest] = heard;
      if (heard.size > mostHeard && oldest !== undefined) heard.delete(oldest);
    },

    has: (request: RequestId): boolean => heard.has(request),

    /** It was made, as the vendor itself says. */
    settle(request: RequestId): void {
      if (!heard.delete(request)) missed += 1;
    },

    /** Whether to wait for calls; else to ask as if there were none, until one is heard again. */
    come: (): boolean => missed < tooMany,
  };
}
