import sharp from 'sharp';
import type { Pixels } from '../../../../src/pictures/work/marks/raster/plane.ts';
import { lookedAt, readBoth } from '../../../../src/pictures/work/marks/reading.ts';

/** Both pictures, as large as marks are looked for in them. */
export async function lookAt(
  original: Buffer,
  copy: Buffer,
): Promise<{ readonly original: Pixels; readonly copy: Pixels }> {
  const [one, other] = [await sharp(original).metadata(), await sharp(copy).metadata()];
  const size = lookedAt(one, other);
  return readBoth(sharp(original), sharp(copy), size);
}
