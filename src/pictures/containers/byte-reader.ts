import { open } from 'node:fs/promises';

/** A file by position, a window of it at a time: however large it is, and however its parts lie, memory stays small. */
export interface ByteReader extends AsyncDisposable {
  readonly size: number;
  /** The bytes from `start`, fewer where the file ends; at most {@link mostAtOnce}. Valid until the next call. */
  at(start: number, length: number): Promise<Buffer>;
  /** Likewise, as many as are at hand, at least one where the file does not end. */
  some(start: number): Promise<Buffer>;
}

export const mostAtOnce = 1_048_576;

export async function openReader(path: string): Promise<ByteReader> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;

  const reader: ByteReader = {
    size,
    some(start) {
      const isAtHand = start >= windowStart && start < windowStart + window.byteLength;
      return reader.at(start, isAtHand ? windowStart + window.byteLength - start : windowBytes);
    },
    async at(start, length) {
      if (length > mostAtOnce) throw new RangeError(`${length} bytes are too many at once`);
      const end = Math.min(start + length, size);
      if (start >= end) return Buffer.alloc(0);
      if (start < windowStart || end > windowStart + window.byteLength) {
        windowStart = start;
        const wanted = Math.min(Math.max(length, windowBytes), size - start);
        window = await readFully(file, start, wanted);
      }
      return window.subarray(start - windowStart, end - windowStart);
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
  return reader;
}

/** Parts of a file lie close together: most are found in the window that the one before brought. */
const windowBytes = 131_072;

async function readFully(file: Awaited<ReturnType<typeof open>>, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, start + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

/** Whether these ASCII characters stand anywhere between. */
export async function includesText(reader: ByteReader, start: number, end: number, text: string): Promise<boolean> {
  for (let at = start; at < end; at += windowBytes - text.length) {
    const bytes = await reader.at(at, Math.min(windowBytes, end - at));
    if (bytes.includes(text, 0, 'latin1')) return true;
  }
  return false;
}
