import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { InputPicture } from './recorded.ts';

/** Null: not a PNG, WebP or JPEG. */
export async function inputPicture(
  path: string,
  from: InputPicture['from'],
  address: string | undefined,
): Promise<InputPicture | null> {
  const bytes = await readFile(path);
  const meta = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (meta === null || !['png', 'webp', 'jpeg'].includes(meta.format)) return null;
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
