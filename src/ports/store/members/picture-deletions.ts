import type { ChannelId, MessageId, UserId, VersionId } from '../../../domain/ids.ts';

/** A picture that somebody deleted: what it takes to find the message that shows it, when its place in its chain is gone. */
export interface PictureDeletion {
  readonly version: VersionId;
  readonly number: number;
  /** Null: no message of ours shows it. */
  readonly message: MessageId | null;
  /** Where that stands: in a channel, or in somebody's direct messages. */
  readonly where: { readonly channel: ChannelId } | { readonly directTo: UserId };
}

/** Written down before anything of it goes, so that what a crash leaves undone is done after it. */
export interface PictureDeletions {
  /** Replaces one of the same version. */
  put(deletion: PictureDeletion, dueAt: number): Promise<void>;
  due(now: number): Promise<readonly PictureDeletion[]>;
  /** When the next falls due; null: none waits. */
  nextAt(): Promise<number | null>;
  done(version: VersionId): Promise<void>;
}
