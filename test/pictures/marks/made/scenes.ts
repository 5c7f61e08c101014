import sharp from 'sharp';
import type { Dimensions } from '../../../../src/domain/asked/size.ts';

// Pictures as members have them, made up: the same seed makes the same one.

export const sceneKinds = ['photo-like', 'flat', 'noisy', 'line-art'] as const;
export type SceneKind = (typeof sceneKinds)[number];

/** As a PNG. */
export async function makeScene(kind: SceneKind, seed: number, { width, height }: Dimensions): Promise<Buffer> {
  const random = seeded(seed);
  switch (kind) {
    case 'photo-like':
      return photo(random, { width, height });
    case 'flat':
      return sharp(
        Buffer.from(
          svg(width, height, `<rect width="100" height="100" fill="${colour(random)}"/>${shapes(random, 7)}`),
        ),
      )
        .removeAlpha()
        .png({ compressionLevel: 2 })
        .toBuffer();
    case 'noisy': {
      const noise = await noiseOf(random, Math.ceil(width / 2), 0.6, { width, height });
      return sharp(noise, raw(width, height)).png({ compressionLevel: 1 }).toBuffer();
    }
    case 'line-art':
      return sharp(Buffer.from(svg(width, height, `<rect width="100" height="100" fill="#fff"/>${lines(random)}`)))
        .removeAlpha()
        .png({ compressionLevel: 2 })
        .toBuffer();
    default:
      return kind satisfies never;
  }
}

/** From 0 up to 1, each time anew (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Soft light and shade, things with edges and a surface of their own, and a sensor's noise over all of it. */
async function photo(random: () => number, size: Dimensions): Promise<Buffer> {
  const { width, height } = size;
  const [light, surface, grain] = [
    await noiseOf(random, 48, 3, size),
    await noiseOf(random, 400, 1, size),
    await noiseOf(random, width, 0.5, size),
  ];
  const things = await sharp(Buffer.from(svg(width, height, shapes(random, 14))))
    .raw()
    .toBuffer();
  const pixels = Buffer.alloc(light.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const alpha = (things[Math.floor(at / 3) * 4 + 3] ?? 0) / 255;
    const ground = (light[at] ?? 0) * 0.7 + 0.3 * (surface[at] ?? 0);
    const thing =
      (things[Math.floor(at / 3) * 4 + (at % 3)] ?? 0) * 0.6 + 0.25 * (light[at] ?? 0) + 0.15 * (surface[at] ?? 0);
    pixels[at] = Math.min(255, Math.max(0, ground * (1 - alpha) + thing * alpha + ((grain[at] ?? 0) - 128) * 0.08));
  }
  return sharp(pixels, raw(width, height)).png({ compressionLevel: 1 }).toBuffer();
}

const raw = (width: number, height: number) => ({ raw: { width, height, channels: 3 as const } });

async function noiseOf(
  random: () => number,
  cells: number,
  blur: number,
  { width, height }: Dimensions,
): Promise<Buffer> {
  const down = Math.max(2, Math.round((cells * height) / width));
  const noise = Uint8Array.from({ length: cells * down * 3 }, () => random() * 256);
  const blurred = await sharp(noise, raw(cells, down)).blur(blur).normalise().removeAlpha().raw().toBuffer();
  return sharp(blurred, raw(cells, down))
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .removeAlpha()
    .raw()
    .toBuffer();
}

const svg = (width: number, height: number, content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">${content}</svg>`;

const colour = (random: () => number) =>
  `rgb(${Array.from({ length: 3 }, () => Math.floor(random() * 256)).join(',')})`;

function shapes(random: () => number, count: number): string {
  const within = (low: number, high: number) => low + random() * (high - low);
  return Array.from({ length: count }, (_, index) => {
    const [x, y, size] = [within(0, 100), within(0, 100), within(6, 26)];
    const paint = `fill="${colour(random)}"`;
    if (index % 3 === 0) return `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * within(0.5, 1)}" ${paint}/>`;
    if (index % 3 === 1) {
      return `<rect x="${x}" y="${y}" width="${size}" height="${size}" transform="rotate(${within(0, 90)} ${x} ${y})" ${paint}/>`;
    }
    return `<path d="M${x} ${y}l${size} ${within(-9, 9)}l${within(-9, 9)} ${size}z" ${paint}/>`;
  }).join('');
}

/** Outlines of things, hatching and lettering, black on white. */
function lines(random: () => number): string {
  const within = (low: number, high: number) => low + random() * (high - low);
  const drawn = Array.from({ length: 22 }, (_, index) => {
    const [x, y] = [within(5, 95), within(5, 95)];
    if (index % 3 === 0) return `<ellipse cx="${x}" cy="${y}" rx="${within(3, 18)}" ry="${within(3, 18)}"/>`;
    if (index % 3 === 1) {
      const bend = () => `${within(-16, 16)} ${within(-16, 16)}`;
      return `<path d="M${x} ${y}c${bend()} ${bend()} ${bend()}s${bend()} ${bend()}"/>`;
    }
    return Array.from({ length: 8 }, (_, line) => `<path d="M${x + line} ${y}l4 6"/>`).join('');
  });
  const letters = Array.from(
    { length: 5 },
    () =>
      `<text x="${within(5, 70)}" y="${within(10, 95)}" font-size="4" fill="#000" stroke="none">Lettering ${Math.floor(random() * 90)}</text>`,
  );
  return `<g fill="none" stroke="#000" stroke-width="${within(0.25, 0.7)}">${drawn.join('')}</g>${letters.join('')}`;
}
