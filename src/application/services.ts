import type { IncomingPicture, Source } from '../domain/asked/image-request.ts';
import type { AskedRecipe } from '../domain/asked/read-recipe.ts';
import type { Version, Viewer } from '../domain/chain/chain.ts';
import type { Failure } from '../domain/failure.ts';
import type { ChannelId, GuildId, JobId, MessageId, UserId, VersionId } from '../domain/ids.ts';
import type { Audience, Job, ReplyAddress } from '../domain/jobs/job.ts';
import type { ChainEntry } from '../ports/store/chain-index.ts';
import type { LentFile } from '../ports/store/image-store.ts';
import type { Draft } from '../ports/store/notes.ts';
import type { Cancelled } from './jobs/cancel-job.ts';
import type { Limits, Quota } from './money/limits.ts';

/** `current`: the thread's current version, and refused where it has none. */
export type AskedSources =
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly sources: readonly Source[] }
  | { readonly kind: 'current' };

export type { AskedRecipe } from '../domain/asked/read-recipe.ts';
export type { Quota, QuotaLine } from './money/limits.ts';

export interface Ask {
  /** The interaction's or message's id. */
  readonly id: JobId;
  readonly recipe: AskedRecipe;
  readonly sources: AskedSources;
  readonly address: ReplyAddress;
}

/** `known`: this event was delivered before; do nothing. */
export type AskAnswer =
  | { readonly kind: 'accepted'; readonly job: Job }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'known' };

export interface Place {
  readonly channel: ChannelId;
  readonly guild: GuildId | null;
  readonly user: UserId;
}

export interface HistoryItem extends ChainEntry {
  readonly record: Version;
  readonly current: boolean;
}

/** What moved the head, and where it stands now (`null`: the thread has no current version). */
export type Moved =
  | { readonly kind: 'moved'; readonly to: HistoryItem | null; readonly audience: Audience }
  | { readonly kind: 'refused'; readonly reason: 'no current version' | 'unknown version' };

/** A value that may be chosen for an option. */
export interface Suggestion {
  /** As the vendor or the catalogue names it; `auto`: whatever the model decides. */
  readonly name: string;
  readonly value: string;
  /** Millionths of a dollar for one picture; null where nobody says, or where it tells nothing. */
  readonly price: number | null;
}

/** Until it is disposed of. */
export interface LentFullSize extends LentFile {
  readonly filename: string;
  /** Byte for byte, or made smaller. */
  readonly original: boolean;
}

/** What Discord's side may ask of the application. */
export interface Services {
  /** Decides and writes down, in one local transaction. Nothing is sent upstream before `acknowledged`. */
  ask(ask: Ask): Promise<AskAnswer>;
  /** The acknowledgement went out; `message` is the answer's message where Discord told it. */
  acknowledged(job: JobId, message: MessageId | null): Promise<void>;
  /** The acknowledgement could not be made: cancelled, nothing is owed. */
  abandon(job: JobId): Promise<void>;
  /** For the asker alone; says what became of it. */
  cancel(job: JobId, user: UserId): Promise<Cancelled>;
  /** Once more what this version was made by; `null`: gone, or not for this member. */
  askAgain(version: VersionId, id: JobId, address: ReplyAddress): Promise<AskAnswer | null>;
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
    list(place: Place, most: number): Promise<readonly HistoryItem[]>;
    /** To the parent of `version`, by default of the current one. */
    undo(place: Place, by: JobId, version?: VersionId): Promise<Moved>;
    continueFrom(place: Place, by: JobId, number: number): Promise<Moved>;
    reset(place: Place, by: JobId): Promise<Moved>;
  };
  /** The best form of the original within `limit` bytes; null where it is gone or not for this member. */
  lendFullSize(version: VersionId, viewer: Viewer, limit: number): Promise<LentFullSize | null>;
  complete: {
    models(): readonly Suggestion[];
    sizes(model: string | undefined): readonly Suggestion[];
    qualities(model: string | undefined): readonly Suggestion[];
  };
  limits: Pick<Limits, 'set' | 'clear' | 'list'>;
  quota(asker: {
    readonly guild: GuildId | null;
    readonly user: UserId;
    readonly roles: readonly string[];
  }): Promise<Quota>;
  /** A picture of what is left, as bars. */
  lendQuotaPicture(quota: Quota): Promise<LentFile>;
  serverLog: {
    read(guild: GuildId): Promise<ChannelId | null>;
    set(guild: GuildId, channel: ChannelId | null): Promise<void>;
  };
  drafts: {
    keep(draft: Omit<Draft, 'madeAt'>): Promise<void>;
    find(id: Draft['id']): Promise<Draft | null>;
  };
  hints: {
    /** True at most once per picture and hour. */
    claim(picture: MessageId): Promise<boolean>;
    /** Takes the hint away after a minute, also across a restart. */
    shown(channel: ChannelId, message: MessageId): Promise<void>;
  };
}
