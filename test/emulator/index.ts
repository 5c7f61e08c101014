// The face of the emulated Discord: one process on loopback that is Discord's REST v10, gateway and CDN at once, and
// lets tests and the playground's page act as people. What it does is specified by the Discord fact sheet
// ("reference" in comments, with its section).

import type { Faults } from './face/faults.ts';
import type { People } from './face/people.ts';
import type { Watching } from './face/watching.ts';
import type { Snowflake, WireUser } from './face/wire.ts';
import type { WorldControls } from './face/world.ts';

export { ClientRefusal } from './client-refusal.ts';
export type * from './face/faults.ts';
export type * from './face/people.ts';
export type * from './face/watching.ts';
export type * from './face/wire.ts';
export type * from './face/world.ts';
export { ROUTE_NAMES, type RouteName } from './route-names.ts';

export interface EmulatedDiscordOptions {
  /** Default 0: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Milliseconds since 1970. Deadlines, expiries and ids follow it. Default: the system's clock. */
  readonly now?: () => number;
  /** `demo`: two servers, channels, a thread, three people and their direct messages. Default `empty`. */
  readonly world?: 'empty' | 'demo';
  /**
   * Whether a ping-reply to one of the bot's *interaction responses* counts as mentioning it, so that its text can be
   * read without the content intent. The sources disagree (reference, section 5); journeys run under both. Default `withheld`.
   */
  readonly pingReplyToInteractionResponse?: 'readable' | 'withheld';
  /** Whether the portal's toggle for the content intent is on. Off and asked for: the gateway closes with 4014. Default false. */
  readonly messageContentIntent?: boolean;
  /** Default 41250. */
  readonly heartbeatIntervalMs?: number;
  /** Default 3000. */
  readonly interactionDeadlineMs?: number;
  /** Default 15 minutes. */
  readonly tokenLifetimeMs?: number;
  /** How long a signed CDN address works. Default 24 hours. */
  readonly attachmentLifetimeMs?: number;
  /** Bytes per file without boosts. Default 20 MiB. */
  readonly defaultUploadLimit?: number;
  /** Shards that `GET /gateway/bot` recommends. Default 1. */
  readonly shards?: number;
}

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
