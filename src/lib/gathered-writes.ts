import type { FileHandle } from 'node:fs/promises';

/** A file that is written in few large pieces, whatever the size of those that it is given. */
export interface GatheredWrites {
  /** The piece's bytes must stay as they are until it is written: at the latest by `flush`. */
  write(piece: Uint8Array): Promise<void>;
  /** Writes what was gathered. Nothing does it by itself. */
  flush(): Promise<void>;
}

/**
 * What comes from a network comes in pieces of 64 KiB and less, and each write is a turn of the thread pool. Holds a
 * mebibyte at most, beside the piece that fills it.
 */
export function createGatheredWrites(file: Pick<FileHandle, 'writev' | 'writeFile'>): GatheredWrites {
  let pieces: Uint8Array[] = [];
  let bytes = 0;

  async function flush(): Promise<void> {
    if (bytes === 0) return;
    const [gathered, length] = [pieces, bytes];
    pieces = [];
    bytes = 0;
    // As they lie: nothing is copied.
    const { bytesWritten } = await file.writev(gathered);
    // A system may write less than it was given, as a disk does that is about to be full; this says why.
    if (bytesWritten < length) await file.writeFile(Buffer.concat(gathered).subarray(bytesWritten));
  }

  return {
    async write(piece) {
      if (piece.byteLength === 0) return;
      pieces.push(piece);
      bytes += piece.byteLength;
      if (bytes >= enoughBytes || pieces.length >= mostPieces) await flush();
    },
    flush,
  };
}

const enoughBytes = 1024 * 1024;
/** A tiny piece may keep the whole of what was read at once alive. */
const mostPieces = 256;
