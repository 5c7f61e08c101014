import type { Log } from '../ports/log.ts';

/** Work that falls due beside the steps. Answers when it is due next; null: nothing is. */
export type Round = (now: number) => Promise<number | null>;

/**
 * One round at a time, beside the steps: Discord may take its time, and nobody's picture waits for that. `ring`: whoever
 * sleeps does not know yet when the next one is due.
 */
export function createRounds({
  round,
  ring,
  log,
}: {
  readonly round: Round;
  readonly ring: () => void;
  readonly log: Log;
}) {
  let running: Promise<void> | null = null;
  let nextAt: number | null = null;

  return {
    /** Starts one, unless one runs. */
    look(now: number): void {
      if (running !== null) return;
      const before = nextAt;
      if (before !== null && before <= now) nextAt = null;
      running = round(now)
        .then((next) => {
          nextAt = next;
          // What is left over of what was due is not to wait for somebody else.
          if (next !== before || (next !== null && next <= now)) ring();
        })
        .catch((error: unknown) => log.error({ error }, 'maintenance failed'))
        .finally(() => {
          running = null;
        });
    },
    nextAt: () => nextAt ?? Number.POSITIVE_INFINITY,
    /** Resolves when what runs has ended. */
    idle: async () => running,
  };
}
