import sharp, { type Sharp } from 'sharp';
import type { Results, TaskOf } from '../../pool/task.ts';
import { layRows, openSides } from './laying/lay-over.ts';
import { type Rows, writeRows } from './laying/rows.ts';
import { type Area, widened } from './reading/area.ts';
import { read as readChange } from './reading/read.ts';

/** See `Likeness.keepRest`. */
export async function keepRest(
  read: (path: string) => Sharp,
  task: TaskOf<'keep rest'>,
): Promise<Results['keep rest']> {
  await using sides = await openSides(read, task);
  const { source, result, scratch } = sides;
  const { reading, matched, area } = readChange(
    { small: source.small, size: source },
    { small: result.small, size: result },
  );
  const { kind, changed } = reading;
  if (kind === 'nothing' || (kind === 'one area' && changed < least)) return { kind: 'too little' };
  if (kind !== 'composed anew' && changed > most) return { kind: 'too much' };
  if (kind !== 'one area') return { kind: 'does not fit' };
  await using coverage = await writeCoverage(widened(area, around), source, `${scratch}/coverage.tif`);
  return await layRows(sides, coverage, { ...matched, ...task });
}

/** Less is noise, or not worth a version; of more, what is left is not the rest (issue 13). */
const least = 0.005;
const most = 0.45;

/** Pixels of 512: what fades out from an edited thing, its shadow, its glow. */
const around = 6;

function writeCoverage(area: Area, { width, height }: Rows, path: string): Promise<Rows> {
  const raw = { width: area.width, height: area.height, channels: 1 } as const;
  return writeRows(
    sharp(
      area.values.map((value) => value * 255),
      { raw },
    )
      .resize({ width, height, fit: 'fill', kernel: 'linear' })
      .threshold(128)
      .toColourspace('b-w'),
    path,
  );
}
