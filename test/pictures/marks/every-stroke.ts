import { expect } from 'vitest';
import { findDrawn } from '../../../src/pictures/work/marks/find.ts';
import { copyOf, truthOf } from './made/copies.ts';
import { lookAt } from './made/looking.ts';
import type { SceneKind } from './made/scenes.ts';
import { drawn, type StrokeKind, strokeKinds } from './made/strokes.ts';

const looks = [
  { colour: '#f01010', width: 0.6, opacity: 1 },
  { colour: '#10d0ff', width: 0.9, opacity: 1 },
  { colour: '#ffffff', width: 1.2, opacity: 1 },
  { colour: '#000000', width: 0.8, opacity: 1 },
  { colour: '#ffe000', width: 3, opacity: 0.45 },
  { colour: '#30c030', width: 2, opacity: 1 },
] as const;
/** Of lines of black on white, strokes in these do not tell everywhere from what is beneath them. */
const onLines = looks.filter(({ colour }) => !['#ffffff', '#000000'].includes(colour));

/** Each kind of stroke, in a look that another turn gives to another kind. */
export const turns = looks.length;
function strokesOn(kind: SceneKind, turn: number): readonly string[] {
  const given = kind === 'line-art' ? onLines : looks;
  return (Object.keys(strokeKinds) as readonly StrokeKind[]).map((stroke, at) => {
    const { colour, width, opacity } = given[(at + turn) % given.length] ?? looks[0];
    return drawn(stroke, colour, width, opacity);
  });
}

export interface Drawing {
  readonly kind: SceneKind;
  readonly scene: Buffer;
  readonly scale: number;
  readonly quality: number;
  readonly turn: number;
}

/** Of each stroke nearly all is found, and of what is found, nearly all is of a stroke. */
export async function expectEveryStroke({ kind, scene, scale, quality, turn }: Drawing): Promise<void> {
  const { recalls, precision } = await drawAndFind(scene, { scale, quality }, strokesOn(kind, turn));
  const seen = { scale, quality, turn, recalls, precision };
  expect({ ...seen, all: recalls.every((recall) => recall >= leastRecall) }).toMatchObject({ all: true });
  expect({ ...seen, only: precision >= leastPrecision }).toMatchObject({ only: true });
}

/** Noise, and ground of a stroke's own colour, hide some of it. */
const leastRecall = 0.85;
/** A line of three pixels has an edge on both sides. */
const leastPrecision = 0.8;

/** How well the strokes were found: of each its share that was, and of what was found how much any of them is. */
interface Found {
  readonly recalls: readonly number[];
  readonly precision: number;
}

async function drawAndFind(
  scene: Buffer,
  { scale, quality }: Pick<Drawing, 'scale' | 'quality'>,
  strokes: readonly string[],
): Promise<Found> {
  const { original, copy } = await lookAt(
    scene,
    await copyOf(scene, { scale, as: { type: 'jpeg', quality } }, strokes.join('')),
  );
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
