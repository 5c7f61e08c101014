import type { Sharp } from 'sharp';
import type { Dimensions } from '../../../domain/asked/size.ts';
import type { Pixels } from './raster/plane.ts';

/** The original's shape, as large as both have pixels for, and no larger than marks need. */
export function lookedAt(original: Dimensions, copy: Dimensions): Dimensions {
  const longer = (size: Dimensions) => Math.max(size.width, size.height);
  const scale = Math.min(mostEdge, longer(original), longer(copy)) / longer(original);
  const scaled = (edge: number) => Math.max(1, Math.round(edge * scale));
  return { width: scaled(original.width), height: scaled(original.height) };
}
/** The thinnest line is then between four and five pixels wide; three are enough. At 1024 it takes twice as long. */
const mostEdge = 768;

/** Both in one size; where the original is transparent, it has the ground that the copy shows there. */
export async function readBoth(
  original: Sharp,
  copy: Sharp,
  size: Dimensions,
): Promise<{ readonly original: Pixels; readonly copy: Pixels }> {
  const shown = await read(copy.flatten({ background: ground }), size);
  const { hasAlpha } = await original.clone().metadata();
  if (!hasAlpha) return { original: await read(original, size), copy: shown };
  const alpha = await original
    .clone()
    .resize({ ...size, fit: 'fill' })
    .ensureAlpha()
    .extractChannel('alpha')
    .raw()
    .toBuffer();
  const [r, g, b] = groundOf(shown, alpha);
  return { original: await read(original.flatten({ background: { r, g, b } }), size), copy: shown };
}

/** Of what a copy leaves transparent: hardly anybody draws in grey. */
const ground = '#808080';

async function read(picture: Sharp, { width, height }: Dimensions): Promise<Pixels> {
  const scaled = picture.resize({ width, height, fit: 'fill' }).toColourspace('srgb');
  const rgb = await scaled.removeAlpha().raw().toBuffer();
  return { width, height, rgb };
}

/** What most of the copy has where the original is transparent: editors put white or black there. */
function groundOf({ rgb }: Pixels, alpha: Uint8Array): readonly [number, number, number] {
  const middleOf = (channel: number) => {
    const values = rgb.filter((_, at) => at % 3 === channel && (alpha[Math.floor(at / 3)] ?? 255) < 16).sort();
    return values[values.length >> 1] ?? 128;
  };
  return [middleOf(0), middleOf(1), middleOf(2)];
}
