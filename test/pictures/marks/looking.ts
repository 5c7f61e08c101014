import sharp from 'sharp';
import type { Pixels } from '../../../src/pictures/work/marks/raster/plane.ts';
import { readBoth } from '../../../src/pictures/work/marks/reading.ts';

/** Both pictures, as large as marks are looked for in them. */
export async function lookAt(
  original: Buffer,
  copy: Buffer,
): Promise<{ readonly original: Pixels; readonly copy: Pixels }> {
  const [one, other] = [await sharp(original).metadata(), await sharp(copy).metadata()];
  const longer = Math.max(one.width, one.height);
  const scale = Math.min(1, 1_024 / longer, Math.max(other.width, other.height) / longer);
  const size = { width: Math.round(one.width * scale), height: Math.round(one.height * scale) };
  return readBoth(sharp(original), sharp(copy), size);
}
