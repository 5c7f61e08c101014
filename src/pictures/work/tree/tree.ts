import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { TreeTile } from '../../../ports/tree-picture.ts';
import { background, tileGround } from '../../drawn/tree/colours.ts';
import { type LaidTree, layTree, tileEdge, tileLeft } from '../../drawn/tree/geometry.ts';
import { linesSvg } from '../../drawn/tree/lines.ts';
import { framesSvg, groundsSvg } from '../../drawn/tree/tiles.ts';
import type { TaskOf } from '../../pool/task.ts';
import { openTypefaces } from '../lettering/fonts.ts';
import { wordsSvg } from './words.ts';

/** Writes the picture of a tree, as PNG: lines and grounds, the versions' pictures over them, and over those the words. */
export async function writeTree(read: (path: string) => Sharp, { rows, part }: TaskOf<'tree'>): Promise<void> {
  const tree = layTree(rows);
  const squares: OverlayOptions[] = [];
  for (const { row, column, top } of tree.rows) {
    for (const [index, tile] of row.tiles.entries()) {
      const square = await squareOf(read, tile);
      if (square !== null) squares.push({ ...square, left: tileLeft(column + index), top });
    }
  }
  const faces = await openTypefaces();
  const under = `<rect width="100%" height="100%" rx="20" fill="${background}"/>${linesSvg(tree)}${groundsSvg(tree)}`;
  const over = `${framesSvg(tree)}${wordsSvg(tree, faces)}`;
  await sharp(svg(tree, under))
    .composite([...squares, { input: svg(tree, over) }])
    .png()
    .toFile(part);
}

const svg = ({ size: { width, height } }: LaidTree, content: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);

/** Of one that is covered no more is left than its colours. Null: there is none, or nobody can read it. */
async function squareOf(
  read: (path: string) => Sharp,
  { path, isCovered }: TreeTile,
): Promise<Pick<OverlayOptions, 'input' | 'raw'> | null> {
  if (path === null) return null;
  try {
    const square = await cropped(read(path), isCovered ? coveredEdge : tileEdge);
    return isCovered ? await cropped(sharp(square.input, { raw: square.raw }), tileEdge) : square;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Whatever no decoder makes sense of, or is gone meanwhile: the others are shown all the same.
    return null;
  }
}

/** Of a picture higher than wide its upper part: who is in it has the head there. */
async function cropped(picture: Sharp, edge: number) {
  const { data, info } = await picture
    .resize({ width: edge, height: edge, fit: 'cover', position: 'top' })
    .flatten({ background: tileGround })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

const coveredEdge = 4;
