import type { Dimensions } from '../../../../domain/asked/size.ts';
import { type Fit, placeOf } from '../align/fit.ts';

/** From which four pixels of a line each pixel comes, and how much of each: a smooth curve through them (Catmull and Rom). */
export interface Line {
  /** Four to each pixel. */
  readonly from: Int32Array;
  readonly weights: Float32Array;
  /** Each pixel is one of them, as it is. */
  readonly isCopy: boolean;
}

export function linesOf(
  fit: Fit,
  source: Dimensions,
  result: Dimensions,
): { readonly across: Line; readonly down: Line } {
  return {
    across: lineOf(source.width, result.width, fit.scaleX, fit.moveX),
    down: lineOf(source.height, result.height, fit.scaleY, fit.moveY),
  };
}

function lineOf(source: number, result: number, scale: number, move: number): Line {
  const from = new Int32Array(source * 4);
  const weights = new Float32Array(source * 4);
  let isCopy = true;
  for (let at = 0; at < source; at += 1) {
    const place = placeOf(at, source, result, scale, move);
    const nearest = Math.round(place);
    const isOn = Math.abs(place - nearest) < onPixel;
    const first = isOn ? nearest : Math.floor(place);
    const between = isOn ? 0 : place - first;
    if (!isOn) isCopy = false;
    for (const [index, weight] of curve(between).entries()) {
      from[4 * at + index] = mirrored(first - 1 + index, result);
      weights[4 * at + index] = weight;
    }
  }
  return { from, weights, isCopy };
}

const onPixel = 1e-6;

function curve(x: number): readonly [number, number, number, number] {
  return [
    x * (-0.5 + x * (1 - 0.5 * x)),
    1 + x * x * (-2.5 + 1.5 * x),
    x * (0.5 + x * (2 - 1.5 * x)),
    x * x * (-0.5 + 0.5 * x),
  ];
}

/** Beyond its edge a picture goes on as in a mirror: some pixels at most, for what is further is not laid over. */
export function mirrored(at: number, length: number): number {
  const back = at < 0 ? -1 - at : at >= length ? 2 * length - 1 - at : at;
  return Math.min(length - 1, Math.max(0, back));
}

/** Which rows a strip of the source's rows needs: from the first, so many. */
export function rowsFor({ from }: Line, top: number, count: number): { readonly top: number; readonly count: number } {
  const needed = from.subarray(4 * top, 4 * (top + count));
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const row of needed) {
    if (row < least) least = row;
    if (row > most) most = row;
  }
  return { top: least, count: most - least + 1 };
}

interface Strip {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly channels: number;
  /** Which row of the picture its first one is. */
  readonly top: number;
}

interface Into {
  readonly left: number;
  readonly right: number;
  readonly row: Float32Array;
  /** As long as a row of the result, to work in. */
  readonly mixed: Float32Array;
}

/** One row of the source's, from column `left` to `right`, out of a strip of the result, into `row`. */
export function resampleRow(
  strip: Strip,
  { across, down }: { readonly across: Line; readonly down: Line },
  y: number,
  { left, right, row, mixed }: Into,
): void {
  const { channels } = strip;
  mixRows(strip, down, y, mixed);
  for (let x = left; x < right; x += 1) {
    const [one, two, three, four] = [4 * x, 4 * x + 1, 4 * x + 2, 4 * x + 3];
    const a = (across.from[one] ?? 0) * channels;
    const b = (across.from[two] ?? 0) * channels;
    const c = (across.from[three] ?? 0) * channels;
    const d = (across.from[four] ?? 0) * channels;
    for (let channel = 0; channel < channels; channel += 1) {
      row[x * channels + channel] =
        (mixed[a + channel] ?? 0) * (across.weights[one] ?? 0) +
        (mixed[b + channel] ?? 0) * (across.weights[two] ?? 0) +
        (mixed[c + channel] ?? 0) * (across.weights[three] ?? 0) +
        (mixed[d + channel] ?? 0) * (across.weights[four] ?? 0);
    }
  }
}

function mixRows({ pixels, width, channels, top }: Strip, down: Line, y: number, mixed: Float32Array): void {
  mixed.fill(0);
  for (let index = 4 * y; index < 4 * y + 4; index += 1) {
    const weight = down.weights[index] ?? 0;
    if (weight === 0) continue;
    const start = ((down.from[index] ?? 0) - top) * width * channels;
    for (let at = 0; at < mixed.length; at += 1) mixed[at] = (mixed[at] ?? 0) + weight * (pixels[start + at] ?? 0);
  }
}
