import sharp, { type Sharp } from 'sharp';

// Pictures like photographs, and what a model makes of them: it paints the whole anew, a little off, and changes one part.

/** Red, green and blue, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export const toSharp = ({ width, height, pixels }: Picture): Sharp =>
  sharp(pixels, { raw: { width, height, channels: 3 } });

/** Even ground, large shapes and texture of several scales; of one seed always the same. */
export async function photograph(width: number, height: number, seed: number): Promise<Picture> {
  const edge = Math.max(width, height);
  const layers = await Promise.all(
    (
      [
        [3, 1, 0.5],
        [12, 1, 0.25],
        [48, 1, 0.2],
        [Math.ceil(edge / 6), 1.2, 0.2],
      ] as const
    ).map(async ([grid, blur, share], index) => ({
      share,
      pixels: await noise(Math.max(3, grid), blur, seed * 31 + index, { width, height }),
    })),
  );
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) {
    const value = layers.reduce((sum, layer) => sum + layer.share * ((layer.pixels[at] ?? 128) - 128), 128);
    pixels[at] = Math.min(245, Math.max(10, Math.round(value)));
  }
  return { width, height, pixels };
}

async function noise(grid: number, blur: number, seed: number, size: { width: number; height: number }) {
  const random = randomOf(seed);
  const values = Buffer.from(Array.from({ length: grid * grid * 3 }, () => Math.floor(random() * 256)));
  return sharp(values, { raw: { width: grid, height: grid, channels: 3 } })
    .blur(blur)
    .normalise()
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** From 0 to 1, of one seed always the same (Mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Drift {
  /** Pixels of the result. */
  readonly shift: readonly [number, number];
  /** Around the middle. */
  readonly scale: number;
  readonly gains: readonly [number, number, number];
  /** Sigma, in pixels of the result; 0: none. */
  readonly blur: number;
}

export const noDrift: Drift = { shift: [0, 0], scale: 1, gains: [1, 1, 1], blur: 0 };

/** The whole painted anew. */
export async function drifted(picture: Picture, { shift, scale, gains, blur }: Drift): Promise<Picture> {
  const { width, height } = picture;
  const pixels = new Uint8ClampedArray(width * height * 3);
  const place = (at: number, edge: number, move: number) =>
    Math.min(edge - 1.001, Math.max(0, (at - (edge - 1) / 2 - move) / scale + (edge - 1) / 2));
  for (let y = 0; y < height; y += 1) {
    const fromY = place(y, height, shift[1]);
    const top = Math.floor(fromY);
    const down = fromY - top;
    for (let x = 0; x < width; x += 1) {
      const fromX = place(x, width, shift[0]);
      const left = Math.floor(fromX);
      const right = fromX - left;
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (top * width + left) * 3 + channel;
        const p = picture.pixels;
        const upper = (p[at] ?? 0) * (1 - right) + (p[at + 3] ?? 0) * right;
        const below = at + width * 3;
        const lower = (p[below] ?? 0) * (1 - right) + (p[below + 3] ?? 0) * right;
        pixels[(y * width + x) * 3 + channel] = (upper * (1 - down) + lower * down) * (gains[channel] ?? 1);
      }
    }
  }
  const made = { width, height, pixels: new Uint8Array(pixels.buffer) };
  if (blur < 0.3) return made;
  return { ...made, pixels: await toSharp(made).blur(blur).removeAlpha().raw().toBuffer() };
}

/** A disc, in fractions: of the edges its middle, of the shorter one its radius. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export function isInside({ x, y, radius }: Disc, width: number, height: number) {
  const r = radius * Math.min(width, height);
  return (column: number, row: number) => Math.hypot(column + 0.5 - x * width, row + 0.5 - y * height) <= r;
}

/** Something else, with a texture of its own, stands where the disc is. */
export async function edited(picture: Picture, disc: Disc, seed: number): Promise<Picture> {
  const { width, height } = picture;
  const other = await photograph(width, height, seed + 1_000);
  const inside = isInside(disc, width, height);
  const pixels = picture.pixels.slice();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!inside(x, y)) continue;
      const at = (y * width + x) * 3;
      pixels[at] = 255 - ((other.pixels[at] ?? 0) >> 2);
      pixels[at + 1] = (other.pixels[at + 1] ?? 0) >> 1;
      pixels[at + 2] = (other.pixels[at + 2] ?? 0) >> 1;
    }
  }
  return { width, height, pixels };
}

/** Gray: 255 inside the disc. */
export function coverageOf(disc: Disc, width: number, height: number): Uint8Array {
  const inside = isInside(disc, width, height);
  return Uint8Array.from({ length: width * height }, (_, at) => (inside(at % width, Math.floor(at / width)) ? 255 : 0));
}
