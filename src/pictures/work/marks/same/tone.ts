import { createLeastSquares } from './least-squares.ts';

/** What a channel of the original becomes in the copy, of the pixel that begins at `at`. */
export type Tone = (rgb: Uint8Array, at: number) => number;

/**
 * What the copy's editor did to the colours unasked: a gain, a gamma, paler or stronger ones, another colour space. Of so few
 * numbers for each channel that strokes, each of which tells something else, cannot be taken for it.
 */
export function fitTones(original: Uint8Array, copy: Uint8Array, inside: Uint8Array): readonly Tone[] {
  const samples = sampled(original, inside);
  return [0, 1, 2].map((channel) => fitTone(original, copy, samples, channel));
}

interface Samples {
  /** Where each begins. */
  readonly places: Uint32Array;
  readonly weights: Float64Array;
}

/** All over the picture; a colour counts by the root of how much there is of it, so that none is left out for the ground. */
function sampled(original: Uint8Array, inside: Uint8Array): Samples {
  // Odd, and so no column of most pictures.
  const step = Math.floor(inside.length / mostSamples) | 1;
  const places: number[] = [];
  for (let at = 0; at < inside.length; at += step) if (inside[at] === 1) places.push(3 * at);
  const cells = places.map((at) => cellOf(original, at));
  const counts = new Uint32Array(512);
  for (const cell of cells) counts[cell] = (counts[cell] ?? 0) + 1;
  const weights = Float64Array.from(cells, (cell) => 1 / Math.sqrt(counts[cell] ?? 1));
  const scale = weights.length / weights.reduce((all, weight) => all + weight, 0);
  return { places: Uint32Array.from(places), weights: weights.map((weight) => weight * scale) };
}

const mostSamples = 10_000;

/** One of eight in each channel. */
const cellOf = (rgb: Uint8Array, at: number) =>
  ((rgb[at] ?? 0) >> 5) * 64 + ((rgb[at + 1] ?? 0) >> 5) * 8 + ((rgb[at + 2] ?? 0) >> 5);

function fitTone(original: Uint8Array, copy: Uint8Array, { places, weights }: Samples, channel: number): Tone {
  let fitted: Float64Array = new Float64Array(unknowns);
  let spread = firstSpread;
  const row = new Float64Array(unknowns + 1);
  const rests = new Float32Array(places.length);
  for (let round = 0; round < rounds; round += 1) {
    const sums = createLeastSquares(unknowns);
    for (let index = 0; index < places.length; index += 1) {
      const at = places[index] ?? 0;
      describe(row, original, at, channel);
      row[unknowns] = ((copy[at + channel] ?? 0) - (original[at + channel] ?? 0)) / 255;
      const rest = Math.abs(row[unknowns] - changeOf(row, fitted));
      rests[index] = rest;
      sums.add(row, (weights[index] ?? 0) / (1 + (rest / spread) ** 2) ** 2);
    }
    for (let unknown = 0; unknown < unknowns; unknown += 1) sums.hold(unknown, places.length * unchanged);
    fitted = sums.solve() ?? new Float64Array(unknowns);
    spread = Math.max(leastSpread, 2 * (rests.slice().sort()[rests.length >> 1] ?? 0));
  }
  if (!isLikely(fitted)) return (rgb, at) => rgb[at + channel] ?? 0;
  return (rgb, at) => {
    describe(row, rgb, at, channel);
    return (rgb[at + channel] ?? 0) + 255 * changeOf(row, fitted);
  };
}

const unknowns = 5;
const rounds = 8;
/** Of the whole range: what editors do to colours unasked; then twice what is left of most pixels, and that of noise. */
const firstSpread = 0.1;
const leastSpread = 0.015;
/**
 * How much rather nothing changed, against each pixel: it takes a hundredth of a real change away, and keeps what is drawn
 * over most of what has one colour from being taken for another tone of it.
 */
const unchanged = 3e-3;

/** One, the three channels, and the square of its own. */
function describe(row: Float64Array, rgb: Uint8Array, at: number, channel: number): void {
  const own = (rgb[at + channel] ?? 0) / 255;
  row[0] = 1;
  row[1] = (rgb[at] ?? 0) / 255;
  row[2] = (rgb[at + 1] ?? 0) / 255;
  row[3] = (rgb[at + 2] ?? 0) / 255;
  row[4] = own * own;
}

const changeOf = (row: Float64Array, fitted: Float64Array) =>
  (fitted[0] ?? 0) +
  (fitted[1] ?? 0) * (row[1] ?? 0) +
  (fitted[2] ?? 0) * (row[2] ?? 0) +
  (fitted[3] ?? 0) * (row[3] ?? 0) +
  (fitted[4] ?? 0) * (row[4] ?? 0);

/** By how much more it changes where grey changes from dark to light: another picture's colours have no such tone. */
function isLikely([, red = 0, green = 0, blue = 0, bend = 0]: Float64Array): boolean {
  const contrast = 1 + red + green + blue + bend;
  return contrast >= leastContrast && contrast <= mostContrast;
}
const leastContrast = 0.6;
const mostContrast = 1.6;
