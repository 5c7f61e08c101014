import type { Head, Version } from '../../domain/chain/chain.ts';
import type { ChannelId, UserId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';

/** Version records and heads. Everything written here may be written again with the same effect. */
export interface VersionStore {
  find(id: VersionId): Promise<Version | null>;
  put(version: Version): Promise<void>;
  remove(id: VersionId): Promise<void>;
  /** The head that this member sees: the chain's, or their own private one if that moved later. Null: what everybody sees. */
  head(channel: ChannelId, user: UserId | null): Promise<Head | null>;
  /** Moves the chain's head, or for `asker` that member's own, by the domain's rule. Answers whether it moved. */
  moveHead(channel: ChannelId, audience: Audience, user: UserId, move: Head): Promise<boolean>;
}
