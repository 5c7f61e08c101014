import sharp, { type Sharp } from 'sharp';
import type { Dimensions } from '../../domain/asked/size.ts';

/**
 * Writes coverage (grayscale, 255 = edit) as an alpha mask: alpha = 255 − coverage, and nothing in between, since nobody
 * documents soft edges (reference, section 3.3).
 */
export async function writeAlphaMask(coverage: Sharp, size: Dimensions, into: string): Promise<void> {
  const alpha = await coverage
    .flatten()
    .grayscale()
    .resize({ ...size, fit: 'fill', kernel: 'nearest' })
    .threshold(threshold)
    .negate()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  await sharp({ create: { ...size, channels: 3, background: '#000' } })
    .joinChannel(alpha, { raw: { ...size, channels: 1 } })
    .png()
    .toFile(into);
}

const threshold = 128;
