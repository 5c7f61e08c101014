import type { Sharp } from 'sharp';
import type { VendorType } from '../../ports/pictures.ts';

/** Writes the first frame, turned upright by its reader, in sRGB of 8 bits. */
export async function writeVendorForm(picture: Sharp, type: VendorType, into: string): Promise<void> {
  await encodedForVendors(picture, type).toFile(into);
}

/** In sRGB of 8 bits: JPEG in a quality that nobody tells from the original, or PNG, which loses nothing. */
export function encodedForVendors(picture: Sharp, type: VendorType): Sharp {
  const plain = picture.toColourspace('srgb');
  return type === 'image/jpeg'
    ? plain.jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding })
    : plain.png({ palette: false, compressionLevel: 6 });
}

/** Codes made for this one picture save a few percent of the file, and hold all its coefficients: 12 bytes for each pixel. */
const optimiseCoding = false;
