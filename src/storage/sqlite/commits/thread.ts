import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { createWalSyncing, type WalSyncing } from './syncing.ts';

/** What the thread is asked. */
export type WalOrder = 'sync' | 'checkpoint' | 'close';

/** What it answers: every sync once; `trouble` for what nobody waits for. */
export type WalAnswer =
  | { readonly kind: 'synced' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'trouble'; readonly error: unknown };

/**
 * Syncs and checkpoints in a thread of its own. Not in libuv's pool, as `fs.fdatasync` would: four downloads that are
 * written to a slow disk fill it, and every acknowledgement would stand behind them. A process that has nothing else to
 * do may end, except while somebody waits.
 */
export function startWalThread(path: string, onTrouble: (error: unknown) => void = () => undefined): WalSyncing {
  const thread = new Worker(new URL('./thread-main.ts', import.meta.url), { workerData: path, execArgv: [] });
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  let waiting: PromiseWithResolvers<void> | null = null;
  let failed: { readonly error: unknown } | null = null;

  thread.unref();
  thread.on('message', (message: unknown) => answer(walAnswer.parse(message)));
  thread.on('error', (error) => {
    onTrouble(error);
    fail(error);
  });
  thread.on('exit', () => fail(new Error('The thread that syncs the store has ended.')));

  return createWalSyncing({
    async sync() {
      if (failed !== null) throw failed.error;
      waiting = Promise.withResolvers<void>();
      thread.ref();
      order('sync');
      await waiting.promise;
    },
    checkpoint: () => order('checkpoint'),
    async close() {
      thread.ref();
      order('close');
      await ended;
    },
  });

  function order(what: WalOrder): void {
    thread.postMessage(what);
  }

  function answer(message: WalAnswer) {
    switch (message.kind) {
      case 'synced':
        return settle((promise) => promise.resolve());
      case 'failed':
        return settle((promise) => promise.reject(message.error));
      case 'trouble':
        return onTrouble(message.error);
      default:
        return message satisfies never;
    }
  }

  /** The thread itself is gone. Its end by order comes here too, when nobody waits any more. */
  function fail(error: unknown): void {
    failed ??= { error };
    settle((promise) => promise.reject(error));
  }

  function settle(how: (promise: PromiseWithResolvers<void>) => void): void {
    thread.unref();
    const settled = waiting;
    waiting = null;
    if (settled !== null) how(settled);
  }
}

const walAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('synced') }),
  z.object({ kind: z.literal('failed'), error: z.unknown() }),
  z.object({ kind: z.literal('trouble'), error: z.unknown() }),
]) satisfies z.ZodType<WalAnswer>;
