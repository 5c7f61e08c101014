import type { IncomingPicture, Operation, Source } from '../domain/asked/image-request.ts';
import type { Usual } from '../domain/asked/usual/usual.ts';
import type { Version, Viewer } from '../domain/chain/chain.ts';
import type { NameBeginning } from '../domain/chain/version-name.ts';
import type { Failure } from '../domain/failure.ts';
import type { ChannelId, DraftId, GuildId, JobId, MessageId, ModelId, UserId, VersionId } from '../domain/ids.ts';
import type { Audience, ReplyAddress } from '../domain/jobs/job.ts';
import type { Price } from '../domain/offers/provider.ts';
import type { LentFile } from '../ports/store/image-store.ts';
import type { Draft } from '../ports/store/notes.ts';
import type { AttemptServices } from './accepting/attempts.ts';
import type { Ask, AskAnswer, Place } from './asking.ts';
import type { BehindMore } from './behind-more/behind-more.ts';
import type { ExportChain } from './chain/export/export-chain.ts';
import type { HistoryItem, HistoryWindow, WindowAt } from './chain/history-window.ts';
import type { AskedTreeRow } from './chain/tree-picture.ts';
import type { CharacterServices } from './characters/character-services.ts';
import type { Cancelled } from './jobs/cancel-job.ts';
import type { UploadLimits } from './jobs/upload-limits.ts';
import type { LikenessServices } from './likeness/likeness-services.ts';
import type { DefaultsServices } from './members/own-defaults.ts';
import type { createClearLimits } from './money/clear-limits.ts';
import type { Limits, Quota } from './money/limits.ts';
import type { PrivacyServices } from './privacy/privacy-services.ts';
import type { ReworkServices } from './rework/rework-services.ts';
import type { ServerServices } from './server/server-services.ts';

export type { AskedRecipe } from '../domain/asked/read-recipe.ts';
export type { AttemptServices, NoAttempt } from './accepting/attempts.ts';
export type { ToConfirm } from './accepting/confirming.ts';
export type { LentExport } from './archives/hand-over.ts';
export type { Ask, AskAnswer, AskedCharacters, AskedSources, Place } from './asking.ts';
export type {
  AboutVersion,
  Covered,
  Deleted,
  NamedVersion,
  SentToMember,
  ToldRecipe,
} from './behind-more/behind-more.ts';
export type { HistoryItem, HistoryWindow, Origin, WindowAt } from './chain/history-window.ts';
export type { AskedTreeRow } from './chain/tree-picture.ts';
export type {
  CharacterServices,
  CharacterToSave,
  NotSaved,
  SavedCharacter,
} from './characters/character-services.ts';
export type { AddedEntries, BlocklistServices } from './conduct/blocklist.ts';
export type { KeptRest, LikenessServices, RestNotKept, WhatChanged } from './likeness/likeness-services.ts';
export type { FoundLimits } from './money/clear-limits.ts';
export type { ListedLimits, Quota, QuotaLine } from './money/limits.ts';
export type { AskedRework, OfferedReworks, ReworkServices } from './rework/rework-services.ts';
export type { ChangedBy, ChangedRules } from './server/change-rules.ts';
export type { ServerToCheck } from './server/server-services.ts';

type ClearLimits = ReturnType<typeof createClearLimits>;

/** What moved the head, and where it stands now (`null`: the thread has no current version). */
export type Moved =
  | { readonly kind: 'moved'; readonly to: HistoryItem | null; readonly audience: Audience }
  /**
   * `parent gone`: what it was made from was deleted. `nothing ahead`: nothing was undone since something new was made.
   * `elsewhere`: it belongs to another channel, for all who are there.
   */
  | {
      readonly kind: 'refused';
      readonly reason: 'no current version' | 'unknown version' | 'parent gone' | 'nothing ahead' | 'elsewhere';
    };

/** A value that may be chosen for an option. */
export interface Suggestion {
  /** As the vendor or the catalogue names it; null: whatever the model decides. */
  readonly name: string | null;
  readonly value: string;
  /** Of one picture; null where nobody says, or where it tells nothing. */
  readonly price: Price | null;
  /** Whose choice it is that is taken where nothing is chosen; left out: nobody's. */
  readonly usual?: keyof Usual | undefined;
}

/** What is chosen already while a value is offered, as it was typed. */
export interface Choosing {
  readonly operation: Operation;
  readonly sources: number;
  /** Whether a part of the picture is named. */
  readonly masked: boolean;
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly background?: string | undefined;
  /** What is taken there where nothing is chosen. */
  readonly usual?: Usual | undefined;
}

/**
 * `price`: null where nobody says. `edits`: what may be edited by them: the current version, beside a new picture; what was
 * replied to; or there is nothing, and they make a picture alone.
 */
export interface OfferedWords {
  readonly id: DraftId;
  readonly price: Price | null;
  readonly edits: 'nothing' | 'current' | 'replied';
}

/** The words of a reply, with what they are about. `marked`: its last picture may be a copy with scribbles on it. */
export type WordsOfReply = Pick<Draft, 'sources' | 'leftOut' | 'marked'> & { readonly prompt: string };

/** Words that nobody paid for yet. */
export type KeptWords = Draft & { readonly prompt: string };

/** Until it is disposed of. */
export interface LentFullSize extends LentFile {
  readonly filename: string;
  /** Byte for byte, or made smaller. */
  readonly original: boolean;
}

/** What Discord's side may ask of the application. */
export interface Services extends ServerServices {
  /** Decides and writes down, in one local transaction. Nothing is sent upstream before `acknowledged`. */
  ask(ask: Ask): Promise<AskAnswer>;
  /** Says no to what never became a request; a message's is written down, so that it is said once. */
  refuse(id: JobId, address: ReplyAddress, failure: Failure): Promise<AskAnswer>;
  /** The acknowledgement went out; `message` is the answer's message where Discord told it. */
  acknowledged(job: JobId, message: MessageId | null): Promise<void>;
  /** The acknowledgement could not be made: cancelled, nothing is owed. */
  abandon(job: JobId): Promise<void>;
  /** For the asker alone; says what became of it. */
  cancel(job: JobId, user: UserId): Promise<Cancelled>;
  /** Once more what this version was made by; `null`: gone, or not for this member. */
  askAgain(version: VersionId, id: JobId, address: ReplyAddress): Promise<AskAnswer | null>;
  /** The finished picture of a draft; `null`: that is gone, not for this member, or no draft. */
  finishDraft(version: VersionId, id: JobId, address: ReplyAddress): Promise<AskAnswer | null>;
  /**
   * How a job ended, for a button that tells it privately to its asker; null: it was somebody else's. `forgotten`: so long
   * ago that it was taken out of the store.
   */
  reason(job: JobId, user: UserId): Promise<Failure | 'forgotten' | null>;
  /** What a message shows, as sources: our versions where it is ours, else its pictures. */
  sourcesOf(
    message: {
      readonly id: MessageId;
      /** The channel that it stands in. */
      readonly channel: ChannelId;
      readonly versions: readonly VersionId[];
      readonly pictures: readonly IncomingPicture[];
    },
    user: UserId,
  ): Promise<readonly Source[]>;
  /** A version that this member may see there. */
  version(id: VersionId, viewer: Viewer): Promise<Version | null>;
  /** Versions made by a job, if this member may see them. */
  versionsOf(job: JobId, user: UserId): Promise<readonly VersionId[]>;
  history: {
    window(place: Place, at: WindowAt): Promise<HistoryWindow>;
    /** Newest first, by what a name begins with, where none does by what `matches`; as far back as is reasonable. */
    search(
      place: Place,
      wanted: {
        readonly begins: NameBeginning | null;
        readonly matches: (item: HistoryItem) => boolean;
        readonly most: number;
      },
    ): Promise<readonly HistoryItem[]>;
    /** To the parent of `version`, by default of the current one. */
    undo(place: Place, by: JobId, version?: VersionId): Promise<Moved>;
    /** To that version, which this member sees. */
    use(place: Place, by: JobId, version: VersionId): Promise<Moved>;
    /** `typed`: a version's name as somebody typed it. */
    continueFrom(place: Place, by: JobId, typed: string): Promise<Moved>;
    /** Forward again, to where the head was before an undo or another choice; what was deleted since is passed over. */
    redo(place: Place, by: JobId): Promise<Moved>;
    reset(place: Place, by: JobId): Promise<Moved>;
    exportChain: ExportChain;
    /** Keeps the question, for a quarter of an hour, whether the chain there is to be reset. */
    askReset(id: JobId, place: Place): Promise<DraftId>;
    /** `gone`: answered before, too old, or asked elsewhere. */
    agreeToReset(question: DraftId, by: JobId, place: Place): Promise<Moved | 'gone' | 'not theirs'>;
    declineReset(question: DraftId, place: Place): Promise<'kept' | 'gone' | 'not theirs'>;
    /** A picture of how these came of each other, oldest first; null where none can be drawn just now. */
    lendTree(rows: readonly AskedTreeRow[], asker: UserId): Promise<LentFile | null>;
  };
  /** The best form of the original within `limit` bytes; null where it is gone or not for this member. */
  lendFullSize(version: VersionId, viewer: Viewer, limit: number): Promise<LentFullSize | null>;
  /** Of files that an answer to an interaction shows. */
  uploads: UploadLimits;
  complete: {
    /** What the rules allow this member there, priced for whoever would make what is chosen so far; where that is left out, a picture from words. */
    /** Whatever a server may have rules about, as the catalogue has it. */
    everyModel(): readonly Suggestion[];
    /** By its id or another name of it; null: there is none. */
    modelNamed(typed: string): ModelId | null;
    models(place: Place, choosing?: Choosing): Promise<readonly Suggestion[]>;
    /** Of several models, those that each of them makes, at what all of them together take for it. */
    sizes(
      place: Place,
      model: string | readonly string[] | undefined,
      choosing?: Choosing,
    ): Promise<readonly Suggestion[]>;
    qualities(place: Place, model: string | undefined, choosing?: Choosing): Promise<readonly Suggestion[]>;
  };
  defaults: DefaultsServices;
  limits: Pick<Limits, 'set' | 'list'> & ClearLimits;
  quota(asker: {
    readonly guild: GuildId | null;
    readonly user: UserId;
    readonly roles: readonly string[];
  }): Promise<Quota>;
  /** A picture of what is left, as bars; null where none can be drawn just now. */
  lendQuotaPicture(quota: Quota, asker: UserId): Promise<LentFile | null>;
  attempts: AttemptServices;
  words: {
    /** Keeps words for a quarter of an hour and says what a picture of them would cost, in millionths of a dollar. */
    offer(id: DraftId, place: Place, prompt: string): Promise<OfferedWords>;
    /** Likewise, of an edit of what was replied to; refused where the server's rules are against it. */
    offerEdit(
      id: DraftId,
      place: Place,
      wanted: WordsOfReply,
    ): Promise<OfferedWords | { readonly kind: 'refused'; readonly failure: Failure }>;
    /** Takes kept words away, once; `gone`: taken or too old; `silent`: the store does not answer in time. */
    take(id: DraftId, user: UserId): Promise<KeptWords | 'gone' | 'not theirs' | 'silent'>;
    /** Nothing came of it after all. */
    putBack(words: KeptWords): Promise<void>;
  };
  drafts: {
    keep(draft: Omit<Draft, 'madeAt'>): Promise<void>;
    find(id: Draft['id']): Promise<Draft | null>;
  };
  confirmations: {
    /** Asks for what was waiting, as `press`, to be answered at `address`. `over`: agreed to before; `gone`: too old, or declined. */
    confirm(
      id: JobId,
      press: JobId,
      address: ReplyAddress,
    ): Promise<Exclude<AskAnswer, { kind: 'known' }> | { readonly kind: 'over' | 'gone' | 'not theirs' }>;
    decline(id: JobId, user: UserId): Promise<'declined' | 'over' | 'gone' | 'not theirs'>;
  };
  characters: CharacterServices;
  likeness: LikenessServices;
  rework: ReworkServices;
  behindMore: BehindMore;
  privacy: PrivacyServices;
  hints: {
    /** True at most once per picture and hour. */
    claim(picture: MessageId): Promise<boolean>;
    /** Takes the hint away after a minute, also across a restart. */
    shown(channel: ChannelId, message: MessageId): Promise<void>;
  };
}
