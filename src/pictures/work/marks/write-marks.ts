import sharp, { type Sharp } from 'sharp';
import type { Dimensions } from '../../../domain/asked/size.ts';
import type { FoundMarks } from '../../../ports/likeness.ts';
import type { TaskOf } from '../../pool/task.ts';
import { type Drawn, findDrawn } from './find.ts';
import { markupOf } from './markup.ts';
import { outlined } from './outlined.ts';
import type { Pixels } from './raster/plane.ts';
import { lookedAt, readBoth } from './reading.ts';

/** Looks for marks where lines are some pixels wide, and writes what it finds as large as it is wanted. */
export async function writeMarks(read: (path: string) => Sharp, task: TaskOf<'marks'>): Promise<FoundMarks> {
  const { original, copy, parts } = task;
  if (!hasSameShape(original, copy)) return { kind: 'no copy' };
  const size = lookedAt(original, copy);
  const both = await readBoth(read(original.path), read(copy.path), size);
  const found = findDrawn(both.original, both.copy);
  if (found.kind !== 'marks') return found;
  const { width, height } = original;
  await writeCoverage(found, { width, height }, parts.coverage);
  await writeMarkup(found, { width, height }, parts.markup);
  await writeShown(found, both.copy, copy, parts.shown);
  return { kind: 'marks', share: found.share, width, height };
}

/** A copy that was cropped by 2 in 100 on one side alone, and a little more. */
function hasSameShape(one: Dimensions, other: Dimensions): boolean {
  const ratio = (one.width / one.height) * (other.height / other.width);
  return ratio <= mostStretched && ratio >= 1 / mostStretched;
}
const mostStretched = 1.06;

/** Scaled softly, then cut in the middle, so that its edge is no staircase. */
async function writeCoverage({ coverage }: Drawn, size: Dimensions, part: string): Promise<void> {
  const { width, height, bits } = coverage;
  await sharp(
    bits.map((bit) => bit * 255),
    { raw: { width, height, channels: 1 } },
  )
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .threshold(128)
    .toColourspace('b-w')
    .png()
    .toFile(part);
}

async function writeMarkup({ matched, strokes }: Drawn, size: Dimensions, part: string): Promise<void> {
  const { width, height } = strokes;
  await sharp(markupOf(matched, strokes), { raw: { width, height, channels: 4 } })
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .png()
    .toFile(part);
}

async function writeShown({ strokes, placing }: Drawn, seen: Pixels, copy: Dimensions, part: string): Promise<void> {
  const scale = Math.min(1, shownEdge / Math.max(copy.width, copy.height));
  const width = Math.max(1, Math.round(copy.width * scale));
  const height = Math.max(1, Math.round(copy.height * scale));
  const rgb = await sharp(seen.rgb, { raw: { width: seen.width, height: seen.height, channels: 3 } })
    .resize({ width, height, fit: 'fill' })
    .raw()
    .toBuffer();
  const drawn = outlined({ width, height, rgb }, strokes, placing);
  await sharp(drawn.rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(part);
}
const shownEdge = 512;
