import type { PictureType } from '../jobs/job.ts';

/** How many bytes {@link sniffPicture} looks at: the brands of an AVIF stand within them. */
export const signatureBytes = 64;

/** What a file is by its first bytes, whatever its name or a header claims; null for what we do not read, e.g. HEIC, SVG or PDF. */
export function sniffPicture(start: Uint8Array): PictureType | null {
  // One character for each byte.
  const text = String.fromCharCode(...start.subarray(0, signatureBytes));
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (text.startsWith('ftyp', 4) && brandsIn(text).some((brand) => brand === 'avif' || brand === 'avis')) {
    return 'image/avif';
  }
  return null;
}

/** Whether it is HEIC by its first bytes: of the family of AVIF, in a coding that we cannot read. */
export function isHeic(start: Uint8Array): boolean {
  const text = String.fromCharCode(...start.subarray(0, signatureBytes));
  return text.startsWith('ftyp', 4) && brandsIn(text).some((brand) => heicBrands.has(brand));
}

const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/**
 * The major and the compatible brands of an ISO media file, of four characters each: AVIF may stand among the compatible
 * ones alone (`mif1`, `msf1`), and HEIC begins like it. The version between them is no brand, nor is what follows the box.
 */
function brandsIn(text: string): readonly string[] {
  const length = [...text.slice(0, 4)].reduce((sum, character) => sum * 256 + character.charCodeAt(0), 0);
  const compatible = text.slice(16, length).match(/.{4}/gs) ?? [];
  return [text.slice(8, 12), ...compatible];
}
