import { rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { bulkhead } from 'cockatiel';
import sharp, { type Metadata } from 'sharp';
import type { Measured, Pictures } from '../ports/pictures.ts';
import { writeAlphaMask } from './alpha-mask.ts';
import { barsSvg } from './draw-bars.ts';
import { createFit } from './fit.ts';
import { writeCoverage, writeRectangle } from './mask.ts';
import { typeOfFile } from './type-of-file.ts';
import { writeVendorForm } from './vendor-form.ts';

interface Options {
  /** Pictures worked on at once. */
  readonly lane?: number;
  /** Width times height of the largest picture that is read. */
  readonly maxPixels?: number;
}

/**
 * Work on pixels with sharp. Whatever is written anew is turned upright, in sRGB, without any metadata (a camera's
 * position among it), and of an animation only the first frame.
 */
export function createPictures({ lane = defaultLane(), maxPixels = 100_000_000 }: Options = {}): Pictures {
  // Of the whole process: every picture is another one, so a cache only holds memory.
  sharp.cache(false);
  sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / lane)));
  const inLane = bulkhead(lane, Number.POSITIVE_INFINITY);
  // A damaged picture is shown as far as it goes.
  const read = (path: string) => sharp(path, { limitInputPixels: maxPixels, failOn: 'none', autoOrient: true });

  async function measure(path: string): Promise<Measured | null> {
    const type = await typeOfFile(path);
    if (type === null) return null;
    const { size: bytes } = await stat(path);
    const header = await readHeader(path);
    if (header === null || (type === 'image/avif' && header.compression !== 'av1')) return null;
    return { type, bytes, ...header.autoOrient };
  }

  /** Null where libvips cannot make sense of it, or finds more pixels than it may read. */
  async function readHeader(path: string): Promise<Metadata | null> {
    try {
      return await read(path).metadata();
    } catch (error) {
      if (error instanceof Error && !('code' in error)) return null;
      throw error;
    }
  }

  let parts = 0;
  const partOf = (path: string) => {
    parts += 1;
    return `${path}.${parts}.part`;
  };

  /** Nobody ever sees half a file. */
  async function toVendorForm(path: string, into: string): Promise<'image/png' | 'image/jpeg'> {
    const part = partOf(into);
    const type = (await typeOfFile(path)) === 'image/jpeg' ? 'image/jpeg' : 'image/png';
    try {
      await writeVendorForm(read(path), type, part);
      await rename(part, into);
      return type;
    } finally {
      await rm(part, { force: true });
    }
  }

  const fitted = createFit({ read, measure, partOf });
  return {
    measure,
    fit: (path, limit, into) => inLane.execute(() => fitted(path, limit, into)),
    toVendorForm: (path, into) => inLane.execute(() => toVendorForm(path, into)),
    readMask: (path, size, into) => inLane.execute(() => writeCoverage(read(path), size, into)),
    coverRectangle: (rectangle, size, into) => inLane.execute(() => writeRectangle(rectangle, size, into)),
    toAlphaMask: (coverage, into, size) => inLane.execute(() => writeAlphaMask(read(coverage), size, into)),
    async drawBars(bars, into) {
      const drawing = sharp(Buffer.from(barsSvg(bars))).png();
      await inLane.execute(() => drawing.toFile(into));
    },
  };
}

/**
 * As wide as the cores, but never all four threads that Node keeps for files: encoding takes seconds, and a store that
 * waits for it would answer nobody. On more cores each picture gets several threads of libvips' own.
 */
const defaultLane = () => Math.min(availableParallelism(), 3);
