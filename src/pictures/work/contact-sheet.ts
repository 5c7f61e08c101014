import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { coverSvg, groundSvg, tileAt, tileEdge, tileGround } from '../drawn/contact-sheet.ts';
import type { TaskOf } from '../pool/task.ts';

/** Writes the pictures as squares side by side, as PNG. One after the other, so that it holds no more than one of them. */
export async function writeContactSheet(
  read: (path: string) => Sharp,
  { tiles, part }: TaskOf<'contact sheet'>,
): Promise<void> {
  const squares: OverlayOptions[] = [];
  for (const [index, path] of tiles.entries()) {
    const square = path === null ? null : await squareOf(read(path));
    if (square !== null) squares.push({ ...square, ...tileAt(index) });
  }
  await sharp(Buffer.from(groundSvg(tiles.length)))
    .composite([...squares, { input: Buffer.from(coverSvg(tiles.length)) }])
    .png()
    .toFile(part);
}

/**
 * Of a picture higher than wide the upper part: what shows somebody has the head there, in a portrait and from head to foot.
 * What stands out most (sharp's `attention`) may be a red dress or bare arms. Of a wide one the middle.
 */
async function squareOf(picture: Sharp): Promise<Pick<OverlayOptions, 'input' | 'raw'> | null> {
  const square = picture
    .resize({ width: tileEdge, height: tileEdge, fit: 'cover', position: 'top' })
    .flatten({ background: tileGround })
    .toColourspace('srgb');
  try {
    const { data, info } = await square.raw().toBuffer({ resolveWithObject: true });
    return { input: data, raw: { width: info.width, height: info.height, channels: info.channels } };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Whatever no decoder makes sense of, or is gone meanwhile: the others are shown all the same.
    return null;
  }
}
