import type { ChannelId, MessageId, UserId } from '../ids.ts';

/** A picture that Discord told us of: an upload, a reply's target, a gallery item. Its address is signed and expires. */
export interface IncomingPicture {
  /** The attachment's id; where there is none (an embed), made from the message's id and the place in it. */
  readonly id: string;
  readonly url: string;
  readonly filename: string;
  /** Claims of Discord, to be checked by bytes. */
  readonly contentType?: string | undefined;
  readonly bytes?: number | undefined;
  /** The message it stands in, if it does in one that can be fetched again. */
  readonly message?: { readonly channel: ChannelId; readonly id: MessageId } | undefined;
  /** It was shown covered, to be looked at by choice. */
  readonly spoiler?: boolean | undefined;
  readonly owner: UserId;
}
