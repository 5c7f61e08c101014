import type { Pixels } from '../raster/plane.ts';
import type { Placing } from './placing.ts';
import { fitTones } from './tone.ts';

/** The original as the copy would show it without marks, and what the copy shows, pixel by pixel. */
export interface Matched {
  readonly expected: Pixels;
  /** Where the original goes beyond the copy, what is expected there. */
  readonly seen: Pixels;
}

/** Moves the copy to where the original lies, and gives the original the copy's colours. */
export function match(original: Pixels, copy: Pixels, placing: Placing): Matched {
  const { moved, inside } = move(copy, original, placing);
  const tones = fitTones(original.rgb, moved, inside);
  const expected = new Uint8Array(moved.length);
  for (let at = 0; at < moved.length; at += 3) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = tones[channel]?.(original.rgb, at) ?? 0;
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
