import { comeToPass, pause } from '../kit/pause.ts';
import type { CallbackBehaviour } from './behaviour.ts';
import { callbackBody } from './bodies.ts';
import type { RecordedCallback } from './emulated.ts';
import type { RunningTask } from './tasks.ts';

interface Options {
  readonly shape: 'flat' | 'nested';
  readonly reach: (address: string) => string;
  readonly attempted: (callback: RecordedCallback) => void;
  readonly closed: AbortSignal;
}

/** Calls back when a task has ended: late, twice, never or lying, as scripted. No signature, no authorization (5.3). */
export function createCallbacks({ shape, reach, attempted, closed }: Options) {
  const callbacks: RecordedCallback[] = [];
  return {
    list: callbacks as readonly RecordedCallback[],
    forget: () => void callbacks.splice(0),
    async send(task: RunningTask): Promise<void> {
      const { callback } = task.behaviour;
      if (task.callbackUrl === undefined || callback === 'never') return;
      const behaviour: CallbackBehaviour = callback ?? {};
      await pause(behaviour.delayMs ?? 0, closed);
      await comeToPass(behaviour.until, closed);
      for (let time = 0; time < (behaviour.times ?? 1) && !closed.aborted; time += 1) {
        const body = { ...callbackBody(task, behaviour.shape ?? shape), ...behaviour.overlay };
        const status = await post(reach(task.callbackUrl), body, closed);
        const recorded = { taskId: task.id, url: task.callbackUrl, body, at: Date.now(), status };
        callbacks.push(recorded);
        attempted(recorded);
      }
    },
  };
}

/** Only loopback is ever called. Undefined: it could not be delivered. */
async function post(url: string, body: unknown, signal: AbortSignal): Promise<number | undefined> {
  if (!['127.0.0.1', 'localhost'].includes(new URL(url).hostname)) return undefined;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}
