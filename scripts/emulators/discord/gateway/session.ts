import type { WebSocket } from 'ws';
import type { Json } from '../face/wire.ts';
import { type GatewayEvent, INTENTS } from './gateway-event.ts';

/** Events kept for a resume. Discord names no number; a client that missed more must identify anew. */
const REPLAY_LENGTH = 5000;

/** One gateway session: it outlives its connection, so that a client can resume (reference 10.10). */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly connected: boolean;
  readonly sequence: number;
  wants(event: GatewayEvent): boolean;
  send(name: string, data: Json): void;
  sendEvent(event: GatewayEvent): void;
  /** False: what came after that number is not all kept. */
  canReplayFrom(sequence: number): boolean;
  replayFrom(sequence: number): void;
  attach(socket: WebSocket): void;
  detach(): void;
}

export function createSession(id: string, intents: number, shard: readonly [number, number]): Session {
  const log: { readonly sequence: number; readonly frame: string }[] = [];
  let socket: WebSocket | null = null;
  let sequence = 0;
  const send = (name: string, data: Json): void => {
    sequence += 1;
    const frame = JSON.stringify({ op: 0, s: sequence, t: name, d: data });
    log.push({ sequence, frame });
    if (log.length > REPLAY_LENGTH) log.shift();
    socket?.send(frame);
  };
  return {
    id,
    intents,
    shard,
    get connected() {
      return socket !== null;
    },
    get sequence() {
      return sequence;
    },
    wants(event) {
      if (event.intent !== 0 && (intents & event.intent) === 0) return false;
      const target = event.guildId === null ? 0n : (BigInt(event.guildId) >> 22n) % BigInt(shard[1]);
      return target === BigInt(shard[0]);
    },
    send,
    sendEvent(event) {
      const readable = (intents & INTENTS.MESSAGE_CONTENT) !== 0;
      send(event.name, readable ? event.data : (event.withoutContent ?? event.data));
    },
    canReplayFrom: (from) => from <= sequence && (log[0]?.sequence ?? 1) <= from + 1,
    replayFrom(from) {
      for (const entry of log) if (entry.sequence > from) socket?.send(entry.frame);
    },
    attach(to) {
      socket = to;
    },
    detach() {
      socket = null;
    },
  };
}
