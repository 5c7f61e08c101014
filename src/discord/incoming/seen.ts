/**
 * Remembers the last ids of events in this process. Discord delivers an event "never, once or up to N times": a resumed
 * session repeats what it was not sure of, which lies moments back.
 */
export function createSeen(most = 10_000) {
  const ids = new Set<string>();

  /** True the first time. */
  return function isNew(id: string): boolean {
    if (ids.has(id)) return false;
    ids.add(id);
    // A set keeps the order of adding, so that its first is the oldest.
    const [oldest] = ids;
    if (ids.size > most && oldest !== undefined) ids.delete(oldest);
    return true;
  };
}
