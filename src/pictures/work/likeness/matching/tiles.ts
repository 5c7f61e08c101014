import type { Plane } from '../plane.ts';

/** Structural similarity of one tile. */
export interface TileLikeness {
  /** −1 to 1: 1 is the same. */
  readonly alike: number;
  /** Of what lies where, whatever its brightness and contrast: −1 to 1; 0 where there is nothing. */
  readonly structure: number;
  /** Whether there is anything in it that could lie elsewhere. */
  readonly textured: boolean;
  /** Its place, in tiles. */
  readonly column: number;
  readonly row: number;
}

/** Of alike pictures, however soft, noisy or compressed, no tile is below. */
export const unlikeBelow = 0.75;

export const meanOf = (tiles: readonly TileLikeness[]): number =>
  tiles.length === 0 ? 0 : Math.max(0, tiles.reduce((sum, { alike }) => sum + alike, 0) / tiles.length);

/** Of each tile of which at least half is `usable`, by its usable pixels. Both of one size. */
export function tilesOf(one: Plane, other: Plane, usable: Uint8Array): readonly TileLikeness[] {
  const { width, height } = one;
  const tiles: TileLikeness[] = [];
  for (let top = 0; top + tileEdge <= height; top += tileEdge) {
    for (let left = 0; left + tileEdge <= width; left += tileEdge) {
      const tile = tileOf(one, other, usable, top * width + left);
      if (tile !== null) tiles.push({ ...tile, column: left / tileEdge, row: top / tileEdge });
    }
  }
  return tiles;
}

/** Of 512 pixels: 32 tiles each way. */
export const tileEdge = 16;

function tileOf(one: Plane, other: Plane, usable: Uint8Array, start: number) {
  let [count, sumA, sumB, squareA, squareB, both] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < tileEdge; y += 1) {
    for (let x = 0; x < tileEdge; x += 1) {
      const at = start + y * one.width + x;
      if (usable[at] !== 1) continue;
      const a = one.values[at] ?? 0;
      const b = other.values[at] ?? 0;
      count += 1;
      sumA += a;
      sumB += b;
      squareA += a * a;
      squareB += b * b;
      both += a * b;
    }
  }
  if (count < tileEdge ** 2 / 2) return null;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const [variesA, variesB] = [squareA / count - meanA ** 2, squareB / count - meanB ** 2];
  const together = both / count - meanA * meanB;
  const brightness = (2 * meanA * meanB + steadyMean) / (meanA ** 2 + meanB ** 2 + steadyMean);
  return {
    alike: (brightness * (2 * together + steadyVariance)) / (variesA + variesB + steadyVariance),
    structure: together / Math.sqrt(Math.max(steady, variesA) * Math.max(steady, variesB)),
    textured: Math.max(variesA, variesB) > texture,
  };
}

/** (0.01 × 255)² and (0.03 × 255)², as they were published with the measure (Wang and others, 2004). */
const steadyMean = 6.5;
const steadyVariance = 58.5;
const steady = 1;
/** The square of five levels of gray: below, noise is most of it. */
const texture = 25;
