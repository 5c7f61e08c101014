import { lumaOf, type Pixels } from '../raster/plane.ts';
import { createLeastSquares } from './least-squares.ts';
import type { Placing } from './placing.ts';

/** The original as the copy would show it without marks, and what the copy shows, pixel by pixel. */
export interface Matched {
  readonly expected: Pixels;
  /** Where the original goes beyond the copy, what is expected there. */
  readonly seen: Pixels;
}

/** Moves the copy to where the original lies, and gives the original the copy's colours. */
export function match(original: Pixels, copy: Pixels, placing: Placing): Matched {
  const { moved, inside } = move(copy, original, placing);
  const tones = ([0, 1, 2] as const).map((channel) => fitTone(original, { moved, inside }, channel));
  const expected = new Uint8Array(moved.length);
  for (let at = 0; at < moved.length; at += 3) {
    const luma = lumaAt(original.rgb, at);
    for (let channel = 0; channel < 3; channel += 1) {
      const value = tones[channel]?.(original.rgb[at + channel] ?? 0, luma) ?? 0;
      expected[at + channel] = Math.min(255, Math.max(0, value + 0.5));
      if (inside[at / 3] === 0) moved[at + channel] = expected[at + channel] ?? 0;
    }
  }
  const { width, height } = original;
  return { expected: { width, height, rgb: expected }, seen: { width, height, rgb: moved } };
}

interface Moved {
  readonly moved: Uint8Array;
  /** 1: the copy shows it. */
  readonly inside: Uint8Array;
}

function move(copy: Pixels, { width, height }: Pixels, { across, down }: Placing): Moved {
  const moved = new Uint8Array(width * height * 3);
  const inside = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const below = (down.shift + (down.scale * (y + 0.5)) / height) * copy.height - 0.5;
    for (let x = 0; x < width; x += 1, at += 1) {
      const right = (across.shift + (across.scale * (x + 0.5)) / width) * copy.width - 0.5;
      // The copy's outermost pixels are mixed with whatever its editor took for what lies beyond.
      if (right < 0 || below < 0 || right > copy.width - 1 || below > copy.height - 1) continue;
      inside[at] = 1;
      sampleInto(moved, 3 * at, copy, right, below);
    }
  }
  return { moved, inside };
}

function sampleInto(into: Uint8Array, at: number, { width, height, rgb }: Pixels, x: number, y: number): void {
  const [column, row] = [x | 0, y | 0];
  const [right, down] = [x - column, y - row];
  const from = 3 * (row * width + column);
  const step = column + 1 < width ? 3 : 0;
  const below = row + 1 < height ? 3 * width : 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const one = from + channel;
    const upper = (rgb[one] ?? 0) * (1 - right) + (rgb[one + step] ?? 0) * right;
    const lower = (rgb[one + below] ?? 0) * (1 - right) + (rgb[one + below + step] ?? 0) * right;
    into[at + channel] = upper * (1 - down) + lower * down + 0.5;
  }
}

/** What becomes of a channel: its own value and its square (a gain, a gamma), and brightness (paler, stronger). */
type Tone = (value: number, luma: number) => number;

/** So few numbers that strokes, of which each tells something else, cannot be taken for a change of colours. */
function fitTone(original: Pixels, { moved, inside }: Moved, channel: 0 | 1 | 2): Tone {
  const step = Math.max(1, Math.floor(inside.length / tonedPixels));
  let [lift, gain, bend, grey] = [0, 0, 0, 0];
  let spread = firstSpread;
  const row = new Float64Array(5);
  row[0] = 1;
  for (let round = 0; round < toneRounds; round += 1) {
    const sums = createLeastSquares(4);
    const rests: number[] = [];
    for (let at = 0; at < inside.length; at += step) {
      if (inside[at] === 0) continue;
      const value = (original.rgb[3 * at + channel] ?? 0) / 255;
      const luma = lumaAt(original.rgb, 3 * at) / 255;
      const change = (moved[3 * at + channel] ?? 0) / 255 - value;
      const rest = change - lift - gain * value - bend * value * value - grey * luma;
      rests.push(Math.abs(rest));
      row[1] = value;
      row[2] = value * value;
      row[3] = luma;
      row[4] = change;
      sums.add(row, 1 / (1 + (rest / spread) ** 2) ** 2);
    }
    for (let unknown = 0; unknown < 4; unknown += 1) sums.hold(unknown, rests.length * unchanged);
    [lift = 0, gain = 0, bend = 0, grey = 0] = sums.solve() ?? [];
    spread = Math.max(leastSpread, 2 * (Float32Array.from(rests).sort()[rests.length >> 1] ?? 0));
  }
  // By how much more it changes where grey changes from dark to light: another picture's colours have no such tone.
  const contrast = 1 + gain + grey + bend;
  if (contrast < leastContrast || contrast > mostContrast) return (value) => value;
  return (value, luma) => value + 255 * (lift + (gain * value + grey * luma) / 255 + bend * (value / 255) ** 2);
}

const tonedPixels = 10_000;
const toneRounds = 8;
/** Of the whole range: what editors do to colours unasked; then twice what is left of most pixels, and that of noise. */
const firstSpread = 0.1;
const leastSpread = 0.008;
/**
 * How much rather nothing changed, against each pixel: it takes a hundredth of a real change away, and keeps what is drawn
 * over most of what has one colour from being taken for another tone of it.
 */
const unchanged = 3e-3;
const leastContrast = 0.6;
const mostContrast = 1.6;

const lumaAt = (rgb: Uint8Array, at: number) => lumaOf(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
