import type { PictureType } from '../jobs/job.ts';

const extensions = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
} as const satisfies Record<PictureType, string>;

/** Vendors read these; of anything else they are given a PNG of its first frame. */
export const isReadByVendors = (type: PictureType): boolean =>
  type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';

/** Without the dot. */
export const extensionOf = (type: PictureType): string => extensions[type];
