import type { APIMessage } from 'discord.js';
import type { UserId, VersionId } from '../../../domain/ids.ts';
import { versionsIn } from '../../kit/custom-id.ts';
import { type PictureMessage, type ShownIn, shownIn } from '../attachment.ts';

/** What a message shows, and the versions that its buttons name. */
export interface SeenIn extends ShownIn {
  readonly versions: readonly VersionId[];
}

/**
 * Reads a message that somebody points at. Only what we wrote ourselves can name versions: any bot or webhook can put a
 * custom id of ours under anything. And what we write ourselves shows no files but pictures; its links are words.
 */
export function seenIn(message: PictureMessage & Pick<APIMessage, 'components'>, self: UserId): SeenIn {
  const shown = shownIn(message);
  return message.author.id === self
    ? { ...shown, unread: [], versions: versionsIn(message.components) }
    : { ...shown, versions: [] };
}
