import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { StreamBehaviour } from './behaviour.ts';
import type { StreamEvent } from './bodies.ts';
import { errorBody } from './refusal.ts';

export interface EventWriter {
  send(event: StreamEvent): Promise<void>;
  /** After the last event. */
  finish(): Promise<void>;
}

/** Writes an event stream as scripted. `cut` breaks the connection. */
export function createEventWriter(response: ServerResponse, how: StreamBehaviour, cut: () => void): EventWriter {
  let sent = 0;
  let isOver = false;

  return {
    async send(event) {
      if (await isStopped(event)) return;
      sent += 1;
      await write(frame(event, how));
    },
    async finish() {
      if (await isStopped()) return;
      isOver = true;
      if (how.end === 'done' || how.end === 'done and left open') await write(frame({ name: '', data: '[DONE]' }, how));
      if (how.end !== 'done and left open') response.end();
    },
  };

  /** Whether nothing more is written, because it was scripted so or nobody reads any more. */
  async function isStopped(next?: StreamEvent): Promise<boolean> {
    if (isOver || response.destroyed) return true;
    const { error, stop } = how;
    if (error?.after === sent) {
      isOver = true;
      await write(errorFrame(error, how));
      response.end();
    } else if (stop?.after === sent) {
      isOver = true;
      const whole = next === undefined ? Buffer.alloc(0) : frame(next, how);
      if (stop.inside === true) await write(whole.subarray(0, whole.length >> 1));
      if (stop.how === 'close') response.end();
      else cut();
    }
    return isOver;
  }

  async function write(bytes: Buffer): Promise<void> {
    const step = how.pieceBytes ?? bytes.length;
    for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
      const isTaken = response.write(bytes.subarray(at, at + step));
      // One packet each, as far as that can be had.
      if (how.pieceBytes !== undefined) await setImmediate();
      if (!isTaken && !response.destroyed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  }
}

function frame({ name, data }: { name: string; data: unknown }, how: StreamBehaviour): Buffer {
  const { newline = '\n', named = 'both', comments = false, splitData = false } = how;
  const lines = comments ? [': keep-alive', ''] : [];
  if (name !== '' && named !== 'by type') lines.push(`event: ${name}`);
  const said = named === 'by line' && typeof data === 'object' ? { ...data, type: undefined } : data;
  const text = typeof said === 'string' ? said : JSON.stringify(said, null, splitData ? 1 : 0);
  lines.push(...text.split('\n').map((line) => `data: ${line}`), '', '');
  return Buffer.from(lines.join(newline));
}

function errorFrame(error: NonNullable<StreamBehaviour['error']>, how: StreamBehaviour): Buffer {
  const { code = 'server_error', type = 'server_error', message = 'It failed.', spelled = 'event: error' } = error;
  const data = JSON.parse(errorBody({ code, type, param: null, message })) as Record<string, unknown>;
  return frame({ name: spelled === 'event: error' ? 'error' : '', data }, { ...how, named: 'both' });
}
