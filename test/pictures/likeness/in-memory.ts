import sharp from 'sharp';
import type { Reading } from '../../../src/domain/likeness/reading.ts';
import { smallEdge, smallOf } from '../../../src/pictures/work/likeness/matching/small.ts';
import { read } from '../../../src/pictures/work/likeness/reading/read.ts';
import { type Picture, toSharp } from './painted.ts';

/** What `Likeness.compare` finds, without files and processes: for the many. */
export async function readingBetween(before: Picture, after: Picture): Promise<Reading> {
  return read(await sideOf(before), await sideOf(after)).reading;
}

const sideOf = async (picture: Picture) => ({ small: await smallOf(toSharp(picture), smallEdge), size: picture });

/** Whether Keep the rest is offered after it. */
export const isOffered = ({ kind, changed }: Reading): boolean =>
  kind === 'one area' && changed >= 0.005 && changed <= 0.45;

/** As a file shows it that was compressed. */
export async function compressed(picture: Picture, format: 'jpeg' | 'webp', quality: number): Promise<Picture> {
  const { data } = await sharp(await toSharp(picture)[format]({ quality }).toBuffer())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...picture, pixels: new Uint8Array(data) };
}
