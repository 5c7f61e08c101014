/** What Discord says of a file: media type and name, which are its sender's claims. */
interface Claims {
  readonly contentType?: string | undefined;
  readonly filename: string;
}

/**
 * Whether a file may be a picture that we can read. Left to the bytes wherever its claims do not agree that it is
 * something else: a media type may be missing, odd (`image/jpg`, `application/octet-stream`) or false, and so may a name.
 * `isShown`: Discord's client shows it as a picture.
 */
export function mayBePicture({ contentType, filename }: Claims, isShown: boolean): boolean {
  if (pictureNames.test(filename)) return true;
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === '') return isShown ? !shownNames.test(filename) : !otherNames.test(filename);
  if (vagueTypes.has(type)) return !otherNames.test(filename);
  return type.startsWith('image/') && !unreadTypes.test(type);
}

const pictureNames = /\.(?:png|jpe?g|jpe|jfif|pjpeg|webp|gif|avif|apng)$/i;

/** Names of what is no picture, or none that we read. */
const shownNames = /\.(?:mp4|webm|mov|mkv|mp3|ogg|wav|svg|bmp|tiff?|hei[cf])$/i;
const otherNames =
  /\.(?:mp4|m4v|webm|mov|mkv|avi|mp3|m4a|ogg|opus|flac|wav|svg|bmp|tiff?|psd|pdf|txt|md|csv|json|xml|html?|docx?|xlsx?|pptx?|zip|rar|7z|gz|tar|exe|apk)$/i;

/** What a sender says who knows nothing of a file. */
const vagueTypes: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/unknown',
]);

const unreadTypes = /^image\/(?:hei[cf]|bmp|x-ms-bmp|x-bmp|tiff?|svg|vnd\.)/;
