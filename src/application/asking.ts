import type { Source, UsedCharacter } from '../domain/asked/image-request.ts';
import type { AskedRecipe } from '../domain/asked/read-recipe.ts';
import type { Failure } from '../domain/failure.ts';
import type { ChannelId, CharacterId, GuildId, JobId, UserId } from '../domain/ids.ts';
import type { Job, ReplyAddress } from '../domain/jobs/job.ts';
import type { UnreadFile } from '../domain/pictures/unread-file.ts';
import type { OfferedAttempt } from '../domain/try-again.ts';
import type { ToConfirm } from './accepting/confirming.ts';

/** `current`: the thread's current version, and refused where it has none. */
export type AskedSources =
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly sources: readonly Source[] }
  /** `tell`: where there is none, only say so; nothing is written down. */
  | { readonly kind: 'current'; readonly ifNone?: 'tell' | undefined };

/**
 * Who is to be in a picture. `named`: as it was typed, and `chosen`: from those offered; besides, whoever the prompt names
 * with an `@`. `kept`: as in an earlier picture, and nobody else; those that this member may not use, or that are gone, are
 * left out with a word.
 */
export type AskedCharacters =
  | { readonly kind: 'named'; readonly names: readonly string[] }
  | { readonly kind: 'chosen'; readonly ids: readonly CharacterId[] }
  | { readonly kind: 'kept'; readonly characters: readonly UsedCharacter[] };

export interface Ask {
  /** The interaction's or message's id. */
  readonly id: JobId;
  readonly recipe: AskedRecipe;
  readonly sources: AskedSources;
  readonly address: ReplyAddress;
  /** Its asker did not say who is to see it: as they have it. */
  readonly isAudienceOpen?: boolean | undefined;
  /** It was asked as `/imagine`, which may be made from pictures too. */
  readonly imagine?: boolean | undefined;
  /** Who is to be in it, besides whoever the prompt names with an `@`. */
  readonly characters?: AskedCharacters | undefined;
  /** Millionths of a dollar that its asker has agreed to already. */
  readonly confirmed?: number | undefined;
  /** What was shown beside the sources and cannot be read: said with the result. */
  readonly leftOut?: readonly UnreadFile[] | undefined;
}

/** `known`: this event was delivered before; do nothing. `confirm`: nothing is held before its asker agrees to the price. */
export type AskAnswer =
  | ToConfirm
  | { readonly kind: 'accepted'; readonly job: Job }
  /** `attempt`: it may be asked once more. */
  | { readonly kind: 'refused'; readonly failure: Failure; readonly attempt?: OfferedAttempt | undefined }
  | { readonly kind: 'known' };

export interface Place {
  readonly channel: ChannelId;
  /** A thread's channel. */
  readonly parent: ChannelId | null;
  readonly guild: GuildId | null;
  readonly user: UserId;
  /** The category of the channel, or of the thread's channel; undefined: not known. */
  readonly category?: ChannelId | null | undefined;
  /** By itself, by its channel, or with its server; undefined: not known. */
  readonly isAgeRestricted?: boolean | undefined;
  /** Of the member; left out: none. */
  readonly roles?: readonly string[] | undefined;
}
