import { emptyState, type PageState } from './page-state.ts';

/** The page's one state. Whoever listens is told after each change. */
export interface Store {
  get(): PageState;
  change(changes: Partial<PageState>): void;
  listen(listener: () => void): () => void;
}

export function createStore(): Store {
  let state = emptyState;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    change(changes) {
      state = { ...state, ...changes };
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
