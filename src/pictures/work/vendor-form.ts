import type { Sharp } from 'sharp';
import type { VendorType } from '../../ports/pictures.ts';

/** Writes the first frame, turned upright by its reader, in sRGB of 8 bits. */
export async function writeVendorForm(picture: Sharp, type: VendorType, into: string): Promise<void> {
  const plain = picture.toColourspace('srgb');
  const encoded =
    type === 'image/jpeg'
      ? plain.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      : plain.png({ palette: false, compressionLevel: 6 });
  await encoded.toFile(into);
}
