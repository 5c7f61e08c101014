import { open } from 'node:fs/promises';
import type { PictureType } from '../domain/jobs/job.ts';

/**
 * What a file is by its first bytes; null for what we do not read. Decided before any decoder sees the file: libvips
 * would open SVG, PDF and more, and nobody's claim about a file is believed.
 */
export async function typeOfFile(path: string): Promise<PictureType | null> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return typeOfBytes(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

export function typeOfBytes(head: Buffer): PictureType | null {
  const text = head.toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (text.startsWith('ftyp', 4) && /^(?:.{4})*avi[fs]/s.test(brands(head))) return 'image/avif';
  return null;
}

/** Enough for the brands of an AVIF. */
const headBytes = 64;

/** The major and the compatible brands of an ISO media file, four characters each (the version between them is no brand). */
const brands = (head: Buffer): string =>
  head.toString('latin1', 8, 12) + head.toString('latin1', 16, Math.min(head.readUInt32BE(0), headBytes));
