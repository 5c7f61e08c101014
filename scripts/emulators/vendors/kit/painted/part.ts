import sharp from 'sharp';
import type { Drawing } from '../draw.ts';
import { between, createChance } from './chance.ts';
import { cell, type Place } from './instruction.ts';
import { namedByStrokes } from './strokes.ts';

/** The part of a picture that is painted over: how much of each pixel, in a box of whole pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** One byte a pixel of the box: 255 is painted over altogether. */
  readonly coverage: Buffer;
}

/** A soft shape within the place; within one of the nine cells where the words name none. */
export async function shapeIn(place: Place | null, drawing: Drawing): Promise<Part> {
  const chance = createChance(`${drawing.seed}/${drawing.prompt}/shape`);
  const { left, top, width, height } = place ?? cell(Math.floor(chance() * 3), Math.floor(chance() * 3));
  const box = {
    left: Math.floor(left * drawing.width),
    top: Math.floor(top * drawing.height),
    width: Math.max(1, Math.floor(width * drawing.width)),
    height: Math.max(1, Math.floor(height * drawing.height)),
  };
  const edge = Math.max(0.5, Math.min(box.width, box.height) / 60);
  const [rx, ry] = [box.width / 2 - edge * 3, box.height / 2 - edge * 3];
  const [one, two] = [chance() * 7, chance() * 7];
  const least = between(chance, 0.9, 0.94);
  const points = Array.from({ length: 60 }, (_, step) => {
    const angle = (step / 60) * 2 * Math.PI;
    const reach = least + (1 - least) * (0.6 * Math.sin(angle * 3 + one) + 0.4 * Math.sin(angle * 5 + two));
    return `${(box.width / 2 + rx * reach * rounded(Math.cos(angle))).toFixed(1)} ${(box.height / 2 + ry * reach * rounded(Math.sin(angle))).toFixed(1)}`;
  });
  const shape = `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}"><rect width="100%" height="100%" fill="#000"/><path d="M${points.join('L')}Z" fill="#fff"/></svg>`;
  const coverage = await sharp(Buffer.from(shape))
    .greyscale()
    .blur(Math.max(0.3, edge))
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { ...box, coverage };
}

/** What the mask lets change, and some pixels beyond its edge; null: it lets nothing change. */
export async function maskedPart(drawing: Drawing): Promise<Part | null> {
  const { mask, width, height } = drawing;
  if (mask === undefined) return null;
  const exact = await editableIn(mask, drawing);
  const bleed = Math.max(0.5, Math.max(width, height) / 256);
  // Blurred, then steeper: full up to the mask's own edge, and gone soon behind it.
  const whole = await sharp(exact, { raw: { width, height, channels: 1 } })
    .blur(bleed)
    .linear(2.4, -14)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const box = boxOf(whole, width, height);
  if (box === null) return null;
  const coverage = await sharp(whole, { raw: { width, height, channels: 1 } })
    .extract(box)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { ...box, coverage };
}

/** One byte a pixel of the drawing: 255 may be painted over. */
async function editableIn(mask: string, { maskEdits, width, height }: Drawing): Promise<Buffer> {
  const drawn = sharp(mask).resize({ width, height, fit: 'fill' });
  const grey = maskEdits === 'white' ? drawn.flatten().greyscale() : drawn.ensureAlpha().extractChannel(3);
  const editable = maskEdits === 'transparent' ? grey.negate() : grey;
  const raw = await editable.toColourspace('b-w').raw().toBuffer();
  return maskEdits === 'drawn' ? namedByStrokes(raw, width, height) : raw;
}

function boxOf(coverage: Buffer, width: number, height: number): Omit<Part, 'coverage'> | null {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((coverage[y * width + x] ?? 0) === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Between an ellipse and its box. */
const rounded = (of: number): number => Math.sign(of) * Math.abs(of) ** 0.75;
