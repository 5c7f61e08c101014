import sharp from 'sharp';
import { mostPixels } from '../most-pixels.ts';
import type { Outcome, Results, Task, TaskKind } from '../pool/task.ts';
import { writeAlphaMask } from './alpha-mask.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { writeFitting } from './fit.ts';
import { compare } from './likeness/compare.ts';
import { drawChange } from './likeness/drawing/draw-change.ts';
import { keepRest } from './likeness/keep-rest.ts';
import { layOver } from './likeness/laying/lay-over.ts';
import { writeMarks } from './marks/write-marks.ts';
import { writeCoverage, writeRectangle } from './mask.ts';
import { writeReference } from './reference.ts';
import { writeTree } from './tree/tree.ts';
import { writeVendorForm } from './vendor-form.ts';

/**
 * Work on pixels with sharp. Whatever is written anew is turned upright, in sRGB, without any metadata (a camera's
 * position among it), and of an animation only the first frame.
 */
export async function work(task: Task): Promise<Outcome> {
  try {
    const result = await resultOf(task);
    return result === null ? { kind: 'refused', why: 'too large' } : { kind: 'done', result };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { message } = error;
    if ('code' in error || isOurs.test(message)) return { kind: 'failed', message };
    return { kind: 'refused', why: isTooLarge.test(message) ? 'too large' : 'unreadable' };
  }
}

/** Null: it does not fit into what it must. */
function resultOf(task: Task): Promise<Results[TaskKind] | null> {
  switch (task.kind) {
    case 'fit':
      return writeFitting(() => read(task.path), task);
    case 'vendor form':
      return written(writeVendorForm(read(task.path), task.type, task.part));
    case 'reference':
      return writeReference(read(task.path), task.mostEdge, task.part);
    case 'contact sheet':
      return written(writeContactSheet(read, task));
    case 'tree':
      return written(writeTree(read, task));
    case 'mask':
      return writeCoverage(read(task.path), task.size, task.part);
    case 'rectangle':
      return written(writeRectangle(task.rectangle, task.size, task.part));
    case 'alpha mask':
      return written(writeAlphaMask(read(task.path), task.size, task.part));
    case 'drawing':
      return written(sharp(Buffer.from(task.svg)).png().toFile(task.part));
    case 'lay over':
      return layOver(read, task);
    case 'keep rest':
      return keepRest(read, task);
    case 'compare':
      return compare(read, task);
    case 'draw change':
      return drawChange(read, task);
    case 'marks':
      return writeMarks(read, task);
    default:
      return task satisfies never;
  }
}

async function written(writing: Promise<unknown>): Promise<'written'> {
  await writing;
  return 'written';
}

// A damaged picture is shown as far as it goes.
const read = (path: string) => sharp(path, { limitInputPixels: mostPixels, failOn: 'none', autoOrient: true });

/** libvips tells all in words. That it cannot write, it says of pictures that it cannot read, too. */
const isOurs = /no space left on device|input file is missing/i;
const isTooLarge = /exceeds pixel limit/i;
