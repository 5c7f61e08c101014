import type { ChannelId, CharacterId, GuildId, JobId, UserId, VersionId } from '../../../domain/ids.ts';

/** Everything of this member that was kept up to `agreedAt` is to go, and is not all gone yet. */
export interface Deletion {
  /** Of the interaction that asked whether it shall. */
  readonly id: JobId;
  readonly member: UserId;
  /** Milliseconds since 1970. */
  readonly agreedAt: number;
}

/**
 * - `agreed`: it goes from now on
 * - `running`, `done`: they agreed before
 * - `gone`: too old, or they chose to keep it
 */
export type Agreeing = 'agreed' | 'running' | 'done' | 'gone' | 'not theirs';

/** A job of a member that has ended, and what is kept of it besides its versions. */
export interface EndedJob {
  readonly id: JobId;
  /** What was made, whether or not it was ever shown. */
  readonly versions: readonly VersionId[];
}

/** What a job was charged; where it has not ended, what it holds. */
export interface LedgerLine {
  /** Null: the lines of a month that were added up when their jobs were taken out of the store. */
  readonly job: JobId | null;
  /** Null: in direct messages. */
  readonly guild: GuildId | null;
  /** `2026-11-21`, or of a month `2026-11`. */
  readonly when: string;
  readonly images: number;
  /** Millionths of a dollar. */
  readonly usd: number;
  readonly state: 'charged' | 'held';
}

/** What is kept of one member beside their versions, and how it goes. */
export interface MemberRecords {
  /** What they asked for by then that has not ended. */
  openJobs(member: UserId, upTo: number): Promise<readonly JobId[]>;
  /** Ended jobs, at most `most`. */
  endedJobs(member: UserId, upTo: number, most: number): Promise<readonly EndedJob[]>;
  /**
   * Takes these ended jobs out of the store; those of which a loss is listed stay as its evidence, with nothing in them that
   * tells who asked, or what. Totals stay as they are.
   */
  forgetJobs(member: UserId, jobs: readonly JobId[]): Promise<void>;
  characters(member: UserId, upTo: number): Promise<readonly CharacterId[]>;
  /** Questions about a price, whose masks lie in the image store already. */
  confirmations(member: UserId, upTo: number): Promise<readonly JobId[]>;
  /** Drafts, kept words, confirmations, questions, what they used last. */
  forgetNotes(member: UserId, upTo: number): Promise<void>;
  /** The lines of the ledger stand under a pseudonym from now on, and count for the member's limits as before; until then, under one that tells nothing. */
  forgetName(member: UserId, until: number): Promise<void>;
  /** Amounts that count for no limit any more lose their pseudonym as well. */
  forgetPseudonyms(now: number): Promise<void>;
  /** Every line of the member's in the ledger, those under their pseudonym included: all months together are what `totals` say. */
  ledgerLines(member: UserId): Promise<readonly LedgerLine[]>;
}

/** Who wants everything deleted, and which servers the bot has left. What is answered outlives a power cut. */
export interface PrivacyStore extends MemberRecords {
  /** Keeps the question until it is answered; forgets those that are over for a day. */
  ask(id: JobId, member: UserId, at: number): Promise<void>;
  /** Answers it, if it was asked since `since`. What is agreed to stands in the deletion list beside the store, too. */
  agree(id: JobId, member: UserId, at: number, since: number): Promise<Agreeing>;
  /** They keep everything: the question is over. False: it was answered before, or is not theirs. */
  decline(id: JobId, member: UserId): Promise<boolean>;
  deletions(): Promise<readonly Deletion[]>;
  /** Whether what this member asked for at that time is to be forgotten. */
  isForgotten(member: UserId, askedAt: number): Promise<boolean>;
  /** Forgets the member's id, too. */
  done(id: JobId, at: number): Promise<void>;
  /** Begins again what the deletion list names, members and single pictures, and this store, an older copy, still has. Answers how many members. */
  honourList(): Promise<number>;

  /** The bot was removed from this server: its data goes at `dueAt`. One that is known keeps its time. */
  left(guild: GuildId, at: number, dueAt: number): Promise<void>;
  /** It is back. */
  cameBack(guild: GuildId): Promise<void>;
  /** Servers that were left, and whose time has come. */
  dueDepartures(now: number): Promise<readonly GuildId[]>;
  nextDepartureAt(): Promise<number | null>;
  /** Characters of the server. */
  charactersOf(guild: GuildId): Promise<readonly CharacterId[]>;
  /** Channels of the server in which there are versions. */
  channelsOf(guild: GuildId): Promise<readonly ChannelId[]>;
  /** Pauses, what may be asked once more, and what its audit was not told yet. */
  eraseRowsOf(guild: GuildId): Promise<void>;
  /** Servers in which anything was made, or for which a character was saved. */
  knownServers(): Promise<readonly GuildId[]>;
}
