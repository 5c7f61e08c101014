import type { Recipe, Source, UsedCharacter } from '../../domain/asked/image-request.ts';
import type { Whose } from '../../domain/characters/character.ts';
import type {
  ApplicationId,
  ChannelId,
  DraftId,
  GuildId,
  JobId,
  MessageId,
  UserId,
  VersionId,
} from '../../domain/ids.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';

/** What a form was opened for, or words that wait for a button: kept so that it works after a restart. */
export interface Draft {
  readonly id: DraftId;
  readonly asker: UserId;
  readonly channel: ChannelId;
  readonly audience: Audience;
  readonly sources: readonly Source[];
  /** What its message showed beside the sources and cannot be read. */
  readonly leftOut?: readonly UnreadFile[] | undefined;
  /** What was said of a character that is to be saved from those sources. */
  readonly character?: CharacterDraft | undefined;
  /** Words that are kept until their author says what they are for. */
  readonly prompt?: string | undefined;
  /** The last of the sources may be a copy of the first that somebody scribbled on. */
  readonly marked?: boolean | undefined;
  /** What its author was told that it would cost, in millionths of a dollar. */
  readonly price?: number | undefined;
  readonly madeAt: number;
}

/** As it was typed so far. */
export interface CharacterDraft {
  readonly name: string;
  readonly about: string;
  readonly whose: Whose;
}

/** A request that waits for its asker to agree to its price; it holds no money. */
export interface Confirmation {
  /** Of the interaction or message that asked. */
  readonly id: JobId;
  /** Of the press that agreed to it last, and of the job that came of that, if one did. */
  readonly job?: JobId | undefined;
  readonly recipe: Recipe;
  readonly sources: readonly Source[];
  /** Who is to be in it. */
  readonly characters?: readonly UsedCharacter[] | undefined;
  /** What was shown beside them and cannot be read. */
  readonly leftOut?: readonly UnreadFile[] | undefined;
  /** A moderator lets its words pass. */
  readonly allowed?: boolean | undefined;
  /** Without its token. */
  readonly address: ReplyAddress;
  /** The most that was spoken of, for all its pictures, in millionths of a dollar. */
  readonly price: number;
  readonly madeAt: number;
}

/** Small things that must survive a restart: drafts of forms, hints that have to be taken away again. */
export interface Notes {
  keepDraft(draft: Draft): Promise<void>;
  findDraft(id: DraftId): Promise<Draft | null>;
  /** Keeping one of the same id again replaces it. */
  keepConfirmation(confirmation: Confirmation): Promise<void>;
  findConfirmation(id: JobId): Promise<Confirmation | null>;
  dropConfirmation(id: JobId): Promise<void>;
  /** Finds it for whoever comes first, and forgets it. */
  takeDraft(id: DraftId): Promise<Draft | null>;
  /** True once per picture and hour: whoever is told so may show the hint. */
  claimHint(picture: MessageId, now: number): Promise<boolean>;
  /** A message of ours to be removed at `at`. */
  removeLater(channel: ChannelId, message: MessageId, at: number): Promise<void>;
  dueRemovals(now: number): Promise<readonly { readonly channel: ChannelId; readonly message: MessageId }[]>;
  /** When the next one falls due. */
  nextRemovalAt(): Promise<number | null>;
  removed(message: MessageId): Promise<void>;
  /** What Discord left for one file there within the last day, where it refused more; null: it is not known to have. */
  uploadLimit(place: GuildId | ChannelId, now: number): Promise<number | null>;
  /** The lowest of a day counts. `null`: nothing is known of it any more. */
  keepUploadLimit(place: GuildId | ChannelId, bytes: number | null, now: number): Promise<void>;
  /** Where commands of this application were registered and not taken back since: in servers, or (null) everywhere. */
  registeredIn(application: ApplicationId): Promise<readonly (GuildId | null)[]>;
  keepRegistered(application: ApplicationId, place: GuildId | null): Promise<void>;
  forgetRegistered(application: ApplicationId, place: GuildId | null): Promise<void>;
  /** That this version drifted from the picture that `chain` is named by. */
  keepDrift(version: VersionId, chain: string): Promise<void>;
  /**
   * True once for each chain, and for the same `into` again: who is told so offers, with that version, to start from the
   * original. False where `drifted` is not known to have.
   */
  offerOriginal(drifted: VersionId, into: VersionId): Promise<boolean>;
  isOriginalOffered(chain: string): Promise<boolean>;
  /** A secret made once and kept with the store. */
  secret(make: () => string): Promise<string>;
  /** Forgets drafts, confirmations, hints and upload limits older than a day. */
  prune(now: number): Promise<void>;
}
