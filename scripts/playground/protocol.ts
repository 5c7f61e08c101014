// What the page and its server say to each other. Types only; the emulator's own shapes are passed on as they are.

import type { InteractionView, ModalView } from '../emulators/discord/face/people.ts';
import type { Audience, MessageSeen } from '../emulators/discord/face/watching.ts';
import type { Json, Snowflake, WireCommandChoice, WireMessage } from '../emulators/discord/face/wire.ts';
import type { WorldView } from '../emulators/discord/face/world.ts';

export type { InteractionView, ModalView } from '../emulators/discord/face/people.ts';
export type { Audience, MessageSeen } from '../emulators/discord/face/watching.ts';
export type * from '../emulators/discord/face/wire.ts';
export type { GuildView, WorldView } from '../emulators/discord/face/world.ts';

/** The world, and which channels each person may see. */
export interface PlaygroundWorld extends WorldView {
  readonly visible: { readonly [user: Snowflake]: readonly Snowflake[] };
}

/** An interaction without its token. */
export type InteractionSeen = Omit<InteractionView, 'token'>;

export interface BotStatus {
  readonly state: 'starting' | 'ready' | 'stopping' | 'stopped' | 'crashed';
  readonly pid: number | null;
  /** Why it is not running, in words; with the last log lines where it ended by itself. */
  readonly reason: string | null;
  readonly lastLines: readonly string[];
}

/** What the bot does with pictures just now, and how many it has refused since it began. */
export interface DecoderStatus {
  readonly running: number;
  readonly waiting: number;
  readonly refused: number;
  /** What those that run may take, of what all may. */
  readonly admittedMb: number;
  readonly memoryMb: number;
}

/** One line of the bot's log, as it was written. */
export interface LogLine {
  readonly number: number;
  readonly text: string;
}

/** A request of the bot, short: for the side panel's list. */
export interface RequestSummary {
  readonly id: string;
  readonly to: 'discord' | 'images' | 'bot';
  /** Whom it went to, in a few letters. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** The route's name where it is known. */
  readonly route: string | null;
  /** 0: no answer was sent. Null: it is not over yet. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly at: number;
  readonly files: readonly string[];
  /** An injected fault decided the answer. */
  readonly faulted: boolean;
  readonly note: string | null;
}

/** The same request, expanded. */
export interface RequestDetail {
  readonly sections: readonly { readonly title: string; readonly body: Json }[];
}

/** One small switch of the side panel. */
export interface ControlView {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Waiting for the request that it is meant for, or switched on. */
  readonly armed: boolean;
}

/** Switches that belong together. */
export interface ControlGroup {
  readonly title: string;
  readonly about: string;
  readonly controls: readonly ControlView[];
}

export interface PlaygroundSettings {
  readonly providers: readonly string[];
  readonly mode: string;
  readonly contentIntent: boolean;
  readonly pingReplies: 'readable' | 'withheld';
}

/** Everything that the page needs to begin. */
export interface Snapshot {
  readonly now: number;
  readonly start: { readonly user: Snowflake; readonly channel: Snowflake };
  readonly world: PlaygroundWorld;
  readonly bot: BotStatus;
  /** Null: it does not say. */
  readonly decoder: DecoderStatus | null;
  readonly settings: PlaygroundSettings;
  readonly interactions: readonly InteractionSeen[];
  readonly requests: readonly RequestSummary[];
  readonly log: readonly LogLine[];
  readonly controls: readonly ControlGroup[];
}

export type FeedEvent =
  | { readonly kind: 'world'; readonly world: PlaygroundWorld }
  | { readonly kind: 'message' | 'message update'; readonly seen: MessageSeen }
  | {
      readonly kind: 'message delete';
      readonly channelId: Snowflake;
      readonly messageId: Snowflake;
      readonly audience: Audience;
    }
  | { readonly kind: 'interaction'; readonly interaction: InteractionSeen }
  | { readonly kind: 'modal'; readonly modal: ModalView }
  | { readonly kind: 'typing'; readonly channelId: Snowflake; readonly userId: Snowflake }
  | { readonly kind: 'commands' }
  | { readonly kind: 'clock'; readonly now: number }
  | { readonly kind: 'request'; readonly request: RequestSummary }
  | { readonly kind: 'bot'; readonly bot: BotStatus }
  | { readonly kind: 'decoder'; readonly decoder: DecoderStatus | null }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'controls'; readonly controls: readonly ControlGroup[] };

/** Names a file part of the same multipart body. */
export interface UploadReference {
  readonly upload: string;
  readonly description?: string;
  readonly spoiler?: boolean;
}

type ById<Value> = { readonly [name: string]: Value };

/** What a person does. Values that are files refer to parts of the body. */
export type Act =
  | {
      readonly act: 'run command';
      readonly user: Snowflake;
      readonly channel: Snowflake;
      readonly command: string;
      readonly options: ById<string | number | boolean | UploadReference>;
    }
  | {
      readonly act: 'run message command';
      readonly user: Snowflake;
      readonly channel: Snowflake;
      readonly command: string;
      readonly message: Snowflake;
    }
  | {
      readonly act: 'press button';
      readonly user: Snowflake;
      readonly message: Snowflake;
      readonly customId: string;
    }
  | {
      readonly act: 'choose';
      readonly user: Snowflake;
      readonly message: Snowflake;
      readonly customId: string;
      readonly values: readonly string[];
    }
  | {
      readonly act: 'submit form';
      readonly user: Snowflake;
      readonly modal: Snowflake;
      readonly values: ById<string | boolean | readonly string[] | readonly UploadReference[]>;
    }
  | { readonly act: 'dismiss form'; readonly user: Snowflake; readonly modal: Snowflake }
  | {
      readonly act: 'send message';
      readonly user: Snowflake;
      readonly channel: Snowflake;
      readonly content: string;
      readonly files: readonly UploadReference[];
      readonly replyTo: Snowflake | null;
      readonly ping: boolean;
    }
  | {
      readonly act: 'edit message';
      readonly user: Snowflake;
      readonly message: Snowflake;
      readonly content: string;
    }
  | { readonly act: 'delete message'; readonly user: Snowflake; readonly message: Snowflake }
  | {
      readonly act: 'forward message';
      readonly user: Snowflake;
      readonly channel: Snowflake;
      readonly message: Snowflake;
    }
  | {
      readonly act: 'create thread';
      readonly user: Snowflake;
      readonly channel: Snowflake;
      readonly name: string;
      readonly message: Snowflake | null;
    };

/** `id`: of the interaction, message or thread that came of it. */
export type ActAnswer =
  | { readonly ok: true; readonly id: Snowflake | null }
  | { readonly ok: false; readonly refusal: string };

export interface CompletionRequest {
  readonly user: Snowflake;
  readonly channel: Snowflake;
  readonly command: string;
  readonly focused: string;
  readonly value: string;
  readonly options: ById<string | number | boolean>;
}

export interface CompletionAnswer {
  readonly choices: readonly WireCommandChoice[];
}

export interface ChannelMessages {
  readonly messages: readonly WireMessage[];
}
