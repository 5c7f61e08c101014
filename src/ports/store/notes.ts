import type { Source } from '../../domain/asked/image-request.ts';
import type { ChannelId, DraftId, MessageId, UserId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';
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
  /** Words that are kept until their author says what they are for. */
  readonly prompt?: string | undefined;
  readonly madeAt: number;
}

/** Small things that must survive a restart: drafts of forms, hints that have to be taken away again. */
export interface Notes {
  keepDraft(draft: Draft): Promise<void>;
  findDraft(id: DraftId): Promise<Draft | null>;
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
  /** A secret made once and kept with the store. */
  secret(make: () => string): Promise<string>;
  /** Forgets drafts and hints older than a day. */
  prune(now: number): Promise<void>;
}
