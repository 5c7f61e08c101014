import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import type { InputPicture } from './recorded.ts';

/** Null: not a PNG, WebP or JPEG, or one that real services refuse ({@link isRefused}). */
export async function inputPicture(
  path: string,
  from: InputPicture['from'],
  address: string | undefined,
): Promise<InputPicture | null> {
  const bytes = await readFile(path);
  const meta = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (meta === null || isRefused(meta, bytes)) return null;
  return {
    from,
    address,
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    contentType: `image/${meta.format}`,
    width: meta.width,
    height: meta.height,
    bytes: () => readFile(path),
  };
}

/**
 * "Invalid image file or mode": several frames, prints' colours, palettes, more than 8 bits, and the second picture of a
 * phone's HDR photo (reference, 7.2).
 */
function isRefused(meta: Metadata, bytes: Buffer): boolean {
  const { format, pages = 1, space, isPalette = false, depth } = meta;
  const isAnimated = pages > 1 || (format === 'png' && bytes.includes('acTL'));
  const isOfSeveral = format === 'jpeg' && bytes.includes('MPF\0');
  const isOther = space === 'cmyk' || isPalette || depth !== 'uchar';
  return !['png', 'webp', 'jpeg'].includes(format) || isAnimated || isOfSeveral || isOther;
}

/** Null: no picture that can be fetched. Only loopback is ever called; `reach` rewrites an address before that. */
export async function fetchedPicture(
  address: string,
  { scratch, reach }: { readonly scratch: string; readonly reach: (address: string) => string },
): Promise<InputPicture | null> {
  const reached = reach(address);
  const { hostname } = new URL(reached);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return null;
  const response = await fetch(reached).catch(() => null);
  if (response === null || !response.ok) return null;
  return inputPicture(await keepInput(Buffer.from(await response.arrayBuffer()), scratch), 'address', address);
}

/** Puts bytes that came in to disk, under a name of their own. Whole at once: the same may just be read for another request. */
export async function keepInput(bytes: Uint8Array, scratch: string): Promise<string> {
  const path = join(scratch, `input-${createHash('sha256').update(bytes).digest('hex')}`);
  const part = `${path}.${randomUUID()}`;
  await writeFile(part, bytes);
  await rename(part, path);
  return path;
}
