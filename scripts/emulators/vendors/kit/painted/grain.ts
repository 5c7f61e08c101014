import sharp from 'sharp';
import { createChance } from './chance.ts';

interface Raw {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

/** Gives a smooth drawing what a photograph has everywhere: fine grain and a slow mottle. In place. */
export async function addGrain({ data, info }: Raw, seed: string): Promise<void> {
  const { width, height, channels } = info;
  const chance = createChance(`${seed}/grain`);
  const coarse = Buffer.from(Uint8Array.from({ length: 40 * 40 }, () => chance() * 256));
  const mottle = await sharp(coarse, { raw: { width: 40, height: 40, channels: 1 } })
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  // Of a prime's length, so that no row repeats the one above.
  const grain = Float32Array.from({ length: 65_521 }, () => (chance() + chance() + chance() - 1.5) * 7);
  const colours = Math.min(channels, 3);
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  for (let pixel = 0, at = 0, speck = 0; pixel < width * height; pixel += 1, at += channels) {
    const more = (grain[speck] ?? 0) + ((mottle[pixel] ?? 128) - 128) * 0.04;
    speck = speck === 65_520 ? 0 : speck + 1;
    for (let channel = 0; channel < colours; channel += 1) pixels[at + channel] = (pixels[at + channel] ?? 0) + more;
  }
}
