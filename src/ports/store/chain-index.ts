import type { NameBeginning, Numbered } from '../../domain/chain/version-name.ts';
import type { ChannelId, GuildId, JobId, MessageId, UserId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';

export interface ChainEntry {
  readonly version: VersionId;
  /** From 1 in the order made; private ones by themselves for their owner. A number is never given twice. */
  readonly number: number;
  /** Whatever was made later, public or private, has a higher one. No name: nobody is shown it. */
  readonly order: number;
  readonly channel: ChannelId;
  readonly audience: Audience;
  readonly owner: UserId;
  /** The message that shows it, once one does. */
  readonly message: MessageId | null;
}

/** `message`: where somebody else showed it before it was ours; left out: nowhere that can be linked to. */
export type NewChainEntry = Omit<ChainEntry, 'number' | 'order' | 'message'> & {
  readonly message?: MessageId;
  /** Where it was made; left out: in no server. */
  readonly guild?: GuildId | null | undefined;
  /** Who sent what its owner has imported for themselves alone. */
  readonly sentBy?: UserId | undefined;
  readonly madeAt?: number | undefined;
};

/** Whose versions are asked for: what a member owns or has sent, or what was made in a server. */
export type VersionsOf =
  | { readonly kind: 'owner' | 'sender'; readonly member: UserId }
  | { readonly kind: 'guild'; readonly guild: GuildId };

/** What must be listed, numbered or found by message: a table of its own beside the journal. */
export interface ChainIndex {
  /** Gives each version its number, in order; those that have one keep it. */
  enter(entries: readonly NewChainEntry[]): Promise<readonly ChainEntry[]>;
  /** Newest first, only what `user` may see; `before`: of a lower order than this. */
  list(channel: ChannelId, user: UserId, most: number, before?: number): Promise<readonly ChainEntry[]>;
  /** Oldest first, likewise: made after the one of that order. */
  listAfter(channel: ChannelId, user: UserId, most: number, after: number): Promise<readonly ChainEntry[]>;
  /** Likewise, those whose name begins so. */
  listNamed(channel: ChannelId, user: UserId, begins: NameBeginning, most: number): Promise<readonly ChainEntry[]>;
  /** A private name is the user's own. */
  byName(channel: ChannelId, user: UserId, name: Numbered): Promise<ChainEntry | null>;
  byVersion(version: VersionId): Promise<ChainEntry | null>;
  /** In the order in which the message shows them. */
  byMessage(message: MessageId): Promise<readonly VersionId[]>;
  /** The message that was last said to show it, also of one that is in no chain any more. */
  messageOf(version: VersionId): Promise<MessageId | null>;
  /** All that are left of what this request made. */
  ofJob(job: JobId): Promise<readonly VersionId[]>;
  showIn(message: MessageId, versions: readonly VersionId[]): Promise<void>;
  remove(version: VersionId): Promise<void>;
  /** Made up to that time, in the order made; those after the one named. */
  versionsOf(whose: VersionsOf, upTo: number, most: number, after?: VersionId): Promise<readonly VersionId[]>;
  countOf(whose: VersionsOf, upTo: number): Promise<number>;
  /** The server that it was made in; null: in none, or it is in no chain. */
  guildOf(version: VersionId): Promise<GuildId | null>;
}
