import { constants, setPriority } from 'node:os';
import sharp from 'sharp';
import { work } from '../work/work.ts';
import type { Order, Outcome, Reply, Told } from './task.ts';

// The program of a child process in which strangers' bytes are decoded: the pool's own entry imports it there, and nobody
// else. What is said here holds for the whole process.

// Every picture is another one, so a cache only holds memory; one thread each, for there are as many children as cores.
sharp.cache(false);
sharp.concurrency(1);
// Serving Discord comes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// A signal to the whole group (Ctrl-C, systemd) is the parent's to answer: what runs may end within its grace.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// It ends with its parent, whatever a decoder is doing: leaving in order would wait for that.
process.on('disconnect', end);

const idleBytes = process.memoryUsage.rss();
const overIdle = () => process.memoryUsage.rss() - idleBytes;

export default async function carryOut({ task, mostBytes }: Order): Promise<Reply> {
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
}

/** libvips decodes in threads of its own, so that this is looked at meanwhile. */
const watchEveryMs = 20;

function tell(told: Told, then?: () => void): void {
  process.send?.(told, undefined, undefined, then);
}

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
