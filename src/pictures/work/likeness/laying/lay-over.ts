import { mkdir } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { LaidOver, LosslessType } from '../../../../ports/likeness.ts';
import { scratchOf, type TaskOf } from '../../../pool/task.ts';
import { type Fit, framesOf, snapped } from '../align/fit.ts';
import { isAlike } from '../matching/fits.ts';
import type { Gains } from '../matching/gains.ts';
import { match } from '../matching/matched.ts';
import { type Small, smallEdge, smallOf, uncovered } from '../matching/small.ts';
import { layPart } from './lay-part.ts';
import { type Rows, writeRows } from './rows.ts';

type Read = (path: string) => Sharp;

/** See `Likeness.layOver`. Pixels lie in files meanwhile (`rows.ts`), beside `part`. */
export async function layOver(read: Read, task: TaskOf<'lay over'>): Promise<LaidOver> {
  await using sides = await openSides(read, task);
  const { source, result, scratch } = sides;
  const { width, height } = source;
  await using coverage = await writeRows(
    read(task.coverage).flatten().resize({ width, height, fit: 'fill', kernel: 'nearest' }).toColourspace('b-w'),
    `${scratch}/coverage.tif`,
  );
  const outside = await uncovered(sharp(coverage.path), smallEdge);
  const { fit, gains, tiles } = match({
    source: { small: source.small, size: source },
    result: { small: result.small, size: result },
    usable: outside.map((each, at) => each & (source.small.opaque[at] ?? 0)),
  });
  // All of it is covered, or see-through: nothing tells how a result of another shape lies.
  const isUnknown = tiles.length === 0 && framesOf(source, result).length > 1;
  return isAlike(tiles) && !isUnknown
    ? await layRows(sides, coverage, { fit, gains, ...task })
    : { kind: 'does not fit' };
}

export interface Sides extends AsyncDisposable {
  readonly source: Side;
  readonly result: Side;
  readonly scratch: string;
}

type Side = Rows & { readonly small: Small };

/** The pixels of both in files, and in small. */
export async function openSides(
  read: Read,
  { source, result, part }: { readonly source: string; readonly result: string; readonly part: string },
): Promise<Sides> {
  const scratch = scratchOf(part);
  await mkdir(scratch, { recursive: true });
  await using opened = new AsyncDisposableStack();
  const side = async (path: string, name: string): Promise<Side> => {
    const rows = opened.use(await writeRows(read(path).toColourspace('srgb'), `${scratch}/${name}.tif`));
    return { ...rows, small: await smallOf(sharp(rows.path), smallEdge) };
  };
  const sides = { source: await side(source, 'source'), result: await side(result, 'result'), scratch };
  const kept = opened.move();
  return { ...sides, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

interface How {
  readonly fit: Fit;
  readonly gains: Gains;
  readonly type: LosslessType;
  readonly part: string;
}

/** Lays what `coverage` names over the source, and writes that. */
export async function layRows(
  { source, result, scratch }: Sides,
  coverage: Rows,
  { fit, gains, type, part }: How,
): Promise<LaidOver> {
  const isClear = source.channels === 3 && result.small.opaque.includes(0);
  await using base = isClear ? await writeRows(sharp(source.path).ensureAlpha(), `${scratch}/clear.tif`) : lent(source);
  await using scaled = await scaledDown(result, fit, source, `${scratch}/scaled.tif`);
  const share = await layPart({ source: base, result: scaled, coverage }, snapped(fit, source, scaled), gains);
  if (share === null) return { kind: 'does not fit' };
  const { width, height, size: bytes } = await encoded(sharp(base.path), type).toFile(part);
  return { kind: 'laid', share, type, width, height, bytes };
}

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

/**
 * Of a photograph of 2048 pixels PNG takes 0.25 s in this way for 5.3 MB (at level 6 twice the time for 5.1, without filters
 * as long for 11.4); WebP without loss 0.2 to 3 s at the least effort, by how much there is in it.
 */
const encoded = (picture: Sharp, type: LosslessType): Sharp =>
  type === 'image/webp'
    ? picture.webp({ lossless: true, effort: 0 })
    : picture.png({ palette: false, compressionLevel: 3, adaptiveFiltering: true });
