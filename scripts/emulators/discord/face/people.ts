import type { Snowflake, WireCommand, WireCommandChoice, WireComponent, WireEmbed, WireMessage } from './wire.ts';

/** A file somebody uploads. Width, height and content type are read from the bytes, not believed. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the sender's client says it is, which Discord hands on; left out: what Discord reads from the bytes or the name. */
  readonly contentType?: string;
  /** Alternative text. */
  readonly description?: string;
  readonly spoiler?: boolean;
}

/** A slash option's value: attachments are uploads, users, roles and channels ids. */
export type OptionValue = string | number | boolean | Upload;

export interface CommandRun {
  readonly user: Snowflake;
  readonly channel: Snowflake;
  /** With its group and subcommand, separated by spaces: `edit`, `history undo`, `server limit set`. */
  readonly command: string;
  readonly options?: { readonly [name: string]: OptionValue };
  /** The person's language; by default the one they were made with. */
  readonly locale?: string;
}

export interface Completion {
  readonly user: Snowflake;
  readonly channel: Snowflake;
  readonly command: string;
  /** The option being typed. */
  readonly focused: string;
  readonly value: string;
  /** What is filled in already. */
  readonly options?: { readonly [name: string]: string | number | boolean };
}

export interface NewMessage {
  readonly user: Snowflake;
  readonly channel: Snowflake;
  readonly content?: string;
  readonly files?: readonly Upload[];
  /** Names of stickers. */
  readonly stickers?: readonly string[];
  /** As another bot would have them: whoever writes this stands for one. */
  readonly components?: readonly WireComponent[];
  /** What Discord makes of the links in it; in the message from the start, as with links that it knows. */
  readonly unfurled?: readonly WireEmbed[];
  readonly replyTo?: Snowflake;
  /** Whether the reply pings the author. Default true, as in Discord. */
  readonly ping?: boolean;
}

export interface ForwardedMessage {
  readonly user: Snowflake;
  /** Where it goes. */
  readonly channel: Snowflake;
  readonly message: Snowflake;
}

export interface MessageCommandRun {
  readonly user: Snowflake;
  readonly channel: Snowflake;
  readonly command: string;
  readonly message: Snowflake;
}

export interface ButtonPress {
  readonly user: Snowflake;
  readonly message: Snowflake;
  /** Which button: its custom id, or its label. */
  readonly customId?: string;
  readonly label?: string;
}

export interface Choice {
  readonly user: Snowflake;
  readonly message: Snowflake;
  readonly customId: string;
  readonly values: readonly string[];
}

/** Text inputs, radio groups: a string. Selects, checkbox groups: strings. Checkboxes: a boolean. File uploads: files. */
export type FieldValue = string | boolean | readonly string[] | readonly Upload[];

export interface ModalSubmission {
  readonly user: Snowflake;
  /** The id of the form, from `ModalView.id`. */
  readonly modal: Snowflake;
  /** By custom id of the field. */
  readonly values?: { readonly [customId: string]: FieldValue };
}

/** A form as the person sees it. */
export interface ModalView {
  /** The interaction that opened it; a form can be submitted once. */
  readonly id: Snowflake;
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  readonly customId: string;
  readonly title: string;
  readonly components: readonly WireComponent[];
}

/**
 * - `waiting`: sent, no answer yet ("Sending command…")
 * - `deferred`: "thinking…", as a message with flag 128 that its audience sees
 * - `deferred update`: a component's press was taken, nothing shows yet
 * - `answered`: a message was shown (or, after a component, the message was updated)
 * - `modal`: a form was opened
 * - `completed`: an autocomplete got its choices
 * - `failed`: not answered within three seconds: "The application did not respond"
 */
export type InteractionState =
  | 'waiting'
  | 'deferred'
  | 'deferred update'
  | 'answered'
  | 'modal'
  | 'completed'
  | 'failed';

export interface InteractionView {
  readonly id: Snowflake;
  readonly kind: 'command' | 'message command' | 'component' | 'autocomplete' | 'modal submit';
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  readonly guildId: Snowflake | null;
  /** The command with its subcommand, or the custom id. */
  readonly name: string;
  readonly state: InteractionState;
  /** Known from the acknowledgement on, and fixed then. */
  readonly ephemeral: boolean | null;
  /** The original response: the message it created, or, for a component's update, the message it is on. */
  readonly responseMessageId: Snowflake | null;
  readonly followUpIds: readonly Snowflake[];
  readonly modal: ModalView | null;
  readonly choices: readonly WireCommandChoice[] | null;
  readonly sentAt: number;
  readonly acknowledgedAt: number | null;
  /** For tests that act in the bot's place. */
  readonly token: string;
}

/** One interaction, seen by whoever started it. Every wait ends: with what it waits for, or with an error that says what was there instead. */
export interface InteractionHandle {
  readonly id: Snowflake;
  view(): InteractionView;
  /** The original response as it is now, null before there is one or after it was deleted. */
  message(): WireMessage | null;
  followUps(): readonly WireMessage[];
  /** Acknowledged in any way (or failed: then it rejects). */
  acknowledged(options?: WaitOptions): Promise<InteractionView>;
  /** The original response, once it is more than "thinking". With `where`, once that holds too. */
  answered(options?: WaitOptions & { readonly where?: (message: WireMessage) => boolean }): Promise<WireMessage>;
  /** The form, once it was opened. */
  modal(options?: WaitOptions): Promise<ModalView>;
  /** Resolves once Discord showed "The application did not respond". */
  failed(options?: WaitOptions): Promise<InteractionView>;
}

export interface WaitOptions {
  /** The end of the wait where what is waited for never comes. Default 20000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** What a person can do in Discord. What Discord's own client would not let them do throws {@link ClientRefusal}. */
export interface People {
  /** The commands that this person is offered in this channel, as registered. */
  listCommands(user: Snowflake, channel: Snowflake): readonly WireCommand[];
  /** Checks values as the client does: required, types, lengths, ranges, choices, file types, the upload limit. */
  runCommand(run: CommandRun): InteractionHandle;
  /** Resolves to what is offered; empty where the bot failed to answer in time. */
  autocomplete(completion: Completion): Promise<readonly WireCommandChoice[]>;
  runMessageCommand(run: MessageCommandRun): InteractionHandle;
  pressButton(press: ButtonPress): InteractionHandle;
  chooseFromSelect(choice: Choice): InteractionHandle;
  submitModal(submission: ModalSubmission): InteractionHandle;
  /** Closes a form unsent; Discord tells nobody. */
  dismissModal(user: Snowflake, modal: Snowflake): void;
  /** The new message's id. */
  sendMessage(message: NewMessage): Snowflake;
  editMessage(user: Snowflake, message: Snowflake, content: string): void;
  forwardMessage(message: ForwardedMessage): Snowflake;
  /** One's own, anybody's with MANAGE_MESSAGES. A private answer is dismissed, and the bot is not told. */
  deleteMessage(user: Snowflake, message: Snowflake): void;
  /** A thread, from a message when given. Its id. */
  createThreadFrom(thread: {
    readonly user: Snowflake;
    readonly channel: Snowflake;
    readonly name: string;
    readonly message?: Snowflake;
    readonly private?: boolean;
  }): Snowflake;
  startTyping(user: Snowflake, channel: Snowflake): void;
  /** Whether this person may see a channel. */
  maySee(user: Snowflake, channel: Snowflake): boolean;
}
