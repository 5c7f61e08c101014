import type { PictureType } from '../../domain/jobs/job.ts';

/** How many bytes {@link pictureTypeOf} wants to see. */
export const signatureBytes = 32;

/** The type that the first bytes of a file say, whatever its name or header claims; null: none that we know. */
export function pictureTypeOf(start: Uint8Array): PictureType | null {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (/^GIF8[79]a/.test(text(0, 6))) return 'image/gif';
  if (text(4, 8) === 'ftyp' && /^(avif|avis)/.test(text(8, 12))) return 'image/avif';
  // The brand may stand among the compatible ones alone.
  if (text(4, 8) === 'ftyp' && /^(mif1|msf1)$/.test(text(8, 12)) && /avif|avis/.test(text(16, 32))) return 'image/avif';
  return null;
}
