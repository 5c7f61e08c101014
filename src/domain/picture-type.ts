import type { PictureType } from './job.ts';

const extensions = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
} as const satisfies Record<PictureType, string>;

/** Without the dot. */
export const extensionOf = (type: PictureType): string => extensions[type];
