import sharp, { type Sharp } from 'sharp';
import type { Dimensions } from '../../../../domain/asked/size.ts';
import type { TaskOf } from '../../../pool/task.ts';
import { type Side, smallSide } from '../compare.ts';
import { widened } from '../reading/area.ts';
import { read as readChange } from '../reading/read.ts';
import { outlineOf } from './outline.ts';

/** Writes both side by side as PNG, with an outline in the second where one can be drawn. */
export async function drawChange(read: (path: string) => Sharp, task: TaskOf<'draw change'>): Promise<'written'> {
  const [before, after] = [await smallSide(read(task.before)), await smallSide(read(task.after))];
  const [left, right] = [await shown(read(task.before)), await shown(read(task.after))];
  const outline = task.outlined ? outlined(before, after, right.info) : null;
  const width = left.info.width + gap + right.info.width;
  const height = Math.max(left.info.height, right.info.height);
  const place = ({ data, info }: Shown, at: number) => ({
    input: data,
    raw: { width: info.width, height: info.height, channels: info.channels },
    left: at,
    top: (height - info.height) >> 1,
  });
  const second = left.info.width + gap;
  const layers = [place(left, 0), place(right, second)];
  if (outline !== null) layers.push(place({ data: outline, info: { ...right.info, channels: 4 } }, second));
  await sharp({ create: { width, height, channels: 3, background: ground } })
    .composite(layers)
    .removeAlpha()
    .png({ compressionLevel: 3, adaptiveFiltering: true })
    .toFile(task.part);
  return 'written';
}

interface Shown {
  readonly data: Buffer;
  readonly info: Dimensions & { readonly channels: 1 | 2 | 3 | 4 };
}

async function shown(picture: Sharp): Promise<Shown> {
  return picture
    .resize({ width: mostEdge, height: mostEdge, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .flatten({ background: ground })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

function outlined(before: Side, after: Side, size: Dimensions): Buffer {
  const { area, matched } = readChange(before, after);
  return Buffer.from(outlineOf(widened(area, around), matched.fit, size).buffer);
}

const mostEdge = 768;
const gap = 12;
/** As that of contact sheets. */
const ground = '#2b2d31';
/** Pixels of 512. */
const around = 4;
