import type { Fit } from '../align/fit.ts';
import { type Gains, isNone } from '../matching/gains.ts';
import { type Strip, shownBy, stripsOf, weigh } from './part.ts';
import { type Bounds, blendRow, multiply, premultiply, unpremultiply } from './pixels.ts';
import { type Line, linesOf, resampleRow, rowsFor } from './resample.ts';
import type { Rows } from './rows.ts';
import { featherOf, mostSeam, shareAt } from './seam.ts';

interface Sides {
  /** Laid over in place. */
  readonly source: Rows;
  readonly result: Rows;
  /** As large as the source. */
  readonly coverage: Rows;
}

/**
 * Lays the part over, a strip at a time. The share of the picture that it takes, or null where the result does not show all
 * of the part.
 */
export async function layPart(sides: Sides, fit: Fit, gains: Gains): Promise<number | null> {
  const shown = shownBy(fit, sides.source, sides.result);
  const { weights, lost } = await weigh(sides.coverage, shown);
  const whole = weights.reduce((one, other) => one + other, 0);
  if (lost > mostSeam * (whole + lost) || whole === 0) return null;
  const feather = featherOf(weights);
  const shares = Float32Array.from(weights, (_, depth) => shareAt(depth, feather));
  const lines = linesOf(fit, sides.source, sides.result);
  for await (const strip of stripsOf(sides.coverage, shown)) {
    await layStrip(sides, strip, { lines, shares, gains });
  }
  return whole / 255 / (sides.source.width * sides.source.height);
}

interface How {
  readonly lines: { readonly across: Line; readonly down: Line };
  /** Of the result, at each depth. */
  readonly shares: Float32Array;
  readonly gains: Gains;
}

async function layStrip(
  { source, result }: Sides,
  { top, count, coverage, depths }: Strip,
  { lines, shares, gains }: How,
): Promise<void> {
  const { width, channels } = source;
  const pixels = new Uint8ClampedArray(count * width * channels);
  const bytes = new Uint8Array(pixels.buffer);
  await source.read(top, count, bytes);
  const needed = rowsFor(lines.down, top, count);
  const shown = new Uint8Array(needed.count * result.width * result.channels);
  await result.read(needed.top, needed.count, shown);
  // Between pixels, what shines through must not lend its colour to what does not.
  const isMixed = result.channels === 4 && !(lines.across.isCopy && lines.down.isCopy);
  if (isMixed) premultiply(shown);
  const strip = { pixels: shown, width: result.width, channels: result.channels, top: needed.top };
  const row = new Float32Array(width * result.channels);
  const mixed = new Float32Array(result.width * result.channels);
  const mix = new Float32Array(width);
  for (let y = 0; y < count; y += 1) {
    const bounds = mixOf(mix, { coverage, depths, shares, start: y * width });
    if (bounds.left >= bounds.right) continue;
    resampleRow(strip, lines, top + y, { ...bounds, row, mixed });
    if (isMixed) unpremultiply(row, bounds);
    if (!isNone(gains)) multiply(row, result.channels, gains, bounds);
    const target = pixels.subarray(y * width * channels, (y + 1) * width * channels);
    blendRow({ target, channels }, { row, channels: result.channels }, mix, bounds);
  }
  await source.write(top, count, bytes);
}

/** How much of the result each pixel of a row is, and between which columns there is any. */
function mixOf(
  mix: Float32Array,
  {
    coverage,
    depths,
    shares,
    start,
  }: Pick<Strip, 'coverage' | 'depths'> & { readonly shares: Float32Array; readonly start: number },
): Bounds {
  let [left, right] = [mix.length, 0];
  for (let x = 0; x < mix.length; x += 1) {
    const covered = coverage[start + x] ?? 0;
    const share = covered === 0 ? 0 : ((shares[depths[start + x] ?? 0] ?? 0) * covered) / 255;
    mix[x] = share;
    if (share === 0) continue;
    if (left > x) left = x;
    right = x + 1;
  }
  return { left, right };
}
