import { parentPort, workerData } from 'node:worker_threads';
import { openWalKeeper } from './keeper.ts';
import type { WalAnswer, WalOrder } from './thread.ts';

// The thread that keeps the WAL of the journal at the path it is given, until it is told to close it.
const keeper = openWalKeeper(String(workerData));
const say = (answer: WalAnswer) => parentPort?.postMessage(answer);

parentPort?.on('message', (order: WalOrder) => {
  switch (order) {
    case 'sync':
      return say(tried(keeper.sync, 'failed') ?? { kind: 'synced' });
    case 'checkpoint': {
      const trouble = tried(keeper.checkpoint, 'trouble');
      return trouble === null ? undefined : say(trouble);
    }
    case 'close':
      keeper.close();
      return parentPort?.close();
    default:
      return order satisfies never;
  }
});

function tried(work: () => void, kind: 'failed' | 'trouble'): WalAnswer | null {
  try {
    work();
    return null;
  } catch (error) {
    return { kind, error };
  }
}
