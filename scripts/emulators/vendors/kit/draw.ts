import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { escapeXml, hueOf, wrapCaption } from './caption.ts';
import { withCredentials } from './credentials.ts';

export interface Drawing {
  readonly prompt: string;
  /** One line at the foot, for instance `gpt-image-2 · 1024x1024 · high`. */
  readonly label: string;
  /** Makes two drawings of the same prompt differ. */
  readonly seed: string;
  readonly width: number;
  readonly height: number;
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly transparent: boolean;
  /** Paths of the pictures that are edited, in order. */
  readonly inputs: readonly string[];
  /** Path of a PNG that says which part may change. */
  readonly mask: string | undefined;
  /** Which part of the mask that is: the vendors disagree. `drawn`: it is somebody's strokes, and what they go round. */
  readonly maskEdits: 'transparent' | 'white' | 'drawn';
}

/**
 * A picture in which one can see what it was made from. Without inputs: a gradient whose colours come from the prompt,
 * the prompt, the label. With inputs: the first one in a coloured frame over a banner with the others as thumbnails and the
 * new prompt, so that each edit of a chain adds a frame and a banner around everything before it, and covers none of it.
 */
export async function drawPicture(drawing: Drawing): Promise<Uint8Array> {
  const canvas =
    drawing.inputs.length === 0
      ? sharp(Buffer.from(paintedPrompt(drawing)))
      : sharp(Buffer.from(frame(drawing))).composite(await editLayers(drawing));
  return encoded(canvas, drawing);
}

/** One colour from the seed: for benchmarks, where drawing must not be what is measured. */
export async function plainPicture(drawing: Drawing): Promise<Uint8Array> {
  const hue = hueOf(drawing.seed);
  const background = { r: hue % 256, g: (hue * 7) % 256, b: (hue * 13) % 256, alpha: 1 };
  const canvas = sharp({ create: { width: drawing.width, height: drawing.height, channels: 4, background } });
  return encoded(canvas, drawing);
}

/** The picture as it may look `stepsLeft` steps before it is finished: blurred. */
export async function unfinished(bytes: Uint8Array, format: Drawing['format'], stepsLeft: number): Promise<Uint8Array> {
  const { width } = await sharp(bytes).metadata();
  const blurred = sharp(bytes).blur(Math.max(0.5, (width / 60) * stepsLeft));
  return encoded(blurred, { format, seed: `${stepsLeft} steps left` });
}

/** The file that is handed over. */
export async function encoded(canvas: Sharp, made: Pick<Drawing, 'format' | 'seed'>): Promise<Uint8Array> {
  return withCredentials(await encode(canvas, made.format), made);
}

const BANNER = 0.14;

async function encode(canvas: Sharp, format: Drawing['format']): Promise<Uint8Array> {
  if (format === 'jpeg') return canvas.flatten({ background: '#fff' }).jpeg({ quality: 85 }).toBuffer();
  if (format === 'webp') return canvas.webp({ quality: 85, effort: 1 }).toBuffer();
  return canvas.png({ compressionLevel: 3 }).toBuffer();
}

function paintedPrompt(drawing: Drawing): string {
  const { width, height } = drawing;
  const size = Math.max(10, Math.round(Math.min(width, height) / 14));
  const columns = Math.max(6, Math.floor((width * 0.88) / (size * 0.56)));
  const rows = Math.max(1, Math.floor((height * 0.72) / (size * 1.3)));
  const lines = wrapCaption(drawing.prompt, columns, rows);
  const top = height / 2 - ((lines.length - 1) * size * 1.3) / 2;
  const text = lines.map((line, row) => textAt(line, width / 2, top + row * size * 1.3, size)).join('');
  return svg(drawing, (drawing.transparent ? '' : gradient(drawing)) + text + foot(drawing));
}

function frame(drawing: Drawing): string {
  const { width, height } = drawing;
  const banner = Math.round(height * BANNER);
  const size = Math.max(8, Math.round(banner / 3.6));
  const used = thumbnailsOf(drawing).width;
  const lines = wrapCaption(drawing.prompt, Math.max(6, Math.floor(((width - used) * 0.94) / (size * 0.56))), 2);
  const text = lines
    .map((line, row) => textAt(line, (width - used) / 2, height - banner + size * (1 + row * 1.15), size))
    .join('');
  return svg(drawing, (drawing.transparent ? '' : gradient(drawing)) + text + foot(drawing, used));
}

/** Where the pictures after the first stand: at the right of the banner, in as few rows as leave half of it to the words. */
function thumbnailsOf({ width, height, inputs }: Drawing) {
  const count = Math.max(0, inputs.length - 1);
  const room = Math.round(height * BANNER);
  const fits = (rows: number) => Math.ceil(count / rows) * Math.floor(room / rows) <= width / 2;
  let rows = 1;
  while (rows < count && !fits(rows)) rows += 1;
  const pitch = Math.max(8, Math.floor(room / rows));
  const columns = Math.ceil(count / rows);
  const used = columns * pitch;
  return { pitch, columns, left: Math.max(0, width - used), top: height - room, width: used };
}

async function editLayers(drawing: Drawing): Promise<OverlayOptions[]> {
  const { width, height } = drawing;
  const room = { width: Math.round(width * 0.97), height: Math.round(height * (1 - BANNER) - height * 0.015) };
  const [first, ...references] = drawing.inputs;
  const base = sharp(first)
    .autoOrient()
    .resize({ ...room, fit: 'inside' });
  const { data, info } = await base.png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true });
  const left = Math.round((width - info.width) / 2);
  const top = Math.round(height * 0.0125 + (room.height - info.height) / 2);
  const layers: OverlayOptions[] = [{ input: data, left, top }, tint(drawing, info.width, info.height, left, top)];
  if (drawing.mask !== undefined) layers.push({ input: await maskOverlay(drawing.mask, drawing, info), left, top });
  const { pitch, columns, left: stripLeft, top: stripTop } = thumbnailsOf(drawing);
  for (const [index, path] of references.entries()) {
    const thumbnail = await sharp(path)
      .autoOrient()
      .resize({ width: pitch - 6, height: pitch - 6, fit: 'cover' })
      .extend({ top: 1, bottom: 1, left: 1, right: 1, background: '#ffffff' })
      .png({ compressionLevel: 0 })
      .toBuffer();
    layers.push({
      input: thumbnail,
      left: stripLeft + 2 + (index % columns) * pitch,
      top: stripTop + 2 + Math.floor(index / columns) * pitch,
    });
  }
  return layers;
}

/** The part that may change, shown in magenta. */
async function maskOverlay(
  path: string,
  { maskEdits }: Pick<Drawing, 'maskEdits'>,
  area: { width: number; height: number },
): Promise<Buffer> {
  const mask = sharp(path).resize({ width: area.width, height: area.height, fit: 'fill' });
  const grey = maskEdits === 'white' ? mask.flatten().grayscale() : mask.ensureAlpha().extractChannel(3);
  const coverage = maskEdits === 'transparent' ? grey.negate() : grey;
  const editable = await coverage.linear(0.35, 0).toColourspace('b-w').raw().toBuffer();
  const magenta = { create: { width: area.width, height: area.height, channels: 3, background: '#ff00c8' } } as const;
  return sharp(magenta)
    .joinChannel(editable, { raw: { width: area.width, height: area.height, channels: 1 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

function tint(drawing: Drawing, width: number, height: number, left: number, top: number): OverlayOptions {
  const colour = `hsl(${hueOf(drawing.prompt)},80%,50%)`;
  const veil = `<rect width="${width}" height="${height}" fill="${colour}" fill-opacity="0.1"/>`;
  return { input: Buffer.from(svg({ width, height }, veil)), left, top };
}

function gradient(drawing: Drawing): string {
  const from = hueOf(drawing.prompt);
  const to = hueOf(`${drawing.prompt}/${drawing.seed}`);
  return `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${from},65%,34%)"/><stop offset="1" stop-color="hsl(${to},70%,52%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`;
}

/** In what `used` pixels at the right leave. */
function foot(drawing: Drawing, used = 0): string {
  const size = Math.max(6, Math.round(drawing.height / 42));
  const middle = (drawing.width - used) / 2;
  return textAt(escapeXml(`${drawing.label} · ${drawing.seed}`), middle, drawing.height - size * 0.8, size);
}

function textAt(escaped: string, x: number, y: number, size: number): string {
  const style = 'fill="#fff" stroke="#000" stroke-opacity="0.55" paint-order="stroke" text-anchor="middle"';
  return `<text x="${x}" y="${y}" font-size="${size}" stroke-width="${size / 8}" font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold" ${style} dominant-baseline="middle">${escaped}</text>`;
}

function svg(area: { width: number; height: number }, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${area.width}" height="${area.height}">${content}</svg>`;
}
