import { type APIMessage, type GatewayMessageCreateDispatchData, MessageReferenceType, MessageType } from 'discord.js';
import type { IncomingPicture } from '../../domain/asked/image-request.ts';
import { showsAnything } from '../../domain/asked/shown-text.ts';
import { type ChannelId, channelId, type MessageId, messageId, type UserId } from '../../domain/ids.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';
import { customIdsIn, versionsIn } from '../kit/custom-id.ts';
import { picturesIn, shownIn } from './attachment.ts';

/** The message that was replied to. `message`: undefined where Discord did not send it along, null where it is gone. */
export interface Target {
  readonly channel: ChannelId;
  readonly id: MessageId;
  readonly message: APIMessage | null | undefined;
}

/** What a message means (contract). */
export type MessageReading =
  | { readonly kind: 'nothing' }
  /** The words are an edit of the target's pictures; what is attached comes after them. */
  | {
      readonly kind: 'edit';
      readonly prompt: string;
      readonly attached: readonly IncomingPicture[];
      /** What is attached beside pictures. */
      readonly leftOut: readonly UnreadFile[];
      readonly target: Target | null;
    }
  /** Its files are no pictures that we can read: named, and nothing is made. */
  | { readonly kind: 'unread'; readonly files: readonly UnreadFile[] }
  /** Words to us, and no picture with them: what they may be worth is for their author to say. */
  | { readonly kind: 'words'; readonly prompt: string }
  /** A mention that asks for nothing we could do: one sentence how. */
  | { readonly kind: 'how' }
  /** A reply to our picture whose words Discord keeps from us. */
  | { readonly kind: 'hint'; readonly picture: MessageId };

export interface Reader {
  readonly self: UserId;
  /** Whether the bot has the intent to read what does not mention it. */
  readonly readsContent: boolean;
  /** The role that Discord made for the bot in this server; clients offer it beside the bot itself. */
  readonly ownRole?: string | undefined;
}

/** Whether a message may mean something: told by whom it names, before anything is made of what it says. */
export function concernsUs(message: GatewayMessageCreateDispatchData, reader: Reader): boolean {
  if (!isFromPerson(message)) return false;
  return message.guild_id === undefined || names(message, reader) || withheldFrom(message, reader) !== null;
}

/**
 * Reads a new message. A mention is one in `mentions`: a reply with the ping on is there, one without is not, whatever
 * it replies to. A message that shows nothing at all was not sent empty (Discord's clients cannot): its words are
 * withheld, also where the sources disagree whether they should be (reference, section 5).
 */
export function readMessage(message: GatewayMessageCreateDispatchData, reader: Reader): MessageReading {
  const { self } = reader;
  if (!isFromPerson(message)) return { kind: 'nothing' };
  const hinted = withheldFrom(message, reader);
  if (hinted !== null) return { kind: 'hint', picture: hinted };

  // Nobody else is there to be talked to, and Discord may not count the ping of a reply to an interaction's answer.
  const isDirect = message.guild_id === undefined;
  const isMentioned = mentions(message, self);
  // Discord does not count the role as a mention of ours: the words may be withheld, and are not taken for a request.
  if (!isMentioned && !isDirect) return { kind: names(message, reader) ? 'how' : 'nothing' };
  const [prompt, target] = [withoutMention(message.content, self), targetOf(message)];
  const { pictures: attached, unread } = shownIn(message);
  const isSilent = !showsAnything(prompt);
  if (isSilent) return { kind: isMentioned || attached.length > 0 ? 'how' : 'nothing' };
  // A link among one's own words is words.
  const leftOut = unread.filter(({ kind }) => kind !== 'link');
  if (attached.length === 0 && leftOut.length > 0) return { kind: 'unread', files: leftOut };
  if (attached.length === 0 && target === null) return { kind: 'words', prompt };
  return { kind: 'edit', prompt, attached, leftOut, target };
}

const mentions = (message: GatewayMessageCreateDispatchData, self: UserId): boolean =>
  message.mentions.some(({ id }) => id === self);

/** The bot itself or its role. */
const names = (message: GatewayMessageCreateDispatchData, { self, ownRole }: Reader): boolean =>
  mentions(message, self) || (ownRole !== undefined && message.mention_roles.includes(ownRole));

/** Our picture, where the words of a reply to it are kept from us. */
function withheldFrom(message: GatewayMessageCreateDispatchData, { readsContent, self }: Reader): MessageId | null {
  if (readsContent || message.guild_id === undefined || !showsNothing(message)) return null;
  const target = targetOf(message);
  return target !== null && isOurPicture(target, self) ? target.id : null;
}

/** Nothing to see in it: for a message without our mention, a sign that Discord withholds what there is. */
export const showsNothing = (message: APIMessage | GatewayMessageCreateDispatchData): boolean =>
  message.content === '' &&
  message.attachments.length === 0 &&
  message.embeds.length === 0 &&
  (message.components ?? []).length === 0 &&
  (message.sticker_items ?? []).length === 0 &&
  (message.message_snapshots ?? []).length === 0 &&
  message.poll === undefined;

/** Not another bot, a webhook, ourselves, or Discord's own notices. */
const isFromPerson = ({ author, webhook_id, type }: GatewayMessageCreateDispatchData) =>
  author.bot !== true &&
  author.system !== true &&
  webhook_id === undefined &&
  (type === MessageType.Default || type === MessageType.Reply);

function targetOf(message: GatewayMessageCreateDispatchData): Target | null {
  const reference = message.message_reference;
  if (message.type !== MessageType.Reply || reference?.message_id === undefined) return null;
  // A forward refers to a message too, without being a reply to it.
  if (reference.type === MessageReferenceType.Forward) return null;
  return {
    channel: channelId(reference.channel_id),
    id: messageId(reference.message_id),
    message: message.referenced_message,
  };
}

/** What we sent, we may always read, so that a picture of ours shows itself; so does one that is still being made. */
const isOurPicture = ({ message }: Target, self: UserId) =>
  message != null &&
  message.author.id === self &&
  (versionsIn(message.components).length > 0 ||
    picturesIn(message).length > 0 ||
    customIdsIn(message.components).some(({ kind }) => kind === 'cancel'));

const withoutMention = (content: string, self: UserId) =>
  content
    .replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ')
    .replaceAll(/[^\S\n]+/g, ' ')
    .trim();
