/** Who reads what, in this process: a file is not taken away under its reader. */
export interface Lending {
  /** False, and nothing is lent, for one that is being taken away. Each `true` is followed by one `end`. */
  begin(path: string): boolean;
  end(path: string): void;
  isLeaving(path: string): boolean;
  /** Lends it no more, waits for those who read it, then takes it away. Not twice at once for one path. */
  takeAway(path: string, remove: () => Promise<void>): Promise<void>;
}

export function createLending(): Lending {
  const readers = new Map<string, number>();
  const leaving = new Map<string, () => void>();
  return {
    begin(path) {
      if (leaving.has(path)) return false;
      readers.set(path, (readers.get(path) ?? 0) + 1);
      return true;
    },
    end(path) {
      const left = (readers.get(path) ?? 1) - 1;
      if (left > 0) {
        readers.set(path, left);
        return;
      }
      readers.delete(path);
      leaving.get(path)?.();
    },
    isLeaving: (path) => leaving.has(path),
    async takeAway(path, remove) {
      const { promise: unread, resolve } = Promise.withResolvers<void>();
      leaving.set(path, resolve);
      try {
        if (readers.has(path)) await unread;
        await remove();
      } finally {
        leaving.delete(path);
      }
    },
  };
}
