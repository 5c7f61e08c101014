import { open } from 'node:fs/promises';
import type { PictureType } from '../domain/jobs/job.ts';
import { signatureBytes, sniffPicture } from '../domain/pictures/sniff-picture.ts';

/**
 * What a file is by its first bytes; null for what we do not read. Decided before any decoder sees the file: libvips
 * would open SVG, PDF and more, and nobody's claim about a file is believed.
 */
export async function typeOfFile(path: string): Promise<PictureType | null> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0);
    return sniffPicture(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
