import sharp, { type Sharp } from 'sharp';
import type { Drawing } from '../draw.ts';
import { between, createChance } from './chance.ts';

/** How a model that paints a picture anew misses what was there. */
export interface Drift {
  /** Pixels of the output, from the middle. */
  readonly shift: { readonly x: number; readonly y: number };
  readonly scale: number;
  readonly gains: { readonly red: number; readonly green: number; readonly blue: number };
  /** Sigma of the blur, in pixels of the output; 0: none. */
  readonly softness: number;
}

/** A painter that has none, to compare with. */
export const noDrift: Drift = { shift: { x: 0, y: 0 }, scale: 1, gains: { red: 1, green: 1, blue: 1 }, softness: 0 };

type Area = Pick<Drawing, 'width' | 'height'>;

/**
 * The same for the same seed: shifted up to six pixels each way at 2048 and in proportion, a percent larger or smaller at
 * most, red one to four percent up and blue as much down, edges softened by half a pixel or so at 1024.
 */
export function driftOf(seed: string, { width, height }: Area): Drift {
  const chance = createChance(`${seed}/drift`);
  const most = (6 * Math.max(width, height)) / 2048;
  const whole = () => Math.trunc(between(chance, -most - 1, most + 1));
  return {
    shift: { x: bounded(whole(), most), y: bounded(whole(), most) },
    scale: between(chance, 0.99, 1.01),
    gains: { red: between(chance, 1.01, 1.04), green: 1, blue: between(chance, 0.96, 0.99) },
    // Less is no blur at all.
    softness: Math.max(0.3, (between(chance, 0.35, 0.6) * Math.max(width, height)) / 1024),
  };
}

/** The picture painted anew in this size, as raw pixels of three channels, of four where it may be transparent. */
export async function paintedAnew(drawing: Drawing, drift: Drift): Promise<Sharp> {
  const { width, height, transparent } = drawing;
  const { shift, scale, gains, softness } = drift;
  const upright = sharp(drawing.inputs[0]).autoOrient().toColourspace('srgb');
  const source = transparent ? upright.ensureAlpha() : upright.flatten({ background: '#fff' });
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  // What comes in from beyond the edge has to be invented.
  const beyond = Math.ceil(Math.max(width, height) / 100) + Math.abs(shift.x) + Math.abs(shift.y);
  let canvas = source
    .resize({ ...size, fit: await fitOf(drawing), kernel: 'cubic' })
    .extend({ top: beyond, bottom: beyond, left: beyond, right: beyond, extendWith: 'mirror' });
  if (softness > 0) canvas = canvas.blur({ sigma: softness, minAmplitude: 0.01 });
  if (drift !== noDrift) canvas = canvas.linear([gains.red, gains.green, gains.blue], [0, 0, 0]);
  const { data, info } = await canvas.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }).extract({
    left: beyond + Math.round((size.width - width) / 2) - shift.x,
    top: beyond + Math.round((size.height - height) / 2) - shift.y,
    width,
    height,
  });
}

/** Sizes are multiples of 16, so that a shape is met within a few percent: then it is squeezed, else something is cut off. */
async function fitOf({ inputs, width, height }: Drawing): Promise<'fill' | 'cover'> {
  const { autoOrient } = await sharp(inputs[0]).metadata();
  const ratio = autoOrient.width / autoOrient.height / (width / height);
  return Math.abs(Math.log(ratio)) < 0.04 ? 'fill' : 'cover';
}

const bounded = (value: number, most: number): number => Math.max(-Math.floor(most), Math.min(Math.floor(most), value));
