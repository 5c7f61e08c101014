import type { Recipe } from '../../domain/asked/image-request.ts';
import type { Dimensions } from '../../domain/asked/size.ts';
import type { Version } from '../../domain/chain/chain.ts';
import type { ChannelId, GuildId, JobId, MessageId, UserId, VersionId } from '../../domain/ids.ts';
import type { ChangedThere } from '../../ports/messenger.ts';
import type { Place } from '../asking.ts';

/** Whoever presses a button, and whether they moderate where they do. */
export interface Presser extends Place {
  readonly moderates: boolean;
}

/** A version by its name in its chain, and where it is shown. */
export interface NamedVersion {
  readonly version: VersionId;
  readonly name: string;
  /** Null: nowhere that can be linked to. */
  readonly shown: { readonly guild: GuildId | null; readonly channel: ChannelId; readonly message: MessageId } | null;
}

/** What decides which actions there are for a version. */
export interface AboutVersion extends NamedVersion {
  readonly record: Version;
  /** Its asker's, and moderators' where they see it. */
  readonly mayDelete: boolean;
  /** `stays covered`: its server, or what it was made from, wants it so. */
  readonly spoiler: 'may be covered' | 'may be uncovered' | 'stays covered' | 'not theirs';
}

/** Everything that made a version, as far as whoever reads it may know. */
export interface ToldRecipe extends NamedVersion {
  readonly owner: UserId;
  readonly madeAt: number;
  readonly recipe: Recipe;
  readonly got: Dimensions;
  /** What its vendor made of the prompt. */
  readonly revisedPrompt: string | null;
  /** Its server does not want some of its words to be read. */
  readonly isWordless: boolean;
  /** The first is its parent. */
  readonly sources: readonly (NamedVersion & { readonly isSent: boolean })[];
  /** How many others it was made from that the reader does not see. */
  readonly unseen: number;
  /** It is that one, with its rest put back. */
  readonly restOf: NamedVersion | null;
  /** Millionths of a dollar; null where the store does not know any more. */
  readonly cost: number | null;
}

/** `gone`: there is no such version for this member. `how`: what became of the picture that a message showed. */
export type Deleted =
  | { readonly kind: 'deleted'; readonly name: string; readonly how: ChangedThere | 'only asker' | 'not shown' }
  | { readonly kind: 'gone' | 'not theirs' };

export type Covered =
  | { readonly kind: 'covered' | 'uncovered' }
  | { readonly kind: 'gone' | 'not theirs' | 'stays covered' | 'by name' | Exclude<ChangedThere, 'done'> };

/** `gone`: the picture is not there for this member. `too large`: no form of it fits. */
export type SentToMember =
  | { readonly kind: 'sent'; readonly channel: ChannelId; readonly message: MessageId; readonly isOriginal: boolean }
  | { readonly kind: 'gone' | 'refused' | 'later' | 'too large' };

/** What stands behind **More**, of one version. */
export interface BehindMore {
  /** Null: there is no such version for this member. */
  about(version: VersionId, presser: Presser): Promise<AboutVersion | null>;
  /** Null: there is none, or nobody made it by a recipe. */
  recipe(version: VersionId, reader: Place): Promise<ToldRecipe | null>;
  /** Takes it out of the store, of its chain and of its message; what was made of it stays. Also across a crash. */
  deleteVersion(version: VersionId, presser: Presser): Promise<Deleted>;
  /** Covers it where it is shown, or no longer; what is made of it from then on is covered likewise. */
  turnSpoiler(version: VersionId, presser: Presser): Promise<Covered>;
  /** By direct message, once for each press. */
  sendTo(
    version: VersionId,
    press: JobId,
    reader: Place,
    texts: { readonly content: string; readonly description: string },
  ): Promise<SentToMember>;
}
