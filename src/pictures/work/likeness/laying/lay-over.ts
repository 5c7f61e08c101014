import { mkdir } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { LaidOver, LosslessType } from '../../../../ports/likeness.ts';
import { scratchOf, type TaskOf } from '../../../pool/task.ts';
import { type Fit, snapped } from '../align/fit.ts';
import { isAlike } from '../matching/fits.ts';
import { match } from '../matching/matched.ts';
import { smallOf, uncovered } from '../matching/small.ts';
import { layPart } from './lay-part.ts';
import { type Rows, writeRows } from './rows.ts';

type Read = (path: string) => Sharp;

/** See `Likeness.layOver`. Pixels lie in files meanwhile (`rows.ts`), beside `part`. */
export async function layOver(read: Read, task: TaskOf<'lay over'>): Promise<LaidOver> {
  const scratch = scratchOf(task.part);
  await mkdir(scratch, { recursive: true });
  await using source = await writeRows(plain(read(task.source)), `${scratch}/source.v`);
  await using result = await writeRows(plain(read(task.result)), `${scratch}/result.v`);
  const { width, height } = source;
  await using coverage = await writeRows(
    read(task.coverage).flatten().resize({ width, height, fit: 'fill', kernel: 'nearest' }).toColourspace('b-w'),
    `${scratch}/coverage.v`,
  );
  return await lay({ source, result, coverage }, scratch, task);
}

interface Sides {
  readonly source: Rows;
  readonly result: Rows;
  readonly coverage: Rows;
}

async function lay(
  { source, result, coverage }: Sides,
  scratch: string,
  { type, part }: { readonly type: LosslessType; readonly part: string },
): Promise<LaidOver> {
  const [smallSource, smallResult] = [await smallOf(sharp(source.path), edge), await smallOf(sharp(result.path), edge)];
  const outside = await uncovered(sharp(coverage.path), edge);
  const { fit, gains, tiles } = match({
    source: { small: smallSource, size: source },
    result: { small: smallResult, size: result },
    usable: outside.map((each, at) => each & (smallSource.opaque[at] ?? 0)),
  });
  if (!isAlike(tiles)) return { kind: 'does not fit' };
  const isClear = source.channels === 3 && smallResult.opaque.includes(0);
  await using base = isClear ? await writeRows(sharp(source.path).ensureAlpha(), `${scratch}/clear.v`) : lent(source);
  await using scaled = await scaledDown(result, fit, source, `${scratch}/scaled.v`);
  const share = await layPart({ source: base, result: scaled, coverage }, snapped(fit, source, scaled), gains);
  if (share === null) return { kind: 'does not fit' };
  const { width, height, size: bytes } = await encoded(sharp(base.path), type).toFile(part);
  return { kind: 'laid', share, type, width, height, bytes };
}

/** Of 512 pixels a twentieth is told apart: a fifth of one of 2048. */
const edge = 512;

/** A result that is finer than its source: between four of its pixels the others would be left out. */
async function scaledDown(result: Rows, fit: Fit, source: Rows, path: string): Promise<Rows> {
  const across = (fit.scaleX * result.width) / source.width;
  const down = (fit.scaleY * result.height) / source.height;
  if (Math.max(across, down) < finer) return lent(result);
  const size = {
    width: Math.ceil(result.width / Math.max(1, across)),
    height: Math.ceil(result.height / Math.max(1, down)),
  };
  return writeRows(sharp(result.path).resize({ ...size, fit: 'fill' }), path);
}

const finer = 1.15;

const lent = (rows: Rows): Rows => ({ ...rows, [Symbol.asyncDispose]: async () => undefined });

const plain = (picture: Sharp) => picture.toColourspace('srgb');

export const encoded = (picture: Sharp, type: LosslessType): Sharp =>
  type === 'image/webp'
    ? picture.webp({ lossless: true, effort: 0 })
    : picture.png({ palette: false, compressionLevel: 6, adaptiveFiltering: true });
