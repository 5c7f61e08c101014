import { type Mask, widened } from '../raster/mask.ts';
import { greyOf, halved, type Plane } from '../raster/plane.ts';
import type { Matched } from './matching.ts';

/**
 * Whether the copy shows the same, whatever is on it: measured on pictures of all kinds, marked ones have nearly all tiles
 * alike and 0.8 and more of the edges; other pictures, and parts of this one, a quarter of the edges or three quarters of
 * the tiles at most.
 */
export function isSamePicture(matched: Matched, strokes: Mask): boolean {
  const greys = { own: halved(greyOf(matched.expected)), shown: halved(greyOf(matched.seen)) };
  return edgesKept(greys, strokes) >= leastKept && alikeOutside(matched, greys, strokes) >= leastAlike;
}

/** Of half the size, where little is left of what compression adds. */
interface Greys {
  readonly own: Plane;
  readonly shown: Plane;
}

const leastAlike = 0.85;
const leastKept = 0.5;

/** How much of both is alike where no stroke is, by tiles: 0 to 1. */
function alikeOutside(matched: Matched, { own, shown }: Greys, strokes: Mask): number {
  const near = widened(strokes, Math.max(strokes.width, strokes.height) * blurredBy);
  let [alike, all] = [0, 0];
  for (let top = 0; top + tileEdge <= own.height; top += tileEdge) {
    for (let left = 0; left + tileEdge <= own.width; left += tileEdge) {
      const likeness = likenessOf(own, shown, near, left, top);
      if (likeness === null) continue;
      all += 1;
      if (likeness >= leastLikeness && isSameColour(matched, near, left, top)) alike += 1;
    }
  }
  return all === 0 ? 1 : alike / all;
}

/** In pixels of half the size. */
const tileEdge = 12;
/** Structural similarity: copies have 0.9 and more, of noise that was scaled to half and compressed to 70 three quarters. */
const leastLikeness = 0.5;
/** Of the longer edge, around a stroke: what compression makes of its edge. */
const blurredBy = 0.004;

/** Structural similarity of what is not near a stroke; null: too little of it is. */
function likenessOf(own: Plane, shown: Plane, near: Mask, left: number, top: number): number | null {
  let [count, sum, sumShown, squares, squaresShown, products] = [0, 0, 0, 0, 0, 0];
  for (let y = top; y < top + tileEdge; y += 1) {
    for (let x = left; x < left + tileEdge; x += 1) {
      if (near.bits[2 * y * near.width + 2 * x] === 1) continue;
      const [one, other] = [own.values[y * own.width + x] ?? 0, shown.values[y * own.width + x] ?? 0];
      count += 1;
      sum += one;
      sumShown += other;
      squares += one * one;
      squaresShown += other * other;
      products += one * other;
    }
  }
  if (count < tileEdge ** 2 / 3) return null;
  const [mean, meanShown] = [sum / count, sumShown / count];
  const variances = squares / count - mean ** 2 + squaresShown / count - meanShown ** 2;
  return (2 * (products / count - mean * meanShown) + faintest) / (variances + faintest);
}

/** As structural similarity has it, for 255 levels: what is fainter counts less. */
const faintest = (0.03 * 255) ** 2;

function isSameColour({ expected, seen }: Matched, near: Mask, left: number, top: number): boolean {
  let [count, red, green, blue] = [0, 0, 0, 0];
  for (let y = 2 * top; y < 2 * (top + tileEdge); y += 2) {
    for (let x = 2 * left; x < 2 * (left + tileEdge); x += 2) {
      const at = y * near.width + x;
      if (near.bits[at] === 1) continue;
      count += 1;
      red += (expected.rgb[3 * at] ?? 0) - (seen.rgb[3 * at] ?? 0);
      green += (expected.rgb[3 * at + 1] ?? 0) - (seen.rgb[3 * at + 1] ?? 0);
      blue += (expected.rgb[3 * at + 2] ?? 0) - (seen.rgb[3 * at + 2] ?? 0);
    }
  }
  return Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) <= count * mostApart;
}

/** In levels, of the mean of a tile, after colours were matched: what is left of a strong colour made stronger. */
const mostApart = 28;

/** Of the original's clear edges that no stroke covers, how many the copy has: 0 to 1; 1 where it has hardly any. */
function edgesKept({ own, shown }: Greys, strokes: Mask): number {
  const { width, height, values } = own;
  let [kept, all] = [0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      if (strokes.bits[2 * y * strokes.width + 2 * x] === 1) continue;
      const at = y * width + x;
      const across = (values[at + 1] ?? 0) - (values[at - 1] ?? 0);
      const down = (values[at + width] ?? 0) - (values[at - width] ?? 0);
      const steep = Math.hypot(across, down);
      if (steep < clear) continue;
      all += 1;
      const acrossShown = (shown.values[at + 1] ?? 0) - (shown.values[at - 1] ?? 0);
      const downShown = (shown.values[at + width] ?? 0) - (shown.values[at - width] ?? 0);
      if (Math.hypot(across - acrossShown, down - downShown) < steep * bent) kept += 1;
    }
  }
  return all < values.length * fewest ? 1 : kept / all;
}

/** In levels over two pixels. */
const clear = 24;
/** Of the slope: what being softened, and half a pixel off, does to one. */
const bent = 0.6;
/** Of all pixels: of fewer nothing follows. */
const fewest = 5e-4;
