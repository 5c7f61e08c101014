import type { RouteName } from '../route-names.ts';
import type { RecordedRequest } from './watching.ts';
import type { Snowflake } from './wire.ts';

/** What goes wrong. `afterTakingIt`: Discord does what was asked, and only the answer is lost or wrong. */
export type Mishap =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
      /** Seconds, for a 429. */
      readonly retryAfter?: number;
      readonly global?: boolean;
      readonly scope?: 'user' | 'global' | 'shared';
      /** A proxy's page instead of Discord's JSON, as Cloudflare's 1015 with 429 or 403; `retryAfter` is then in its header. */
      readonly html?: boolean;
      readonly afterTakingIt?: boolean;
    }
  /** Answered properly, but late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Never answered; the connection stays open until the bot gives up or the emulator closes. */
  | { readonly kind: 'hang'; readonly afterTakingIt?: boolean }
  /** The connection breaks without an answer. */
  | { readonly kind: 'drop'; readonly afterTakingIt?: boolean };

export type Fault = Mishap & {
  /** One route by name, or any whose `METHOD /path` matches. The CDN's routes too. */
  readonly route: RouteName | RegExp;
  /** How many requests it strikes. Default 1; `Infinity` until cancelled. */
  readonly times?: number;
  /** Only requests that satisfy this. Path, params, query and body are known; status and answer are not yet. */
  readonly where?: (
    request: Pick<RecordedRequest, 'method' | 'path' | 'params' | 'query' | 'body' | 'files'>,
  ) => boolean;
};

export interface FaultInPlace {
  /** How often it struck. */
  struck(): number;
  cancel(): void;
}

/** A server's own rule: what the bot writes there with one of these in it is refused, on creation and on edits. */
export interface AutoModRule {
  readonly guild: Snowflake;
  /** Looked for in content, embeds, components, names and descriptions of files, whatever the case. */
  readonly words: readonly string[];
  /** 200000, the default: words; 200001: a title; 240000: harmful links. */
  readonly code?: 200000 | 200001 | 240000;
}

export interface AutoMod {
  /** Returns the function that takes the rule back. */
  addAutoMod(rule: AutoModRule): () => void;
}

export interface Faults extends AutoMod {
  failNext(fault: Fault): FaultInPlace;
  clearFaults(): void;
  /** Sends the gateway event of that interaction or message once more, unchanged: "never, once or up to N times". */
  redeliver(id: Snowflake): void;
  /** While on, gateway events are held back; the function returned sends them, in the opposite order if asked. */
  holdGateway(): (options?: { readonly reversed?: boolean }) => void;
  /** Closes every gateway connection with this code (1006: cut without a close frame). 4000, 4009 and 1006 are resumed. */
  dropGateway(code: number): void;
  /**
   * So many sessions may still be begun, until so long from now; then a thousand again, as each day. `GET /gateway/bot` says
   * so. Who identifies all the same has the token taken away: the gateway closes with 4004, then and ever after.
   */
  limitSessions(limit: { readonly remaining: number; readonly resetAfterMs: number }): void;
  /** Op 7: please reconnect. */
  requestReconnect(): void;
  /** Op 9. */
  invalidateSession(resumable: boolean): void;
  /** Every interaction token so far is past its 15 minutes. */
  expireTokens(): void;
  /**
   * Every CDN address signed so far answers 404, though its `ex` may lie ahead: as when a file went early. Fetched again,
   * messages carry fresh ones. To pass the expiry itself, use `advanceTime`.
   */
  expireAttachmentUrls(): void;
  /** The emulator's clock jumps ahead. */
  advanceTime(ms: number): void;
}
