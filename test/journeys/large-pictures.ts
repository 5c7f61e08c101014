import { randomFillSync } from 'node:crypto';
import sharp from 'sharp';
import { withCredentials } from '../../scripts/emulators/vendors/kit/credentials.ts';
import type { Stage } from './stage/stage.ts';

export const KiB = 1024;

/** A picture that hardly compresses, signed by its maker: as PNG about three bytes for each pixel. */
export async function noise(edge: number, channels: 3 | 4 = 3): Promise<Buffer> {
  const pixels = randomFillSync(Buffer.alloc(edge * edge * channels));
  const bytes = await sharp(pixels, { raw: { width: edge, height: edge, channels } })
    .png()
    .toBuffer();
  return Buffer.from(await withCredentials(bytes, { format: 'png', seed: 'noise' }));
}

/** The next picture that the image service makes. */
export const deliver = ({ upstream }: Stage, bytes: Uint8Array) =>
  upstream.script.next({ result: { kind: 'bytes', bytes, contentType: 'image/png' } });
