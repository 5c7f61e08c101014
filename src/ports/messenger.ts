import type { Operation, Recipe } from '../domain/asked/image-request.ts';
import type { Failure } from '../domain/failure.ts';
import type { ChannelId, JobId, MessageId, ModelId, UserId, VersionId } from '../domain/ids.ts';
import type { PictureType, ReplyAddress, Warning } from '../domain/jobs/job.ts';
import type { Posted } from '../domain/jobs/outcomes.ts';
import type { Price } from '../domain/offers/provider.ts';
import type { OperatorNotice } from '../domain/operator-notice.ts';
import type { IncomingPicture } from '../domain/pictures/incoming-picture.ts';
import type { AuditEntry } from '../domain/server/audit-entry.ts';
import type { RulePlace } from '../domain/server/rule-against.ts';
import type { ServerNotice } from '../domain/server/server-notice.ts';
import type { Audit } from '../domain/server/server-rules.ts';
import type { OfferedAttempt } from '../domain/try-again.ts';

export type { Posted } from '../domain/jobs/outcomes.ts';
export type { OperatorNotice } from '../domain/operator-notice.ts';
export type { ServerNotice } from '../domain/server/server-notice.ts';

/** What a job's message says while it lasts. The times let Discord's own timestamps tick by themselves (milliseconds). */
export type Progress =
  /** `place` from 1. */
  | { readonly kind: 'queued'; readonly place: number; readonly since: number }
  /** It waits for the request whose message is this one, if that is known. */
  | { readonly kind: 'queued after'; readonly message: MessageId | null; readonly since: number }
  | { readonly kind: 'working'; readonly since: number }
  | {
      readonly kind: 'preview';
      readonly path: string;
      readonly type: PictureType;
      readonly since: number;
      /** Covered, as what it is made from. */
      readonly spoiler?: boolean | undefined;
    };

export interface AnsweredPicture {
  readonly version: VersionId;
  /** What it is called in its chain: its number, or `p1`. */
  readonly name: string;
  /** The form that fits; may be the original itself. Null: no form of it can be made that does. */
  readonly file: { readonly path: string; readonly filename: string } | null;
  readonly width: number;
  readonly height: number;
  /** The shown copy is not the original: a **Full size** button belongs under it. */
  readonly reduced: boolean;
  /** A signed address of the original, where this program has a public one. */
  readonly fullSizeUrl: string | null;
}

/** What came of one of the models that were given the same words; `cost` in millionths of a dollar, null where it is not known. */
export type ComparedModel = {
  readonly model: ModelId;
  /** For people. */
  readonly name: string;
} & (
  | {
      readonly kind: 'made';
      readonly version: VersionId;
      /** Milliseconds; undefined: not known. */
      readonly took: number | undefined;
      readonly cost: number | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
);

/** The picture that an edit was made from. */
export interface UsedPicture {
  readonly version: VersionId;
  readonly name: string;
  /** The message that shows it, if one does. */
  readonly message: MessageId | null;
  readonly channel: ChannelId;
  readonly kind: 'made' | 'imported';
  /** How many further pictures were used beside it. */
  readonly others: number;
}

export interface PictureAnswer {
  readonly kind: 'pictures';
  readonly operation: Operation;
  readonly recipe: Recipe;
  readonly pictures: readonly AnsweredPicture[];
  /** In the order in which they were asked for; left out where there was one model. */
  readonly compared?: readonly ComparedModel[] | undefined;
  readonly used: UsedPicture | null;
  /** A member's marks as they were read, small; left out where there were none, or they are gone. */
  readonly marks?: { readonly path: string } | undefined;
  readonly warnings: readonly Warning[];
  /** Names of pictures in which nothing changed, as far as that was seen. */
  readonly unchanged?: readonly string[] | undefined;
  /** What it was made from had drifted from the first picture of its chain: it is offered to start from that. */
  readonly offersOriginal: boolean;
  /** Millionths of a dollar; null where it is not known. */
  readonly cost: number | null;
  /** The audit that it is told in, and that says so; null or left out: none. */
  readonly audit?: Pick<Audit, 'prompts'> | null | undefined;
}

export interface FailureAnswer {
  readonly kind: 'failure';
  readonly failure: Failure;
  /** Refused before it was accepted, on a message: one neutral line, the reason behind a button. */
  readonly neutral: boolean;
  /** None of these made anything; left out where there was one model, or where none was asked. */
  readonly compared?: readonly ComparedModel[] | undefined;
  /** It may be asked once more. */
  readonly attempt?: OfferedAttempt | null | undefined;
}

/** A price to agree to, where nobody waits for an answer. */
export interface PriceAnswer {
  readonly kind: 'price';
  readonly id: JobId;
  readonly price: Price;
  readonly plain: Price | null;
  /** It is for drafts: so many, and what finishing one of them costs. */
  readonly drafts?: { readonly count: number; readonly finishing: Price } | undefined;
}

export type Answer = PictureAnswer | FailureAnswer | PriceAnswer;

/** What the audit of a server is told of one request. `prompt`: null where it does not stand in it, or is gone. */
export interface AuditNotice {
  readonly entry: AuditEntry;
  readonly prompt: string | null;
  readonly pictures: readonly Pick<AnsweredPicture, 'name' | 'file'>[];
}

export type Audited =
  | { readonly kind: 'told' }
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'too large' }
  | { readonly kind: 'impossible'; readonly code: string };

/** A job as far as its message is concerned. */
export interface AddressedJob {
  readonly id: JobId;
  readonly address: ReplyAddress;
  /** What was asked for, by whose first words one message that waits is told from another; null or left out: not said. */
  readonly prompt?: string | null | undefined;
}

/** `refused`: they take no direct messages from us. */
export type HandedOver =
  | { readonly kind: 'handed'; readonly message: MessageId }
  | { readonly kind: 'later' | 'too large' | 'refused' };

/** A file for one member, with what is said of it. */
export interface Handed {
  readonly id: string;
  readonly content: string;
  /** `description`: its alternative text, where it is a picture. */
  readonly file: { readonly path: string; readonly filename: string; readonly description?: string | undefined };
}

/** A picture among those of a message of ours. */
export interface PictureThere {
  readonly channel: ChannelId;
  readonly message: MessageId;
  readonly version: VersionId;
  readonly name: string;
}

/** `not there`: no such message is in the bot's sight, as none is that only its asker sees. `closed`: the bot may not change it. */
export type ChangedThere = 'done' | 'not there' | 'closed' | 'later';

/**
 * One message per job. Every call may be repeated with the same effect: edits are edits, and a message is created with
 * the job's id as its nonce after looking for it. Knows what to do past the token's 15 minutes. Never pings anybody
 * but the asker, and the asker only past the token.
 */
export interface Messenger {
  progress(job: AddressedJob, progress: Progress): Promise<Posted>;
  answer(job: AddressedJob, answer: Answer): Promise<Posted>;
  /**
   * Whether the acknowledgement went out, for a job that crashed while sending it: null where it did not. No message
   * where the place is open, and refuses the words of a first one.
   */
  acknowledgement(job: AddressedJob): Promise<{ readonly message: MessageId | null } | null | 'later'>;
  /** Shows that a message was understood, at once (typing). Never fails. */
  notice(job: AddressedJob): Promise<void>;
  /** Opens a thread from the job's message, which has its id; `opened` also where it was before. Pings nobody. */
  openThread(
    job: AddressedJob,
    prompt: string,
  ): Promise<{ readonly kind: 'opened' | 'impossible' } | { readonly kind: 'later'; readonly afterMs: number }>;
  /** `done` also where it never can be removed: nothing is left to be tried. */
  remove(channel: ChannelId, message: MessageId): Promise<'done' | 'later'>;
  /**
   * Takes a picture out of a message of ours, and its buttons; what those of all its pictures named it by, they name another
   * by. With its last picture the message goes.
   */
  takeOut(picture: PictureThere): Promise<ChangedThere>;
  /**
   * Covers it as a spoiler, or no longer, without a new upload. `by name`: the name of its file covers it, and files keep
   * their names.
   */
  cover(picture: PictureThere, isCovered: boolean): Promise<ChangedThere | 'by name'>;
  /** The pictures that a message shows, read anew so that their addresses hold; none where it is gone or closed to us. */
  shownPictures(channel: ChannelId, message: MessageId): Promise<readonly IncomingPicture[] | 'later'>;
  /** Where a channel stands; null: it is gone, closed to us, or Discord does not answer soon. */
  findPlace(channel: ChannelId): Promise<RulePlace | null>;
  /** The channel of direct messages with this member, whether or not they take any. `refused`: there is none, and never will be. */
  directChannel(user: UserId): Promise<ChannelId | 'later' | 'refused'>;
  /** Posts a text with one file there, once under this id (at most 25 characters). Nobody is pinged. */
  hand(channel: ChannelId, handed: Handed): Promise<HandedOver>;
  /** Tells the operator, in English. Nobody is pinged. */
  tellOperator(channel: ChannelId, notice: OperatorNotice, id: string): Promise<'told' | 'later' | 'impossible'>;
  /** Tells a server's log channel, in the server's language (`locale`). Nobody is pinged. `id` makes it one message. */
  tellServer(
    channel: ChannelId,
    notice: ServerNotice,
    locale: string,
    id: string,
  ): Promise<'told' | 'later' | 'impossible'>;
  /**
   * Tells the audit channel of a server, in the server's language, with the pictures covered. Nobody is pinged. One message
   * for each job; `mayBeThere`: it was begun before, so it is looked for first.
   */
  tellAudit(channel: ChannelId, notice: AuditNotice, mayBeThere: boolean): Promise<Audited>;
}
