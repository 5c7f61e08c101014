import { halved, type Plane, sampled, softened } from '../raster/plane.ts';
import { createLeastSquares } from './least-squares.ts';

/**
 * Where a pixel of the original lies in the copy, both measured in fractions of their edges: `across.shift + across.scale·x`.
 * A copy that is cropped shows the same on a longer edge: its scale is above 1.
 */
export interface Placing {
  readonly across: Placed;
  readonly down: Placed;
}

interface Placed {
  readonly shift: number;
  readonly scale: number;
}

export const inPlace: Placing = { across: { shift: 0, scale: 1 }, down: { shift: 0, scale: 1 } };

/**
 * Finds where the original lies in a copy of the same shape and size: from small to large, each time following the slopes
 * of brightness (Lucas and Kanade's way) to where both differ least, after one is made as bright as the other. What
 * differs much, as strokes do, hardly counts.
 */
export function findPlacing(original: Plane, copy: Plane, from: Placing = inPlace): Placing {
  const levels = levelsOf(original, copy);
  return levels.reduceRight(
    (placing, level, index) => settle(level, placing, index === 0 ? roundsLast : roundsEach),
    from,
  );
}

interface Level {
  readonly original: Plane;
  readonly copy: Plane;
}

/** The largest first. */
function levelsOf(original: Plane, copy: Plane): readonly Level[] {
  const levels: Level[] = [];
  for (
    let level: Level = { original, copy };
    ;
    level = { original: halved(level.original), copy: halved(level.copy) }
  ) {
    if (Math.max(level.original.width, level.original.height) <= largestMatched) {
      levels.push({ original: softened(level.original), copy: softened(level.copy) });
    }
    if (Math.min(level.original.width, level.original.height) < 2 * smallestMatched) return levels;
  }
}

/** At 600 pixels a tenth of a pixel is found, which is a fifth of one at the size at which marks are looked for. */
const largestMatched = 600;
/** What a crop of 2 in 100 moves is then less than a pixel, as far as slopes reach. */
const smallestMatched = 24;

function settle(level: Level, start: Placing, rounds: number): Placing {
  let placing = start;
  let matched: Brightness = { gain: 1, offset: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const step = nextStep(level, placing, matched);
    if (step === null || !isLikely(step.placing.across) || !isLikely(step.placing.down)) return placing;
    const moved = distance(placing.across, step.placing.across) * level.copy.width;
    const sunk = distance(placing.down, step.placing.down) * level.copy.height;
    ({ placing, matched } = step);
    if (moved + sunk < settledPixels) break;
  }
  return placing;
}

/** Of the larger ones, whose start is good already, each costs more. */
const roundsLast = 4;
const roundsEach = 10;
/** Of a pixel: less is no gain. */
const settledPixels = 0.01;

/** A crop of 2 in 100 on each side, and half of that again. */
const mostMoved = 0.06;
const isLikely = ({ shift, scale }: Placed) => Math.abs(shift) <= mostMoved && Math.abs(shift + scale - 1) <= mostMoved;

const distance = (one: Placed, other: Placed) => Math.abs(one.shift - other.shift) + Math.abs(one.scale - other.scale);

interface Brightness {
  readonly gain: number;
  readonly offset: number;
}

/** The least squares of one round, in which four numbers place it and two match its brightness. Null: nothing tells. */
function nextStep(level: Level, { across, down }: Placing, { gain, offset }: Brightness) {
  const { width, height, values } = level.original;
  const moved = movedTo(level, { across, down });
  const spread = spreadOf(level.original, moved, { gain, offset });
  const sums = createLeastSquares(6);
  const row = new Float64Array(7);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const own = values[at] ?? 0;
      const slopeAcross = gain * slopeOf(values, at, 1) + slopeOf(moved, at, 1);
      const slopeDown = gain * slopeOf(values, at, width) + slopeOf(moved, at, width);
      const rest = (moved[at] ?? 0) - gain * own - offset;
      // Not a number: it lies outside the copy.
      if (Number.isNaN(slopeAcross + slopeDown + rest)) continue;
      row[0] = (slopeAcross / 2) * width;
      row[1] = row[0] * ((x + 0.5) / width);
      row[2] = (slopeDown / 2) * height;
      row[3] = row[2] * ((y + 0.5) / height);
      row[4] = -own;
      row[5] = -255;
      row[6] = -rest;
      sums.add(row, 1 / (1 + (rest / spread) ** 2));
    }
  }
  // Where nothing has a slope, as in a plain ground, it stays where it is.
  for (let unknown = 0; unknown < 6; unknown += 1) sums.hold(unknown, 1);
  const solved = sums.solve();
  if (solved === null) return null;
  const [shiftAcross = 0, scaleAcross = 0, shiftDown = 0, scaleDown = 0, gained = 0, lifted = 0] = solved;
  return {
    placing: {
      across: { shift: across.shift + shiftAcross, scale: across.scale + scaleAcross },
      down: { shift: down.shift + shiftDown, scale: down.scale + scaleDown },
    },
    matched: { gain: gain + gained, offset: offset + 255 * lifted },
  };
}

const slopeOf = (values: Float32Array, at: number, step: number) =>
  ((values[at + step] ?? 0) - (values[at - step] ?? 0)) / 2;

/** The copy, where the original's pixels lie in it; not a number outside of it. */
function movedTo({ original: { width, height }, copy }: Level, { across, down }: Placing): Float32Array {
  const moved = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const below = (down.shift + (down.scale * (y + 0.5)) / height) * copy.height - 0.5;
    for (let x = 0; x < width; x += 1) {
      const right = (across.shift + (across.scale * (x + 0.5)) / width) * copy.width - 0.5;
      const isInside = right >= -0.5 && right <= copy.width - 0.5 && below >= -0.5 && below <= copy.height - 0.5;
      moved[y * width + x] = isInside ? sampled(copy, right, below) : Number.NaN;
    }
  }
  return moved;
}

/** How far most of the pixels are apart that tell something: on a plain ground none is, wherever it lies. */
function spreadOf({ width, values }: Plane, moved: Float32Array, { gain, offset }: Brightness): number {
  const step = Math.max(1, Math.floor(values.length / 20_000));
  const rests: number[] = [];
  for (let at = width; at < values.length - width; at += step) {
    if (Math.abs(slopeOf(values, at, 1)) + Math.abs(slopeOf(values, at, width)) < leastSlope) continue;
    const rest = Math.abs((moved[at] ?? 0) - gain * (values[at] ?? 0) - offset);
    if (!Number.isNaN(rest)) rests.push(rest);
  }
  return Math.max(leastSpread, 2 * (Float32Array.from(rests).sort()[rests.length >> 1] ?? 0));
}

/** In levels for each pixel. */
const leastSlope = 1;
/** What a good recompression leaves. */
const leastSpread = 2;
