import type { Snowflake, WireAttachment, WireMedia } from '../../protocol.ts';

/** A picture in a message, wherever it is shown. */
export interface Picture {
  /** On the playground's own server. */
  readonly src: string;
  readonly name: string;
  readonly alt: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly spoiler: boolean;
}

export function pictureOfAttachment(message: Snowflake, attachment: WireAttachment): Picture {
  return {
    src: localFile(message, attachment.url),
    name: attachment.filename,
    alt: attachment.description ?? null,
    width: attachment.width ?? null,
    height: attachment.height ?? null,
    spoiler: isSpoiler(attachment),
  };
}

export function pictureOfMedia(
  message: Snowflake,
  item: { readonly media: WireMedia; readonly description?: string | null; readonly spoiler?: boolean },
): Picture {
  return {
    src: localFile(message, item.media.url),
    name: fileName(item.media.url),
    alt: item.description ?? null,
    width: item.media.width ?? null,
    height: item.media.height ?? null,
    spoiler: item.spoiler === true,
  };
}

export function isPicture(attachment: WireAttachment): boolean {
  return attachment.content_type?.startsWith('image/') === true && typeof attachment.width === 'number';
}

export function isSpoiler(attachment: WireAttachment): boolean {
  return ((attachment.flags ?? 0) & 8) !== 0 || attachment.filename.startsWith('SPOILER_');
}

/** The same file by way of our server: the page's downloads neither expire nor show among the bot's. */
export function localFile(message: Snowflake, url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const match = /attachments\/\d+\/(\d+)\/([^/]+)$/.exec(path);
  return match === null ? 'data:,' : `/files/${message}/${match[1]}/${match[2]}`;
}

export function fileName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(2)} KB`;
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}
