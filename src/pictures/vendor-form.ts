import type { Sharp } from 'sharp';
import type { Header } from './containers/index.ts';

/**
 * Whether every vendor sees what a person sees (contract, promise 7): a type that they document, 8 bits of grey or of red,
 * green and blue, one frame that stands upright and is all there, and no other picture in the file. Phones' HDR photos,
 * prints, turned and moving pictures are refused or misread by one or another (reference, 7.2).
 */
export function isVendorForm({ type, orientation, depth, colour, ...header }: Header): boolean {
  const isRead = type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
  const isPlain = depth === 8 && (colour === 'grey' || colour === 'rgb');
  const isOdd = header.animated || header.unusual || header.others || header.cutOff;
  return isRead && isPlain && orientation === 1 && !isOdd;
}

/**
 * Writes the first frame, turned upright by its reader, in sRGB of 8 bits. A photograph stays JPEG, in a quality that nobody
 * tells from it (as PNG a phone's would be larger than vendors take); anything else is PNG, which loses nothing.
 */
export async function writeVendorForm(picture: Sharp, type: 'image/png' | 'image/jpeg', into: string): Promise<void> {
  const plain = picture.toColourspace('srgb');
  const encoded =
    type === 'image/jpeg'
      ? plain.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      : plain.png({ palette: false, compressionLevel: 6 });
  await encoded.toFile(into);
}
