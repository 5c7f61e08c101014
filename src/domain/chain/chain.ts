import type { Recipe } from '../asked/image-request.ts';
import type { ChannelId, GuildId, JobId, ModelId, UserId, VersionId } from '../ids.ts';
import { isLater } from '../ids.ts';
import type { Audience, PictureType } from '../jobs/job.ts';
import type { Made } from '../pictures/made.ts';

/**
 * One picture of a chain: delivered by us, or imported (an upload, another person's picture). Immutable but for erasure.
 * Siblings of one job share sources; the parent is the first source.
 */
export interface Version {
  readonly schema: 1;
  readonly id: VersionId;
  readonly kind: 'made' | 'imported';
  /** The chain it belongs to: a channel or a thread. */
  readonly channel: ChannelId;
  /**
   * Its message opened the thread that is its chain, and stands in this channel: there it is seen as well. Left out: its
   * message stands in its own channel.
   */
  readonly openedIn?: ChannelId | undefined;
  readonly guild: GuildId | null;
  readonly owner: UserId;
  /** Who sent the picture that its owner has imported for themselves alone; left out where that was the owner. */
  readonly sentBy?: UserId | undefined;
  readonly audience: Audience;
  readonly sources: readonly VersionId[];
  /** Null for an imported picture. */
  readonly recipe: Recipe | null;
  readonly model: ModelId | null;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly madeAt: number;
  /** It was shown covered, or made from what was: so it is shown covered wherever it is shown. */
  readonly spoiler?: boolean | undefined;
  /** It is that version, with what should not have changed put back from its source; so that is its parent. */
  readonly restOf?: VersionId | undefined;
  /** The prompt as its vendor wrote it anew, where that differs. */
  readonly revisedPrompt?: string | undefined;
  /** What its asker was charged for it, in millionths of a dollar. Left out: nobody said, or it was not kept yet. */
  readonly cost?: number | undefined;
  /** How AI made it; left out where it did not, and in records from before this was written down. */
  readonly made?: Made | undefined;
}

export const parentOf = (version: Version): VersionId | null => version.restOf ?? version.sources[0] ?? null;

/** The current version of a chain, and the job or interaction that made it so. A null version: no current one. */
export interface Head {
  readonly version: VersionId | null;
  readonly movedBy: JobId;
  /** Where it was before it was moved back by choice, nearest first; left out: nothing lies ahead. */
  readonly ahead?: readonly VersionId[] | undefined;
}

/** A result moves the head only if nothing that was asked later already has; whoever moved it has moved it once. */
export function moveHead(current: Head | null, move: Head): Head {
  return current === null || isLater(move.movedBy, current.movedBy) ? move : current;
}

/** Who looks, and in which channel: Discord has let them in there, and perhaps not where else a version stands. */
export interface Viewer {
  readonly channel: ChannelId;
  readonly user: UserId;
}

/**
 * A version is for those who are in its chain's channel, a private one for its owner; who is elsewhere sees their own
 * alone. A version's id proves nothing: it can be had from an old message, and be put into another bot's button.
 */
export const isVisibleTo = (
  version: Pick<Version, 'audience' | 'owner' | 'channel' | 'openedIn'>,
  { channel, user }: Viewer,
) => version.owner === user || (version.audience === 'everyone' && isIn(version, channel));

/** Whether everybody in that channel sees it there. */
export const isIn = ({ channel, openedIn }: Pick<Version, 'channel' | 'openedIn'>, there: ChannelId): boolean =>
  channel === there || openedIn === there;

/** The channel of the message that shows it. */
export const shownIn = ({ channel, openedIn }: Pick<Version, 'channel' | 'openedIn'>): ChannelId => openedIn ?? channel;
