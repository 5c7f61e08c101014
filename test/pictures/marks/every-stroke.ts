import { expect } from 'vitest';
import { findDrawn } from '../../../src/pictures/work/marks/find.ts';
import { copyOf, type Handling, truthOf } from './copies.ts';
import { lookAt } from './looking.ts';

/** How well the strokes were found: of each its share that was, and of what was found how much any of them is. */
export interface Found {
  readonly recalls: readonly number[];
  readonly precision: number;
}

export async function drawAndFind(scene: Buffer, handling: Handling, strokes: readonly string[]): Promise<Found> {
  const { original, copy } = await lookAt(scene, await copyOf(scene, handling, strokes.join('')));
  const found = findDrawn(original, copy);
  if (found.kind !== 'marks') return expect.fail(`It says: ${found.kind}.`);
  const { width, height, bits } = found.strokes;
  const truths = await Promise.all(strokes.map((stroke) => truthOf(stroke, width, height)));
  const recalls = truths.map((truth) => shareOf(truth, (at) => bits[at] === 1));
  const precision = shareOf(
    bits.map((bit) => bit * 255),
    (at) => truths.some((truth) => isDrawn(truth, at)),
  );
  return { recalls, precision };
}

const isDrawn = (truth: Uint8Array, at: number) => (truth[at] ?? 0) > 100;

function shareOf(truth: Uint8Array, holds: (at: number) => boolean): number {
  let [all, held] = [0, 0];
  for (let at = 0; at < truth.length; at += 1) {
    if (!isDrawn(truth, at)) continue;
    all += 1;
    if (holds(at)) held += 1;
  }
  return held / all;
}
