import type { ChannelId, MessageId, UserId, VersionId } from '../../../domain/ids.ts';

/** A picture that somebody deleted: what it takes to find the message that shows it, when its place in its chain is gone. */
export interface PictureDeletion {
  readonly version: VersionId;
  /** What it was called, as its file is. */
  readonly name: string;
  /** Null: no message of ours shows it. */
  readonly message: MessageId | null;
  /** Where that stands: in a channel, or in somebody's direct messages. */
  readonly where: { readonly channel: ChannelId } | { readonly directTo: UserId };
}

/**
 * Written down before anything of it goes, so that what a crash leaves undone is done after it; and in the deletion list, so
 * that no older copy of the store brings it back.
 */
export interface PictureDeletions {
  /** Replaces one of the same version. */
  put(deletion: PictureDeletion, dueAt: number): Promise<void>;
  /** Oldest first. */
  due(now: number, most: number): Promise<readonly PictureDeletion[]>;
  /** When the next falls due; null: none waits. */
  nextAt(): Promise<number | null>;
  /** Those of them that are written down. */
  among(versions: readonly VersionId[]): Promise<ReadonlySet<VersionId>>;
  done(version: VersionId): Promise<void>;
}
