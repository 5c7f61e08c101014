import type { RawData, WebSocket } from 'ws';
import { isRecord } from '../core/form.ts';
import type { Json } from '../face/wire.ts';

/** What a client's frames ask for, once they are well-formed. */
export interface ConnectionHandlers {
  identify(socket: WebSocket, d: Json | undefined): void;
  resume(socket: WebSocket, d: Json | undefined): void;
  /** Opcodes that are legal but that nothing here answers. */
  unimplemented(opcode: number): void;
  /** Whether this socket identified or resumed already. */
  isKnown(socket: WebSocket): boolean;
  closed(socket: WebSocket, code: number): void;
}

const HEARTBEAT = 1;
const IDENTIFY = 2;
const PRESENCE = 3;
const RESUME = 6;
const HEARTBEAT_ACK = 11;
const HELLO = 10;

/** Speaks the protocol's frame level: hello, heartbeats, limits and the close codes of bad frames (reference, section 8). */
export function openConnection(
  socket: WebSocket,
  heartbeatIntervalMs: number,
  now: () => number,
  handlers: ConnectionHandlers,
): void {
  const sentAt: number[] = [];
  const send = (op: number, d: Json): void => socket.send(JSON.stringify({ op, d, s: null, t: null }));
  socket.on('message', (raw) => {
    // 120 sends in 60 seconds per connection.
    const at = now();
    sentAt.push(at);
    while ((sentAt[0] ?? at) <= at - 60_000) sentAt.shift();
    if (sentAt.length > 120) return socket.close(4008, 'Rate limited.');
    const text = textOf(raw);
    if (text.length > 4096) return socket.close(4002, 'Payload too large.');
    const frame = parse(text);
    if (!isRecord(frame)) return socket.close(4002, 'Error while decoding payload.');
    const { op, d } = frame as { op?: Json; d?: Json };
    if (op === HEARTBEAT) return send(HEARTBEAT_ACK, null);
    if (op === IDENTIFY || op === RESUME) {
      if (handlers.isKnown(socket)) return socket.close(4005, 'Already authenticated.');
      if (!isRecord(d)) return socket.close(4002, 'Error while decoding payload.');
      return op === IDENTIFY ? handlers.identify(socket, d) : handlers.resume(socket, d);
    }
    if (!handlers.isKnown(socket)) return socket.close(4003, 'Not authenticated.');
    if (op === PRESENCE) return undefined;
    if (op === 4 || op === 8 || op === 31) return handlers.unimplemented(op);
    return socket.close(4001, 'Unknown opcode.');
  });
  socket.on('close', (code) => handlers.closed(socket, code));
  // A connection that breaks reports an error before it closes; the close is what counts.
  socket.on('error', () => undefined);
  send(HELLO, { heartbeat_interval: heartbeatIntervalMs });
}

function textOf(raw: RawData): string {
  return (Array.isArray(raw) ? Buffer.concat(raw) : Buffer.from(raw as ArrayBuffer)).toString('utf8');
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
