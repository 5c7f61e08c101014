import type { RouteName } from '../route-names.ts';
import type { InteractionHandle, InteractionView, ModalView, WaitOptions } from './people.ts';
import type { Json, Snowflake, WireChannel, WireCommand, WireCommandChoice, WireMessage } from './wire.ts';

/** A file as it was taken from a request or is kept on a message. */
export interface FileSeen {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file that a message holds, whether `attachments` lists it or a component or embed shows it. */
export interface StoredFile extends FileSeen {
  readonly id: Snowflake;
  readonly contentType: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly description: string | null;
  readonly spoiler: boolean;
  readonly bytes: Uint8Array;
}

/** One REST request of the bot, recorded when its answer was sent (or given up). */
export interface RecordedRequest {
  readonly sequence: number;
  readonly method: string;
  /** Decoded, without `/api/v10` and query. */
  readonly path: string;
  /** Null where the emulator knows no such route. */
  readonly route: RouteName | null;
  /** The ids in the path, by the route's names. */
  readonly params: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly authorization: 'bot' | 'none' | 'wrong';
  /** JSON body or `payload_json`; undefined where there was none. */
  readonly body: Json | undefined;
  readonly files: readonly FileSeen[];
  /** By the emulator's clock. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** 0 where no answer was sent (connection dropped or hanging by {@link Faults}). */
  readonly status: number;
  /** Discord's error code, e.g. 40060. */
  readonly code: number | null;
  readonly response: Json | undefined;
  /** Whether an injected fault decided the answer. */
  readonly faulted: boolean;
  /** Answered 501: a route that the emulator does not know. */
  readonly unimplemented: boolean;
}

/** Who sees a message: the whole channel, or one person (ephemeral). */
export type Audience = { readonly kind: 'channel' } | { readonly kind: 'person'; readonly userId: Snowflake };

export interface MessageSeen {
  readonly message: WireMessage;
  readonly audience: Audience;
  /** The people who were really notified by it; tests assert that nobody is. */
  readonly pings: readonly Snowflake[];
}

/** What can be listened to; each may be sent as JSON to a page as it is. */
export interface EmulatorEvents {
  request: RecordedRequest;
  message: MessageSeen;
  messageUpdate: MessageSeen;
  messageDelete: { readonly channelId: Snowflake; readonly messageId: Snowflake; readonly audience: Audience };
  /** Each change of an interaction's state, its start included. */
  interaction: InteractionView;
  /** A form opened for one person. */
  modal: ModalView;
  autocomplete: {
    readonly interactionId: Snowflake;
    readonly userId: Snowflake;
    readonly choices: readonly WireCommandChoice[];
  };
  typing: { readonly channelId: Snowflake; readonly userId: Snowflake };
  /** A thread, channel or guild came, changed or went: read `world()` again. */
  world: { readonly reason: string; readonly channel?: WireChannel };
  commands: { readonly guildId: Snowflake | null; readonly commands: readonly WireCommand[] };
  gateway:
    | { readonly state: 'identified' | 'resumed'; readonly sessionId: string; readonly intents: number }
    | { readonly state: 'closed'; readonly code: number };
}

export type EmulatorEventName = keyof EmulatorEvents;

/** One event of any kind, for a feed of server-sent events. */
export type EmulatorEvent = {
  [Name in EmulatorEventName]: { readonly name: Name; readonly payload: EmulatorEvents[Name] };
}[EmulatorEventName];

export interface Watching {
  /** Every REST request of the bot so far, in the order answered. */
  readonly requests: readonly RecordedRequest[];
  requestsTo(route: RouteName): readonly RecordedRequest[];
  forgetRequests(): void;
  /** Throws, naming them, if the bot used a route that the emulator does not implement. */
  expectNoUnknownRoutes(): void;
  /** Returns the function that stops listening. */
  on<Name extends EmulatorEventName>(name: Name, listener: (payload: EmulatorEvents[Name]) => void): () => void;
  onAny(listener: (event: EmulatorEvent) => void): () => void;

  /** What this person sees in a channel, oldest first: with the ephemeral messages that are theirs. URLs are freshly signed. */
  visibleMessages(user: Snowflake, channel: Snowflake): readonly WireMessage[];
  /** A message as Discord would show it, whoever may see it; null when it is gone. */
  message(id: Snowflake): WireMessage | null;
  audienceOf(message: Snowflake): Audience;
  pingsOf(message: Snowflake): readonly Snowflake[];
  filesOf(message: Snowflake): readonly StoredFile[];
  interactions(): readonly InteractionView[];
  interaction(id: Snowflake): InteractionHandle;
  /** The messages in the channel now, then those that come or change, until one satisfies `where`. Ephemeral ones too. */
  waitForMessage(
    channel: Snowflake,
    where: (message: WireMessage) => boolean,
    options?: WaitOptions,
  ): Promise<WireMessage>;
  waitForRequest(where: (request: RecordedRequest) => boolean, options?: WaitOptions): Promise<RecordedRequest>;
  /** Resolves when the bot has identified and been told of its guilds. */
  waitForBot(options?: WaitOptions): Promise<void>;
  /** Global commands, or a guild's. */
  registeredCommands(guild?: Snowflake): readonly WireCommand[];
  /** The intents of each identify so far. */
  readonly identifies: readonly {
    readonly intents: number;
    readonly shard: readonly [number, number];
    readonly at: number;
  }[];
}
