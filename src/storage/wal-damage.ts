import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** A write-ahead log that is none: what was written to it, and is in no other file yet, is lost. */
export class DamagedWal extends Error {
  constructor(path: string) {
    super(`${path} is damaged, and what was last written to the store with it`);
    this.name = 'DamagedWal';
  }
}

/**
 * Throws {@link DamagedWal} where the log beside a database is garbage. SQLite itself passes over such a log without a
 * word, and the store would look like an older one, or an empty one. Frames at the end that were not written whole are
 * no damage: a crash leaves them, and nobody was told that they are there. Nor is a header of zeros alone: the power went
 * before anything came after it (a log begins with its header, which is on the disk before the first frame).
 */
export function refuseDamagedWal(database: string): void {
  const path = `${database}-wal`;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  const header = readHeader(path);
  const isUnwritten = size <= headerBytes && header.every((byte) => byte === 0);
  if (!isUnwritten && !isHeader(header)) throw new DamagedWal(path);
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(headerBytes);
    const read = readSync(file, header, 0, headerBytes, 0);
    return header.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

/** https://www.sqlite.org/fileformat2.html#the_write_ahead_log, "WAL header format" and "checksum algorithm". */
function isHeader(header: Buffer): boolean {
  if (header.length < headerBytes) return false;
  const magic = header.readUInt32BE(0);
  if (magic !== littleEndianMagic && magic !== bigEndianMagic) return false;
  const word = (at: number) => (magic === bigEndianMagic ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let [one, other] = [0, 0];
  for (let at = 0; at < checksummedBytes; at += 8) {
    one = (one + word(at) + other) >>> 0;
    other = (other + word(at + 4) + one) >>> 0;
  }
  return header.readUInt32BE(24) === one && header.readUInt32BE(28) === other;
}

const headerBytes = 32;
const checksummedBytes = 24;
const littleEndianMagic = 0x377f0682;
const bigEndianMagic = 0x377f0683;
