// The face of the emulated Discord: one process on loopback that is Discord's REST v10, gateway and CDN at once, and
// lets tests and the playground's page act as people. What it does is specified by the Discord fact sheet
// ("reference" in comments, with its section).
//
// Where the reference is silent or two sources disagree, this was chosen: an answer to a component, and a follow-up, is a
// message of type 19 that refers to the message it answers; before the acknowledgement the webhook is unknown (10015);
// 160005 comes with 403, 50083 with 400; the codes inside `errors` are Discord's where known, else made like them.
//
// What is refused and what is not emulated: README.md.

import { once } from 'node:events';
import type { Server } from 'node:http';
import { composeRealm } from './compose.ts';
import type { Faults } from './face/faults.ts';
import type { EmulatedDiscordOptions } from './face/options.ts';
import type { People } from './face/people.ts';
import type { Watching } from './face/watching.ts';
import type { Snowflake, WireUser } from './face/wire.ts';
import type { WorldControls } from './face/world.ts';
import { createCommandActs } from './people/commands.ts';
import { createComponentActs } from './people/components.ts';
import { createMessageActs } from './people/messages.ts';
import { createFaultList } from './rest/fault-list.ts';
import { applicationHandlers } from './rest/handlers/application-handlers.ts';
import { cdnHandlers } from './rest/handlers/cdn-handlers.ts';
import { channelHandlers } from './rest/handlers/channel-handlers.ts';
import { interactionHandlers } from './rest/handlers/interaction-handlers.ts';
import { messageHandlers } from './rest/handlers/message-handlers.ts';
import { createRateLimits } from './rest/rate-limits.ts';
import { createRecorder } from './rest/recorder.ts';
import type { Handlers } from './rest/rest-request.ts';
import { createRestServer } from './rest/rest-server.ts';
import { createWatching } from './watching.ts';
import { createDemoWorld } from './world/demo-world.ts';
import { userPayload } from './world/payloads.ts';
import { createWorldControls } from './world/world-controls.ts';

export { ClientRefusal } from './core/client-refusal.ts';
export type * from './face/faults.ts';
export type * from './face/options.ts';
export type * from './face/people.ts';
export type * from './face/watching.ts';
export type * from './face/wire.ts';
export type * from './face/world.ts';
export { ROUTE_NAMES, type RouteName } from './route-names.ts';

export interface EmulatedDiscord extends WorldControls, People, Watching, Faults {
  /** `http://127.0.0.1:PORT/api`, for `DISCORD_API_URL` or discord.js' `rest.api`. */
  readonly apiUrl: string;
  /** `http://127.0.0.1:PORT`, the origin of attachment addresses. */
  readonly cdnUrl: string;
  readonly botToken: string;
  readonly applicationId: Snowflake;
  readonly botUser: WireUser;
  now(): number;
  /** Ends every connection and timer; nothing stays open. Safe to call twice. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Resolves once it listens. */
export async function startEmulatedDiscord(options: EmulatedDiscordOptions = {}): Promise<EmulatedDiscord> {
  const realm = composeRealm(options);
  const { clock, gateway, interactions, addresses, emitter } = realm;
  const recorder = createRecorder(emitter);
  const faults = createFaultList();
  let origin = '';
  const gatewayUrl = (): string => options.gatewayUrl ?? origin.replace('http', 'ws');
  const handlers: Handlers = {
    ...applicationHandlers(realm, gatewayUrl),
    ...channelHandlers(realm),
    ...messageHandlers(realm),
    ...interactionHandlers(realm),
    ...cdnHandlers(realm),
  };
  const rateLimits = createRateLimits(clock, realm.settings.rateLimits);
  const server = createRestServer({ handlers, faults, rateLimits, recorder, clock, token: realm.token });
  origin = await listen(server, options.port ?? 0);
  addresses.origin = origin;
  gateway.attach(server, gatewayUrl());

  const controls = createWorldControls(realm);
  const demo = options.world === 'demo' ? createDemoWorld(controls) : null;

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      interactions.close();
      gateway.close();
      server.close(() => resolve());
      // Clients keep their sockets open (reference 10.19).
      server.closeAllConnections();
    });
    return closing;
  };

  return {
    ...controls,
    demo,
    ...createCommandActs(realm),
    ...createComponentActs(realm),
    ...createMessageActs(realm),
    ...createWatching(realm, recorder),
    failNext: faults.add,
    addAutoMod: realm.autoMod.addAutoMod,
    clearFaults: faults.clear,
    redeliver: gateway.redeliver,
    holdGateway: gateway.hold,
    dropGateway: gateway.drop,
    limitSessions: gateway.sessionStarts.limit,
    requestReconnect: gateway.requestReconnect,
    invalidateSession: gateway.invalidate,
    expireTokens: interactions.expireTokens,
    expireAttachmentUrls: addresses.expireAll,
    advanceTime(ms) {
      clock.advance(ms);
      interactions.sweep();
    },
    apiUrl: `${origin}/api`,
    cdnUrl: origin,
    botToken: realm.token,
    applicationId: realm.applicationId,
    botUser: userPayload(realm.world.bot),
    now: clock.now,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The emulated Discord has no port');
  return `http://127.0.0.1:${address.port}`;
}
