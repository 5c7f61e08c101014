import sharp, { type JpegOptions, type Matrix3x3, type Sharp } from 'sharp';

/** What a phone's photo editor does to a picture beside what its owner draws. */
export interface Handling {
  /** Of its edges: 1 is as large. */
  readonly scale: number;
  readonly as:
    | ({ readonly type: 'jpeg' } & JpegOptions)
    | { readonly type: 'png' }
    | { readonly type: 'webp'; readonly quality: number };
  /** Pixels of the original that are missing on each side. */
  readonly crop?:
    | { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
    | undefined;
  readonly gain?: number | undefined;
  readonly gamma?: number | undefined;
  readonly saturation?: number | undefined;
}

/** The strokes lie where they lay on the original. `strokes`: what is in an SVG of 100 by 100. */
export async function copyOf(original: Buffer, handling: Handling, strokes?: string): Promise<Buffer> {
  const { width, height } = await sharp(original).metadata();
  const { left, top, right, bottom } = handling.crop ?? { left: 0, top: 0, right: 0, bottom: 0 };
  const kept = { left, top, width: width - left - right, height: height - top - bottom };
  const [across, down] = [Math.round(kept.width * handling.scale), Math.round(kept.height * handling.scale)];
  let copy = sharp(
    await sharp(original).extract(kept).resize(across, down, { fit: 'fill' }).png({ compressionLevel: 1 }).toBuffer(),
  );
  if (handling.gain !== undefined) copy = copy.linear(handling.gain, 0);
  if (handling.gamma !== undefined) copy = sharp(await bent(copy, handling.gamma));
  if (handling.saturation !== undefined) copy = copy.recomb(saturating(handling.saturation));
  if (strokes !== undefined) {
    const view = [(100 * left) / width, (100 * top) / height, (100 * kept.width) / width, (100 * kept.height) / height];
    const drawn = Buffer.from(strokesSvg(strokes, across, down, view.join(' ')));
    copy = sharp(await copy.png({ compressionLevel: 1 }).toBuffer())
      .composite([{ input: drawn }])
      .removeAlpha();
  }
  const { type, ...options } = handling.as;
  return copy.toFormat(type, options).toBuffer();
}

/** The strokes' own transparency, as large as the original. */
export async function truthOf(strokes: string, width: number, height: number): Promise<Buffer> {
  return sharp(Buffer.from(strokesSvg(strokes, width, height, '0 0 100 100')))
    .extractChannel('alpha')
    .raw()
    .toBuffer();
}

const strokesSvg = (strokes: string, width: number, height: number, view: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}" preserveAspectRatio="none">${strokes}</svg>`;

/** As editors and browsers do it: away from grey of the same brightness. */
function saturating(by: number): Matrix3x3 {
  const [red, green, blue] = [0.213 * (1 - by), 0.715 * (1 - by), 0.072 * (1 - by)];
  return [
    [red + by, green, blue],
    [red, green + by, blue],
    [red, green, blue + by],
  ];
}

async function bent(copy: Sharp, gamma: number): Promise<Buffer> {
  const { data, info } = await copy.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const bentTo = Uint8Array.from({ length: 256 }, (_, value) => Math.round(255 * (value / 255) ** gamma));
  const pixels = data.map((value) => bentTo[value] ?? 0);
  return sharp(pixels, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
