import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Tinypool } from 'tinypool';
import type { Order, Outcome, Reply, Told } from './task.ts';

/** Why a child was ended, or ended by itself. */
export type Death = 'time' | 'memory' | 'death';

export type Ended = Outcome | { readonly kind: 'ended'; readonly by: Death };

export interface Children {
  /** Begins as soon as a child is free. `mostMs`: from when it has begun. */
  run(order: Order, mostMs: number): Promise<Ended>;
  /** Ends all of them, whatever they do. */
  close(): Promise<void>;
}

/**
 * Processes of this same runtime: made when they are needed, kept, and made anew when one has died, which costs its own
 * task alone. They know none of our settings.
 */
export function createChildren({
  most,
  program = new URL('./child.ts', import.meta.url),
}: {
  readonly most: number;
  /** What runs in each. */
  readonly program?: URL | undefined;
}): Children {
  let pool: Tinypool | null = null;

  async function run(order: Order, mostMs: number): Promise<Ended> {
    pool ??= open(most, program);
    for (let tries = 0; ; tries += 1) {
      using watched = watchOver(pool, order.mostBytes, mostMs);
      try {
        const { outcome, keptBytes }: Reply = await pool.run(order, watched);
        // What an allocator does not give back would count as the next one's.
        if (keptBytes > mostKeptBytes) await watched.endChild();
        return outcome;
      } catch (error) {
        if (!isDeath(error)) throw error;
        const by = watched.endedBy();
        if (by !== null) return { kind: 'ended', by };
        // It had died before, with nothing to do, and nobody had noticed yet.
        if (tries >= mostTries) throw error;
      }
    }
  }

  return {
    run,
    async close() {
      if (pool === null) return;
      for (const { threadId } of pool.threads) kill(pool, threadId);
      await pool.destroy();
    },
  };
}

function open(most: number, program: URL): Tinypool {
  const pool = new Tinypool({
    runtime: 'child_process',
    filename: program.href,
    minThreads: 0,
    maxThreads: most,
    idleTimeout: keptForMs,
    // To collect what JavaScript still holds of a picture before it is asked how much that is.
    execArgv: ['--expose-gc'],
    env: environment,
  });
  // A child that dies with nothing to do costs nobody anything.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * All that a child knows of ours. Large pieces of memory go back to the system at once: without that, a decoder's leave up
 * to 170 MB behind (a WebP of 8 megapixels), with it 50. And libvips says nothing of what strangers send.
 */
const environment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '1048576',
  MALLOC_TOP_PAD_: '0',
  VIPS_WARNING: '1',
};

const keptForMs = 10 * 60_000;
const mostKeptBytes = 32_000_000;
const mostTries = 3;

/** Told by its end, or by what was written to it when it had just ended. */
const isDeath = (error: unknown) =>
  error instanceof Error &&
  (error.message === 'Worker exited unexpectedly' || ('code' in error && brokenChannel.has(error.code)));

const brokenChannel: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_IPC_CHANNEL_CLOSED']);

/** Ends the child of one task when it takes too long, or too much and does not notice by itself. */
function watchOver(pool: Tinypool, mostBytes: number, mostMs: number) {
  let child: Extract<Told, { kind: 'begun' }> | null = null;
  let by: Death = 'death';
  const neverBegun = new AbortController();
  let timers: readonly NodeJS.Timeout[] = [setTimeout(() => neverBegun.abort(), mostStartMs)];

  function end(why: Death): void {
    if (child === null) return;
    by = why;
    kill(pool, child.pid);
  }

  async function lookAtMemory(): Promise<void> {
    if (child === null || (await residentBytes(child.pid)) <= child.idleBytes + mostBytes) return;
    end('memory');
  }

  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
  };
  return {
    signal: neverBegun.signal,
    channel: {
      postMessage(told: Told) {
        if (told.kind === 'too much memory') {
          by = 'memory';
          return;
        }
        stop();
        child = told;
        timers = [setTimeout(end, mostMs, 'time'), setInterval(() => void lookAtMemory(), lookEveryMs)];
      },
    },
    /** Null: the task had not begun. */
    endedBy: () => (child === null ? null : by),
    async endChild() {
      if (child === null) return;
      kill(pool, child.pid);
      while (isOurs(pool, child.pid)) await wait(5);
    },
    [Symbol.dispose]: stop,
  };
}

/** A runtime that does not start at all: our own fault, or the machine's. */
const mostStartMs = 60_000;
const lookEveryMs = 50;

/** Linux alone tells it; elsewhere a child looks at itself, as it does here. 0: it does not tell, or is gone. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
}

/** Once we have heard of its end, its number may be anybody's. */
const isOurs = (pool: Tinypool, pid: number) => pool.threads.some(({ threadId }) => threadId === pid);

function kill(pool: Tinypool, pid: number): void {
  if (isOurs(pool, pid)) process.kill(pid, 'SIGKILL');
}
