import sharp, { type OverlayOptions } from 'sharp';
import { wrapCaption } from '../caption.ts';
import type { Drawing } from '../draw.ts';
import { between, createChance } from './chance.ts';
import { hueIn } from './instruction.ts';
import type { Part } from './part.ts';
import { textAt } from './scene.ts';

/** What is painted into the part: a pattern in the prompt's colour, what was asked for in short, and the references in small. */
export async function fillPart(part: Part, drawing: Drawing): Promise<OverlayOptions[]> {
  const { left, top, width, height, coverage } = part;
  const references = await thumbnails(part, drawing.inputs.slice(1));
  const words = references.length === 0 ? 0.5 : 0.79;
  const pattern = await sharp(Buffer.from(patternSvg(part, drawing, words)))
    .removeAlpha()
    .composite(references)
    .raw()
    .toBuffer();
  const raw = { width, height };
  const input = await sharp(pattern, { raw: { ...raw, channels: 3 } })
    .joinChannel(coverage, { raw: { ...raw, channels: 1 } })
    .raw()
    .toBuffer();
  return [{ input, raw: { ...raw, channels: 4 }, left, top }];
}

function patternSvg({ width, height }: Part, { prompt, seed }: Drawing, words: number): string {
  const hue = hueIn(prompt);
  const chance = createChance(`${seed}/${prompt}/pattern`);
  const side = Math.max(4, Math.round(Math.min(width, height) / between(chance, 5, 9)));
  const kinds = [
    `<circle cx="${side / 2}" cy="${side / 2}" r="${side / 5}" fill="#fff" fill-opacity="0.28"/>`,
    `<rect width="${side / 2.4}" height="${side}" fill="#fff" fill-opacity="0.2"/>`,
    `<path d="M0 ${side / 2}q${side / 4} -${side / 2} ${side / 2} 0t${side / 2} 0" fill="none" stroke="#fff" stroke-opacity="0.35" stroke-width="${side / 8}"/>`,
    `<rect width="${side / 2}" height="${side / 2}" fill="#fff" fill-opacity="0.18"/><rect x="${side / 2}" y="${side / 2}" width="${side / 2}" height="${side / 2}" fill="#fff" fill-opacity="0.18"/>`,
  ];
  const angle = Math.round(between(chance, -40, 40));
  const pattern = `<pattern id="p" width="${side}" height="${side}" patternUnits="userSpaceOnUse" patternTransform="rotate(${angle})">${kinds[Math.floor(chance() * kinds.length)]}</pattern>`;
  const ground = `<linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue},78%,58%)"/><stop offset="1" stop-color="hsl(${(hue + 28) % 360},74%,36%)"/></linearGradient>`;
  // Above it the pictures, beside it a shape that grows narrow.
  const [share, rows] = words > 0.5 ? [0.56, 1] : [0.72, 3];
  const size = Math.max(7, Math.min(height / 6, Math.sqrt(width * height) / (words > 0.5 ? 11 : 9)));
  const lines = wrapCaption(prompt, Math.max(5, Math.floor((width * share) / (size * 0.66))), rows);
  const first = height * words - ((lines.length - 1) * size * 1.2) / 2;
  const text = lines.map((line, row) => textAt(line, width / 2, first + row * size * 1.2, size)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${ground}${pattern}</defs><rect width="100%" height="100%" fill="url(#g)"/><rect width="100%" height="100%" fill="url(#p)"/>${text}</svg>`;
}

/** In rows in the upper part, each in a white frame. */
async function thumbnails({ width, height }: Part, paths: readonly string[]): Promise<OverlayOptions[]> {
  if (paths.length === 0) return [];
  const room = { width: width * 0.72, height: height * 0.56 };
  const columns = Math.ceil(Math.sqrt((paths.length * room.width) / room.height));
  const rows = Math.ceil(paths.length / columns);
  const step = Math.floor(Math.min(room.width / columns, room.height / rows));
  const line = Math.max(1, Math.round(step / 30));
  const side = step - 4 * line;
  if (side < 1) return [];
  const from = { left: (width - columns * step) / 2, top: height * 0.42 - (rows * step) / 2 };
  return Promise.all(
    paths.map(async (path, index) => ({
      input: await sharp(path)
        .autoOrient()
        .resize({ width: side, height: side, fit: 'cover' })
        .flatten({ background: '#fff' })
        .toColourspace('srgb')
        .extend({ top: line, bottom: line, left: line, right: line, background: '#fff' })
        .png({ compressionLevel: 0 })
        .toBuffer(),
      left: Math.max(0, Math.round(from.left + (index % columns) * step + line)),
      top: Math.max(0, Math.round(from.top + Math.floor(index / columns) * step + line)),
    })),
  );
}
