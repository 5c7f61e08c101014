import sharp, { type Sharp } from 'sharp';
import type { Rectangle } from '../../domain/asked/mask.ts';
import type { Dimensions } from '../../domain/asked/size.ts';
import type { ReadMask } from '../../ports/pictures.ts';

/** Nobody documents soft edges (reference, section 3.3): a pixel is to be edited or it is not. */
const threshold = 128;

/**
 * Writes a member's mask as coverage (grayscale PNG, 255 = edit) of the picture's size. One that is transparent somewhere
 * is read by its alpha (transparent = edit, as OpenAI has it), any other by its brightness (white = edit, as GMI has it).
 * `empty`: it leaves nothing to change.
 */
export async function writeCoverage(mask: Sharp, size: Dimensions, into: string): Promise<ReadMask | 'empty'> {
  const { hasAlpha, width, height } = await mask.clone().metadata();
  const isTransparent = hasAlpha && !(await mask.clone().stats()).isOpaque;
  const channel = isTransparent
    ? mask.clone().ensureAlpha().extractChannel('alpha').negate()
    : mask.clone().flatten().grayscale();
  const { data, info } = await channel
    .resize({ ...size, fit: 'fill', kernel: 'nearest' })
    .threshold(threshold)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (!data.includes(255)) return 'empty';
  await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(into);
  return { as: isTransparent ? 'transparency' : 'white', scaled: width !== size.width || height !== size.height };
}

/** Coverage of one rectangle. */
export async function writeRectangle(rectangle: Rectangle, size: Dimensions, into: string): Promise<void> {
  const { left, top, width, height } = rectangle;
  const white = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await sharp({ create: { ...size, channels: 3, background: '#000' } })
    .composite([{ input: white, left, top }])
    // Composing adds a channel, and coverage has one.
    .removeAlpha()
    .toColourspace('b-w')
    .png()
    .toFile(into);
}
