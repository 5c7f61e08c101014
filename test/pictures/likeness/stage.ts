import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { coverageOf, type Disc, type Picture, toSharp } from './painted.ts';

/** Files of pictures, in a directory of their own. */
export async function openStage() {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-likeness-'));
  let files = 0;
  const next = () => {
    files += 1;
    return join(directory, String(files));
  };
  async function put(picture: Picture, format: Format = 'png'): Promise<string> {
    const path = next();
    await encode[format](toSharp(picture)).toFile(path);
    return path;
  }
  return {
    directory,
    next,
    put,
    async cover(disc: Disc, { width, height }: Picture): Promise<string> {
      const path = next();
      await sharp(coverageOf(disc, width, height), { raw: { width, height, channels: 1 } })
        .toColourspace('b-w')
        .png()
        .toFile(path);
      return path;
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

const hole = Buffer.alloc(60 * 60 * 4, 200);

export type Format = keyof typeof encode;

export const encode = {
  png: (picture: Sharp) => picture.png({ compressionLevel: 1 }),
  jpeg: (picture: Sharp) => picture.jpeg({ quality: 90 }),
  webp: (picture: Sharp) => picture.webp({ quality: 90, effort: 0 }),
  /** A corner can be seen through. */
  'png with transparency': (picture: Sharp) =>
    picture
      .ensureAlpha()
      .composite([{ input: hole, raw: { width: 60, height: 60, channels: 4 }, left: 0, top: 0, blend: 'dest-out' }])
      .png({ compressionLevel: 1 }),
} as const;

/** Red, green, blue and alpha. */
export const pixelsOf = (path: string) => sharp(path).toColourspace('srgb').ensureAlpha().raw().toBuffer();

/** Of the pixels that count, how many are no longer what they were. */
export async function countChanged(before: string, after: string, counts: (at: number) => boolean): Promise<number> {
  const [one, other] = [await pixelsOf(before), await pixelsOf(after)];
  let changed = 0;
  for (let at = 0; 4 * at < one.length; at += 1) {
    if (counts(at) && one.readUInt32BE(4 * at) !== other.readUInt32BE(4 * at)) changed += 1;
  }
  return changed;
}
