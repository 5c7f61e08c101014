import { solved } from '../align/solve.ts';
import type { Matched } from '../matching/matched.ts';
import type { Colours } from '../matching/small.ts';
import { blurred } from '../plane.ts';
import type { Area } from './area.ts';

/**
 * Whether what changed in an area is a change of style that shows nowhere else: other colours, where the rest has none that
 * could have changed with them. Then one way of changing colours makes both what they are now, the area and the rest. Who
 * recolours one thing leaves others alone that have some of its colours. `rest`: 1 in what lies outside and can be compared.
 */
export function isRestyled(
  source: Colours,
  { colours, softness }: Pick<Matched, 'colours' | 'softness'>,
  area: Area,
  rest: Uint8Array,
): boolean {
  const [before, after] = [evened(source, softness), evened(colours, -softness)];
  const [inside, outside] = [pointsOf(area.values), pointsOf(rest)];
  const parts: readonly Part[] = [
    { points: inside, weight: 1 },
    { points: outside, weight: (restWeighs * inside.length) / Math.max(1, outside.length) },
  ];
  let [changed, unexplained] = [0, 0];
  for (const channel of [0, 1, 2] as const) {
    const now = changeOf(before[channel].values, after[channel].values);
    const map = mapOf(before, now, parts);
    for (const at of inside) changed += now(at) ** 2;
    for (const { points, weight } of parts) {
      for (const at of points) unexplained += weight * (now(at) - mapped(map, before, at)) ** 2;
    }
  }
  return unexplained <= mostUnexplained * changed;
}

interface Part {
  readonly points: Int32Array;
  /** Of each point. */
  readonly weight: number;
}

/** As soft as each other, and so soft that what lies a fraction of a pixel elsewhere does not tell. */
function evened([red, green, blue]: Colours, softness: number): Colours {
  const by = Math.hypot(evening, Math.max(0, softness));
  return [blurred(red, by), blurred(green, by), blurred(blue, by)];
}

const changeOf = (before: Float32Array, after: Float32Array) => (at: number) => (after[at] ?? 0) - (before[at] ?? 0);

/** Of a channel: how much of red, green and blue, and how much everywhere, is added to it, by least squares. */
function mapOf(before: Colours, now: (at: number) => number, parts: readonly Part[]): Float64Array {
  const sums = new Float64Array(unknowns * (unknowns + 1));
  const row = new Float64Array(unknowns + 1);
  for (const { points, weight } of parts) {
    for (const at of points) {
      for (let i = 0; i < unknowns; i += 1) row[i] = shareOf(before, i, at);
      row[unknowns] = now(at);
      for (let i = 0; i < unknowns; i += 1) {
        for (let j = i; j <= unknowns; j += 1) {
          const sum = i * (unknowns + 1) + j;
          sums[sum] = (sums[sum] ?? 0) + weight * (row[i] ?? 0) * (row[j] ?? 0);
        }
      }
    }
  }
  return solved(sums, unknowns, damping) ?? new Float64Array(unknowns);
}

function mapped(map: Float64Array, before: Colours, at: number): number {
  let sum = 0;
  for (let i = 0; i < unknowns; i += 1) sum += (map[i] ?? 0) * shareOf(before, i, at);
  return sum;
}

/** Of red, green and blue, around gray; the last one is the same everywhere. */
const shareOf = (colours: Colours, index: number, at: number): number =>
  ((colours[index]?.values[at] ?? 2 * gray) - gray) / gray;

/** A part of the points, in every column. */
const pointsOf = (values: Uint8Array): Int32Array =>
  Int32Array.from({ length: Math.ceil(values.length / step) }, (_, index) => index * step).filter(
    (at) => values[at] === 1,
  );

const evening = 1.5;
const unknowns = 4;
const gray = 128;
/** What the picture has no colours for stays what it is. */
const damping = 0.003;
/** Prime, so that no column is left out. */
const step = 7;
/** As much as four times the area, whatever its size: what only the area shows then leaves four fifths unexplained. */
const restWeighs = 4;
const mostUnexplained = 0.5;
