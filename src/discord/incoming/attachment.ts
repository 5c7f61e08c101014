import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageSnapshotFields,
  MessageFlags,
} from 'discord.js';
import type { IncomingPicture } from '../../domain/asked/image-request.ts';
import { channelId, messageId, type UserId, userId } from '../../domain/ids.ts';
import { pictureTypes } from '../../domain/jobs/job.ts';
import { mediaIn, type ShownMedia } from './media.ts';

/** A message of which pictures are wanted, as Discord's JSON has it: discord.js' own objects lose the details of media. */
export type PictureMessage = Pick<APIMessage, 'id' | 'channel_id' | 'author'> &
  Partial<Pick<APIMessage, 'attachments' | 'embeds' | 'components' | 'message_snapshots' | 'flags'>>;

/**
 * The pictures of a message, each once, in the order in which Discord shows them: attachments, what was forwarded,
 * galleries and the like, embeds. By their claims (media type, else the file's name); stickers are not among them.
 */
export function picturesIn(message: PictureMessage): readonly IncomingPicture[] {
  const owner = userId(message.author.id);
  const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const where = isEphemeral ? {} : { message: { channel: channelId(message.channel_id), id: messageId(message.id) } };
  const found = new Map<string, IncomingPicture>();
  for (const { picture, isShown } of candidatesIn(message, message.id)) {
    if (looksLikePicture(picture, isShown) && !found.has(picture.id)) {
      found.set(picture.id, { ...picture, ...where, owner });
    }
  }
  return [...found.values()];
}

/** A file of a slash option or of a form, whatever it claims to be: it was chosen on purpose. Never to be fetched again. */
export const uploadedPicture = (attachment: APIAttachment, owner: UserId): IncomingPicture => ({
  ...claimsOf(attachment),
  owner,
});

type Claims = Omit<IncomingPicture, 'owner' | 'message'>;

/** `isShown`: Discord's client shows it as a picture, so that it is one unless it claims otherwise. */
interface Candidate {
  readonly picture: Claims;
  readonly isShown: boolean;
}

function* candidatesIn(
  content: Partial<APIMessageSnapshotFields & Pick<APIMessage, 'message_snapshots'>>,
  id: string,
): Iterable<Candidate> {
  for (const attachment of content.attachments ?? []) yield { picture: claimsOf(attachment), isShown: false };
  for (const snapshot of content.message_snapshots ?? []) yield* candidatesIn(snapshot.message, `${id}.f`);
  let place = 0;
  const shown = [...mediaIn(content.components ?? []), ...(content.embeds ?? []).flatMap(embedMedia)];
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
});

/** Films show a still, which is nobody's picture to edit. */
function embedMedia(embed: APIEmbed): readonly ShownMedia[] {
  if (embed.video !== undefined) return [];
  return [embed.image, embed.thumbnail].flatMap((media) => (media === undefined ? [] : [{ media, isShown: true }]));
}

/**
 * An upload is named by its attachment and fetched in its original bytes. Anything else (a picture on some page) is
 * named by its place, and fetched from Discord's proxy: our own downloads go to Discord's hosts only.
 */
function shownClaims({ media, filename, bytes }: ShownMedia, place: string): Claims {
  const uploaded = uploadIn(media.url);
  return {
    id: media.attachment_id ?? uploaded?.id ?? place,
    url: uploaded === undefined ? (media.proxy_url ?? media.url) : media.url,
    filename: filename ?? uploaded?.filename ?? lastSegment(media.url),
    contentType: media.content_type ?? undefined,
    bytes,
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

const pictureNames = /\.(?:png|jpe?g|jfif|webp|gif|avif)$/i;
const otherNames = /\.(?:mp4|webm|mov|mkv|mp3|ogg|wav|svg|bmp|tiff?|heic)$/i;

function looksLikePicture({ contentType, filename }: Claims, isShown: boolean): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type) return pictureTypes.some((known) => known === type);
  return pictureNames.test(filename) || (isShown && !otherNames.test(filename));
}
