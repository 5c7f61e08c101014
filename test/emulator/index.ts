// The face of the emulated Discord: one process on loopback that is Discord's REST v10, gateway and CDN at once, and
// lets tests and the playground's page act as people. What it does is specified by the Discord fact sheet
// ("reference" in comments, with its section).

import type { Faults } from './face/faults.ts';
import type { EmulatedDiscordOptions } from './face/options.ts';
import type { People } from './face/people.ts';
import type { Watching } from './face/watching.ts';
import type { Snowflake, WireUser } from './face/wire.ts';
import type { WorldControls } from './face/world.ts';

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
export async function startEmulatedDiscord(_options: EmulatedDiscordOptions = {}): Promise<EmulatedDiscord> {
  throw new Error('not yet');
}
