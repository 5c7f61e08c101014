import type { Head, Version } from '../../domain/chain/chain.ts';
import type { Chain, HeadPlace, Heads, Mover } from '../../domain/chain/heads.ts';
import type { ChannelId, UserId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';

/** Version records and heads. Everything written here may be written again with the same effect. */
export interface VersionStore {
  find(id: VersionId): Promise<Version | null>;
  /** Of each in its place, with one question to the store; null for those that are gone. */
  findMany(ids: readonly VersionId[]): Promise<readonly (Version | null)[]>;
  put(version: Version): Promise<void>;
  /** Replaces it by what `into` makes of it as it is now; answers whether it was there: one that is removed never comes back. */
  change(id: VersionId, into: (version: Version) => Version): Promise<boolean>;
  remove(id: VersionId): Promise<void>;
  /** Somebody works on it: as a head it counts as in use, and retention keeps its original for as long as that. */
  used(id: VersionId): Promise<void>;
  /** The current version for this member, by the domain's rule; `readers`: who will see what comes of it. */
  head(chain: Chain, user: UserId, readers: Audience): Promise<Head | null>;
  /** All that concern this member. */
  heads(channel: ChannelId, user: UserId): Promise<Heads>;
  /** Moves what this moves, by the domain's rule. Answers whether the mover's head moved. */
  moveHead(mover: Mover, move: Head): Promise<boolean>;
  /** Which heads stand on it. */
  headsOn(id: VersionId): Promise<readonly HeadPlace[]>;
  /** A head that still stands on `from` stands on `to` from now on, moved by whoever moved it last. */
  replaceHead(place: HeadPlace, from: VersionId, to: VersionId | null): Promise<void>;
  /** Takes this member's own heads away, in every channel, but those that stand on something of which `stays` says so. */
  forgetHeads(member: UserId, stays: (version: VersionId) => Promise<boolean>): Promise<void>;
  /** Takes all heads of a channel away, everybody's. */
  forgetChannel(channel: ChannelId): Promise<void>;
}
