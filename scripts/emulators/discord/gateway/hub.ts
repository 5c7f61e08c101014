import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/emitter.ts';
import { isRecord } from '../core/form.ts';
import type { Watching } from '../face/watching.ts';
import type { Json, Snowflake } from '../face/wire.ts';
import type { Settings } from '../settings.ts';
import type { Payloads } from '../world/payloads.ts';
import { userPayload } from '../world/payloads.ts';
import type { WorldState } from '../world/world-state.ts';
import { openConnection } from './connection.ts';
import { createEventQueue } from './event-queue.ts';
import type { Dispatch } from './gateway-event.ts';
import { INTENTS } from './gateway-event.ts';
import { readIdentify } from './identify.ts';
import { createSession, type Session } from './session.ts';
import { createSessionStarts, type SessionStarts } from './session-starts.ts';

export interface GatewayHub {
  readonly dispatch: Dispatch;
  readonly identifies: Watching['identifies'];
  readonly sessionStarts: SessionStarts;
  readonly unimplementedOpcodes: readonly number[];
  /** Sessions that are connected now and were told of their guilds. */
  connectedCount(): number;
  attach(server: Server, url: string): void;
  redeliver(id: Snowflake): void;
  hold(): (options?: { readonly reversed?: boolean }) => void;
  drop(code: number): void;
  requestReconnect(): void;
  invalidate(resumable: boolean): void;
  close(): void;
}

export interface GatewayParts {
  readonly world: WorldState;
  readonly payloads: Payloads;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly emitter: Emitter;
  readonly token: string;
  readonly applicationId: Snowflake;
}

/** Codes after which Discord keeps no session: the client's own goodbye, and the fatal ones (reference, section 8 and 10.10). */
const ENDS_SESSION = new Set([1000, 1001, 4004, 4007, 4010, 4011, 4012, 4013, 4014]);

/** As many as the most shards that one process is tested with. */
const KEPT_SESSIONS = 16;

export function createGatewayHub({
  world,
  payloads,
  clock,
  settings,
  emitter,
  token,
  applicationId,
}: GatewayParts): GatewayHub {
  const sessions = new Map<string, Session>();
  const bySocket = new Map<WebSocket, Session | null>();
  const identifies: { intents: number; shard: readonly [number, number]; at: number }[] = [];
  const sessionStarts = createSessionStarts(clock);
  const unimplementedOpcodes: number[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  let gatewayUrl = '';

  const queue = createEventQueue((event) => {
    for (const session of sessions.values()) if (session.wants(event)) session.sendEvent(event);
  });

  const welcome = (session: Session): void => {
    const guilds = [...world.guilds.values()].filter(world.botIsIn);
    const mine = guilds.filter((guild) => session.wants({ name: '', guildId: guild.id, intent: 0, data: null }));
    session.send('READY', {
      v: 10,
      user: { ...asRecord(userPayload(world.bot)), verified: true, mfa_enabled: false, email: null },
      guilds: mine.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: gatewayUrl,
      shard: session.shard,
      // GATEWAY_MESSAGE_CONTENT_LIMITED: the portal's toggle of an app with few users.
      application: { id: applicationId, flags: settings.messageContentIntent ? 1 << 19 : 0 },
      private_channels: [],
      presences: [],
      relationships: [],
      guild_join_requests: [],
      user_settings: {},
      _trace: [],
    });
    if ((session.intents & INTENTS.GUILDS) === 0) return;
    for (const guild of mine) session.send('GUILD_CREATE', payloads.guildCreate(guild));
  };

  const attachSession = (socket: WebSocket, session: Session, state: 'identified' | 'resumed'): void => {
    bySocket.set(socket, session);
    session.attach(socket);
    emitter.emit('gateway', { state, sessionId: session.id, intents: session.intents });
  };

  const handlers = {
    isKnown: (socket: WebSocket) => Boolean(bySocket.get(socket)),
    unimplemented: (opcode: number) => void unimplementedOpcodes.push(opcode),
    identify(socket: WebSocket, d: Json | undefined) {
      const read = readIdentify(d, token, settings.messageContentIntent);
      if (read.kind === 'refused') return socket.close(read.code, read.reason);
      if (!sessionStarts.begin()) return socket.close(4004, 'Authentication failed.');
      identifies.push({ intents: read.intents, shard: read.shard, at: clock.now() });
      forgetOldSessions(sessions);
      const session = createSession(randomBytes(16).toString('hex'), read.intents, read.shard);
      sessions.set(session.id, session);
      session.attach(socket);
      welcome(session);
      return attachSession(socket, session, 'identified');
    },
    resume(socket: WebSocket, d: Json | undefined) {
      const {
        token: given,
        session_id: id,
        seq,
      } = isRecord(d) ? (d as { token?: Json; session_id?: Json; seq?: Json }) : {};
      if (given !== token) return socket.close(4004, 'Authentication failed.');
      const session = sessions.get(String(id));
      if (!session) return socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
      if (typeof seq !== 'number' || !session.canReplayFrom(seq)) {
        sessions.delete(session.id);
        return socket.close(4007, 'Invalid seq.');
      }
      session.attach(socket);
      session.replayFrom(seq);
      session.send('RESUMED', { _trace: [] });
      return attachSession(socket, session, 'resumed');
    },
    closed(socket: WebSocket, code: number) {
      const session = bySocket.get(socket);
      bySocket.delete(socket);
      if (!session) return;
      // A client may have resumed on a new socket before the old one was seen to close.
      if (![...bySocket.values()].includes(session)) session.detach();
      if (ENDS_SESSION.has(code)) sessions.delete(session.id);
      emitter.emit('gateway', { state: 'closed', code });
    },
  };

  const sendToAll = (op: number, d: Json): void => {
    for (const socket of bySocket.keys()) socket.send(JSON.stringify({ op, d, s: null, t: null }));
  };

  return {
    dispatch: queue.dispatch,
    hold: queue.hold,
    redeliver: queue.redeliver,
    identifies,
    sessionStarts,
    unimplementedOpcodes,
    connectedCount: () => [...sessions.values()].filter(({ connected }) => connected).length,
    attach(server, url) {
      gatewayUrl = url;
      server.on('upgrade', (request, stream, head) => {
        sockets.handleUpgrade(request, stream, head, (socket) => {
          bySocket.set(socket, null);
          const asked = new URL(request.url ?? '/', 'http://loopback').searchParams;
          openConnection(socket, settings.heartbeatIntervalMs, clock.now, handlers);
          if (asked.get('v') !== '10') socket.close(4012, 'Invalid API version.');
          else if (asked.get('encoding') !== 'json' || asked.has('compress'))
            socket.close(4002, 'Only plain JSON here.');
        });
      });
    },
    drop(code) {
      for (const [socket, session] of bySocket) {
        if (code === 1006) socket.terminate();
        else socket.close(code);
        if (session && ENDS_SESSION.has(code)) sessions.delete(session.id);
      }
    },
    requestReconnect: () => sendToAll(7, null),
    invalidate(resumable) {
      if (!resumable) sessions.clear();
      sendToAll(9, resumable);
    },
    close() {
      for (const socket of bySocket.keys()) socket.terminate();
      bySocket.clear();
      sessions.clear();
      sockets.close();
    },
  };
}

/** A bot that is killed leaves its session behind; Discord forgets such a one after a while, here when others came after it. */
function forgetOldSessions(sessions: Map<string, Session>): void {
  const left = [...sessions.values()].filter(({ connected }) => !connected);
  for (const { id } of left.slice(0, -KEPT_SESSIONS)) sessions.delete(id);
}

function asRecord(payload: object): { [key: string]: Json } {
  return payload as { [key: string]: Json };
}
