import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageSnapshotFields,
  AttachmentFlags,
  MessageFlags,
} from 'discord.js';
import type { IncomingPicture } from '../../domain/asked/image-request.ts';
import { channelId, messageId, type UserId, userId } from '../../domain/ids.ts';
import { type UnreadFile, unreadFile } from '../../domain/pictures/unread-file.ts';
import { mediaIn, type ShownMedia } from './media.ts';
import { mayBePicture } from './shown/file-claims.ts';

/** A message of which pictures are wanted, as Discord's JSON has it: discord.js' own objects lose the details of media. */
export type PictureMessage = Pick<APIMessage, 'id' | 'channel_id' | 'author'> &
  Partial<
    Pick<
      APIMessage,
      'content' | 'attachments' | 'embeds' | 'components' | 'message_snapshots' | 'sticker_items' | 'flags'
    >
  >;

/** What a message shows: what may be pictures that we can read, and what surely is none. */
export interface ShownIn {
  readonly pictures: readonly IncomingPicture[];
  readonly unread: readonly UnreadFile[];
}

/**
 * What a message shows, each once, in the order in which Discord shows it: attachments, what was forwarded, galleries
 * and the like, embeds. A picture is whatever does not plainly claim to be something else (`file-claims.ts`): the bytes
 * decide. Links count only where nothing else is shown; beside pictures they are words.
 */
export function shownIn(message: PictureMessage): ShownIn {
  const owner = userId(message.author.id);
  const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const where = isEphemeral ? {} : { message: { channel: channelId(message.channel_id), id: messageId(message.id) } };
  const pictures = new Map<string, IncomingPicture>();
  const unread: UnreadFile[] = [];
  for (const { picture, isShown } of candidatesIn(message, message.id)) {
    if (!mayBePicture(picture, isShown)) unread.push(unreadFile(picture.filename));
    else if (!pictures.has(picture.id)) pictures.set(picture.id, { ...picture, ...where, owner });
  }
  for (const { name } of stickersIn(message)) unread.push({ kind: 'sticker', name });
  const links = pictures.size + unread.length === 0 ? linksIn(message).slice(0, mostLinks) : [];
  return {
    pictures: [...pictures.values()],
    unread: [...unread, ...links.map((name) => ({ kind: 'link', name }) as const)],
  };
}

/** The pictures alone. */
export const picturesIn = (message: PictureMessage): readonly IncomingPicture[] => shownIn(message).pictures;

/** A file of a slash option or of a form, whatever it claims to be: it was chosen on purpose. Never to be fetched again. */
export const uploadedPicture = (attachment: APIAttachment, owner: UserId): IncomingPicture => ({
  ...claimsOf(attachment),
  owner,
});

type Claims = Omit<IncomingPicture, 'owner' | 'message'>;
type Content = Partial<APIMessageSnapshotFields & Pick<APIMessage, 'message_snapshots'>>;

/** `isShown`: Discord's client shows it as a picture, so that it is one unless it claims otherwise. */
interface Candidate {
  readonly picture: Claims;
  readonly isShown: boolean;
}

function* candidatesIn(content: Content, id: string): Iterable<Candidate> {
  for (const attachment of content.attachments ?? []) yield { picture: claimsOf(attachment), isShown: false };
  for (const snapshot of content.message_snapshots ?? []) yield* candidatesIn(snapshot.message, `${id}.f`);
  const covered = coveredIn(content.content ?? '');
  let place = 0;
  const shown = [
    ...mediaIn(content.components ?? []),
    ...(content.embeds ?? []).flatMap((embed) => embedMedia(embed, covered)),
  ];
  for (const media of shown) {
    yield { picture: shownClaims(media, `${id}.${place}`), isShown: media.isShown };
    place += 1;
  }
}

const claimsOf = (attachment: APIAttachment): Claims => ({
  id: attachment.id,
  url: attachment.url,
  filename: attachment.filename,
  contentType: attachment.content_type,
  bytes: attachment.size,
  ...spoilerMark(isSpoiler(attachment)),
});

/** A name that begins with `SPOILER_` still covers a file, and not every covered file has that name (reference, section 2). */
const isSpoiler = ({ flags, filename }: APIAttachment) =>
  (Number(flags ?? 0) & spoilerFlag) !== 0 || filename.startsWith('SPOILER_');

const spoilerFlag: number = AttachmentFlags.IsSpoiler;

const spoilerMark = (isCovered: boolean) => (isCovered ? { spoiler: true } : {});

/** Films show a still, which is nobody's picture to edit. */
function embedMedia(embed: APIEmbed, covered: string): readonly ShownMedia[] {
  if (embed.video !== undefined) return [];
  const spoiler = embed.url !== undefined && covered.includes(embed.url);
  return [embed.image, embed.thumbnail].flatMap((media) =>
    media === undefined ? [] : [{ media, isShown: true, spoiler }],
  );
}

/** The words between `||`, where Discord covers what links show as well. */
const coveredIn = (content: string) => [...content.matchAll(/\|\|([\s\S]+?)\|\|/g)].map(([, text]) => text).join(' ');

const stickersIn = ({ sticker_items: own = [], message_snapshots: forwarded = [] }: PictureMessage) => [
  ...own,
  ...forwarded.flatMap(({ message }) => message.sticker_items ?? []),
];

/** Addresses that a message shows, in its words or as what Discord made of them (a film, a page). */
function linksIn({ content = '', embeds = [], message_snapshots: forwarded = [] }: Content): readonly string[] {
  const written = content.match(/https?:\/\/[^\s<>|)\]]+/g) ?? [];
  const shown = embeds.flatMap(({ url }) => (url === undefined ? [] : [url]));
  return [...new Set([...written, ...shown, ...forwarded.flatMap(({ message }) => linksIn(message))])];
}

/** A sentence names three and counts the rest. */
const mostLinks = 20;

/**
 * An upload is named by its attachment and fetched in its original bytes. Anything else (a picture on some page) is
 * named by its place, and fetched from Discord's proxy: our own downloads go to Discord's hosts only.
 */
function shownClaims({ media, filename, bytes, spoiler }: ShownMedia, place: string): Claims {
  const uploaded = uploadIn(media.url);
  return {
    id: media.attachment_id ?? uploaded?.id ?? place,
    url: uploaded === undefined ? (media.proxy_url ?? media.url) : media.url,
    filename: filename ?? uploaded?.filename ?? lastSegment(media.url),
    contentType: media.content_type ?? undefined,
    bytes,
    ...spoilerMark(spoiler || (uploaded?.filename ?? '').startsWith('SPOILER_')),
  };
}

/** The attachment that an address of Discord's CDN names; any other host with such a path is refused by the download. */
function uploadIn(url: string): { readonly id: string; readonly filename: string } | undefined {
  const [, id, filename] = /^\/(?:ephemeral-)?attachments\/\d+\/(\d+)\/([^/]+)$/.exec(pathOf(url)) ?? [];
  return id === undefined || filename === undefined ? undefined : { id, filename: readable(filename) };
}

const lastSegment = (url: string) => readable(pathOf(url).split('/').at(-1) ?? '') || 'picture';

const pathOf = (url: string) => URL.parse(url)?.pathname ?? '';

/** Decodes a name in an address, as far as it can be: `decodeURIComponent` throws on what members may type there. */
const readable = (segment: string) =>
  new URLSearchParams(`name=${segment.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('name') ?? segment;
