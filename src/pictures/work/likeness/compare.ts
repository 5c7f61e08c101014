import type { Sharp } from 'sharp';
import type { Reading } from '../../../domain/likeness/reading.ts';
import type { TaskOf } from '../../pool/task.ts';
import { smallEdge, smallOf } from './matching/small.ts';
import { read as readChange, type Side } from './reading/read.ts';

export type { Side };

/** See `Likeness.compare`. One after the other, so that no more than one of them is decoded. */
export async function compare(read: (path: string) => Sharp, { before, after }: TaskOf<'compare'>): Promise<Reading> {
  const sides = [await smallSide(read(before)), await smallSide(read(after))] as const;
  return readChange(...sides).reading;
}

export async function smallSide(picture: Sharp): Promise<Side> {
  const { autoOrient: size } = await picture.clone().metadata();
  return { small: await smallOf(picture, smallEdge), size };
}
