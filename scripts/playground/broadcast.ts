import type { FeedEvent } from './protocol.ts';

/** Everything that happens, told to every open page. */
export interface Broadcast {
  publish(event: FeedEvent): void;
  /** Returns the way to stop listening. */
  listen(listener: (event: FeedEvent) => void): () => void;
}

export function createBroadcast(): Broadcast {
  const listeners = new Set<(event: FeedEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
