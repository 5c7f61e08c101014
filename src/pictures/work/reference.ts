import sharp, { type Sharp } from 'sharp';
import type { Measured, VendorType } from '../../ports/pictures.ts';
import { encodedForVendors } from './vendor-form.ts';

/**
 * Writes the first frame, turned upright by its reader, in sRGB of 8 bits and at most `mostEdge` pixels long: JPEG where
 * nothing is transparent, else PNG. Scaled before it is turned, and by the decoder as far as that can.
 */
export async function writeReference(picture: Sharp, mostEdge: number, part: string): Promise<Measured> {
  const { hasAlpha } = await picture.clone().metadata();
  const edges = { width: mostEdge, height: mostEdge };
  const sized = picture.resize({ ...edges, fit: 'inside', withoutEnlargement: true });
  if (!hasAlpha) return write(sized, 'image/jpeg', part);
  // Once is enough: what is transparent is looked for in the pixels that are kept.
  const { data, info } = await sized.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const kept = sharp(data, { raw: { width, height, channels } });
  return isOpaque(data, channels) ? write(kept.removeAlpha(), 'image/jpeg', part) : write(kept, 'image/png', part);
}

/** Alpha is the last channel. sharp's statistics take a second for what this tells at once. */
function isOpaque(pixels: Buffer, channels: number): boolean {
  for (let at = channels - 1; at < pixels.length; at += channels) if (pixels[at] !== 255) return false;
  return true;
}

async function write(picture: Sharp, type: VendorType, part: string): Promise<Measured> {
  const { width, height, size: bytes } = await encodedForVendors(picture, type).toFile(part);
  return { type, width, height, bytes };
}
