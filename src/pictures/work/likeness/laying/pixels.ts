import type { Gains } from '../matching/gains.ts';

/** Columns: from the first, up to before the last. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
}

/** In place: each colour as much of itself as is to be seen of it. */
export function premultiply(pixels: Uint8Array): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    if (alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = Math.round(((pixels[channel] ?? 0) * alpha) / 255);
    }
  }
}

export function unpremultiply(row: Float32Array, { left, right }: Bounds): void {
  for (let at = 4 * left; at < 4 * right; at += 4) {
    const alpha = Math.min(255, Math.max(0, row[at + 3] ?? 0));
    row[at + 3] = alpha;
    for (let channel = at; channel < at + 3; channel += 1) {
      row[channel] = alpha === 0 ? 0 : ((row[channel] ?? 0) * 255) / alpha;
    }
  }
}

export function multiply(row: Float32Array, channels: number, gains: Gains, { left, right }: Bounds): void {
  for (const [channel, gain] of gains.entries()) {
    for (let at = channels * left + channel; at < channels * right; at += channels) row[at] = (row[at] ?? 0) * gain;
  }
}

interface Target {
  readonly target: Uint8ClampedArray;
  readonly channels: number;
}

interface Blended {
  readonly row: Float32Array;
  readonly channels: number;
}

/** Mixes a row into one of the source's in place; where `mix` is 0 it is not touched, where 1 nothing of it is left. */
export function blendRow(
  { target, channels }: Target,
  blended: Blended,
  mix: Float32Array,
  { left, right }: Bounds,
): void {
  for (let x = left; x < right; x += 1) {
    const share = mix[x] ?? 0;
    if (share === 0) continue;
    if (channels === 4) blendClear(target, 4 * x, blended, x, share);
    else blendOpaque(target, channels * x, blended, x, share);
  }
}

function blendOpaque(
  target: Uint8ClampedArray,
  at: number,
  { row, channels }: Blended,
  x: number,
  share: number,
): void {
  const from = x * channels;
  for (let channel = 0; channel < 3; channel += 1) {
    const own = target[at + channel] ?? 0;
    target[at + channel] = own + ((row[from + channel] ?? 0) - own) * share;
  }
}

/** What is not to be seen lends no colour. */
function blendClear(target: Uint8ClampedArray, at: number, { row, channels }: Blended, x: number, share: number): void {
  const from = x * channels;
  const theirs = (channels === 4 ? (row[from + 3] ?? 0) : 255) * share;
  const ours = (target[at + 3] ?? 0) * (1 - share);
  const alpha = ours + theirs;
  for (let channel = 0; channel < 3; channel += 1) {
    const [own, other] = [target[at + channel] ?? 0, row[from + channel] ?? 0];
    target[at + channel] = alpha === 0 ? other : (own * ours + other * theirs) / alpha;
  }
  target[at + 3] = alpha;
}
