import { type FileHandle, open } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import type { Dimensions } from '../../../../domain/asked/size.ts';

/**
 * A picture's pixels in a file, bare and row by row: read and written a strip at a time, so that the largest takes as little
 * memory as a small one. It is a TIFF without compression, which libvips writes in one piece from the eighth byte on, and
 * reads in pieces; its own format (`.v`) it holds whole while it reads.
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

/** Whoever asks takes the file away. */
export async function writeRows(picture: Sharp, path: string): Promise<Rows> {
  const { width, height, channels } = await picture.tiff({ compression: 'none' }).toFile(path);
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

const headerBytes = 8;

async function readAll(file: FileHandle, strip: Uint8Array, position: number): Promise<void> {
  for (let read = 0; read < strip.length; ) {
    const { bytesRead } = await file.read(strip, read, strip.length - read, position + read);
    if (bytesRead === 0) throw new Error('The file of rows is shorter than its picture.');
    read += bytesRead;
  }
}

/** The list of what the file holds comes right behind the pixels: so they lie in one piece, a byte for each value. */
async function expectBytes(file: FileHandle, { width, height, channels }: Dimensions & { readonly channels: number }) {
  const header = Buffer.alloc(headerBytes);
  await readAll(file, header, 0);
  const isLittle = header.toString('latin1', 0, 2) === 'II';
  const listAt = isLittle ? header.readUInt32LE(4) : header.readUInt32BE(4);
  const between = listAt - headerBytes - width * height * channels;
  // The list begins at an even byte.
  if (between !== 0 && between !== 1) throw new Error('The pixels do not lie in one piece.');
}
