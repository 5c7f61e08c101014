import { type FileHandle, open } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import type { Dimensions } from '../../../../domain/asked/size.ts';

/**
 * A picture's pixels in a file, bare and row by row: read and written a strip at a time, so that the largest takes as little
 * memory as a small one. It is libvips' own format (`.v`): a header of 64 bytes, then the pixels.
 */
export interface Rows extends Dimensions {
  readonly path: string;
  /** 1: gray. 3: red, green and blue. 4: and alpha. */
  readonly channels: number;
  /** Into the beginning of `strip`. */
  read(top: number, count: number, strip: Uint8Array): Promise<void>;
  write(top: number, count: number, strip: Uint8Array): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** `path` has to end with `.v`. Whoever asks takes the file away. */
export async function writeRows(picture: Sharp, path: string): Promise<Rows> {
  const { width, height, channels } = await picture.toFile(path);
  const file = await open(path, 'r+');
  const rowBytes = width * channels;
  try {
    await expectBytes(file, { width, height, channels });
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    path,
    width,
    height,
    channels,
    async read(top, count, strip) {
      await readAll(file, strip.subarray(0, count * rowBytes), headerBytes + top * rowBytes);
    },
    async write(top, count, strip) {
      await file.write(strip, 0, count * rowBytes, headerBytes + top * rowBytes);
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

const headerBytes = 64;

async function readAll(file: FileHandle, strip: Uint8Array, position: number): Promise<void> {
  for (let read = 0; read < strip.length; ) {
    const { bytesRead } = await file.read(strip, read, strip.length - read, position + read);
    if (bytesRead === 0) throw new Error('The file of rows is shorter than its picture.');
    read += bytesRead;
  }
}

/** Width, height, channels, and a byte for each value (format 0), in the order of this machine. */
async function expectBytes(file: FileHandle, { width, height, channels }: Dimensions & { readonly channels: number }) {
  const header = new Int32Array(headerBytes / 4);
  await readAll(file, new Uint8Array(header.buffer), 0);
  const isAsAsked = header[1] === width && header[2] === height && header[3] === channels && header[5] === 0;
  if (!isAsAsked) throw new Error('The file of rows is not as libvips was asked to write it.');
}
