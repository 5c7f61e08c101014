/**
 * Something that a message shows and that is no picture we can read, by its name. `heic`: what iPhones take, for which
 * there is something to be done; the libvips that we have reads AVIF alone of that family.
 */
export interface UnreadFile {
  readonly kind: 'file' | 'heic' | 'sticker' | 'link';
  readonly name: string;
}

/** A file by its name. */
export const unreadFile = (name: string): UnreadFile => ({ kind: heicNames.test(name) ? 'heic' : 'file', name });

const heicNames = /\.hei[cf]s?$/i;
