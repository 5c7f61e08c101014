import type { Order, Outcome, Reply, Task, Told } from './task.ts';

/**
 * What a child does with an order: it says that it has begun, looks at its own memory meanwhile, and ends itself where
 * that grows beyond what was admitted. To be made once, when the process holds nothing yet but its program.
 */
export function createCarryOut(work: (task: Task) => Promise<Outcome>) {
  const idleBytes = process.memoryUsage.rss();
  const overIdle = () => process.memoryUsage.rss() - idleBytes;

  return async function carryOut({ task, mostBytes }: Order): Promise<Reply> {
    tell({ kind: 'begun', pid: process.pid, idleBytes });
    const watch = setInterval(() => {
      if (overIdle() > mostBytes) tell({ kind: 'too much memory' }, end);
    }, watchEveryMs);
    let outcome: Outcome;
    try {
      outcome = await work(task);
    } finally {
      clearInterval(watch);
    }
    globalThis.gc?.();
    return { outcome, keptBytes: overIdle() };
  };
}

/** Signals to the whole group (Ctrl-C, systemd) are the parent's to answer: what runs may end within its grace. */
export function endWithParentAlone(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  // Whatever a decoder is doing: leaving in order would wait for that.
  process.on('disconnect', end);
}

/** libvips decodes in threads of its own, so that this is looked at meanwhile. */
const watchEveryMs = 20;

function tell(told: Told, then?: () => void): void {
  process.send?.(told, undefined, undefined, then);
}

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
