import type { Dimensions } from '../../domain/asked/size.ts';
import type { ByteReader } from './byte-reader.ts';
import { exifOf, orientationIn } from './exif.ts';
import { type Container, createSegments, type Header, type Piece, type Walked } from './walked.ts';

/**
 * WebP (RFC 9649): chunks in a RIFF file, whose head says how large all of it is. In the extended format the first chunk
 * says which others there are. Head and first chunk are written anew, and so are no segments here.
 */
export const webp: Container = {
  walk,

  async strip({ segments, header: { orientation } }, reader) {
    const extended = await extendedOf(reader);
    const isTurned = orientation !== 1;
    const chunks: Piece[] = segments.filter(({ role }) => role === 'picture');
    if (isTurned) chunks.push(chunkOf('EXIF', exifOf(orientation)));
    if (extended === null) return fileOf(chunks);
    const flags = (extended[8] ?? 0) & ~(exifFlag | xmpFlag);
    return fileOf([withFlags(extended, flags | (isTurned ? exifFlag : 0)), ...chunks]);
  },

  async mark({ segments, header }, reader, { xmp, without }) {
    // What stands behind it would be taken for more of it.
    if (header.cutOff) return null;
    const extended = (await extendedOf(reader)) ?? newExtended(header);
    const chunks = segments.filter(({ role }) => !without.has(role));
    return fileOf([withFlags(extended, (extended[8] ?? 0) | xmpFlag), ...chunks, chunkOf('XMP ', Buffer.from(xmp))]);
  },

  async xmpOf({ start, end }, reader) {
    if (end - start > mostOfXmp) return null;
    const chunk = await reader.at(start, end - start);
    return chunk.subarray(8, 8 + chunk.readUInt32LE(4)).toString('utf8');
  },
};

async function walk(reader: ByteReader): Promise<Walked | null> {
  const { segments, add } = createSegments();
  const riff = await reader.at(0, riffBytes);
  if (riff.byteLength < riffBytes) return null;
  const claimed = 8 + riff.readUInt32LE(4);
  const fileEnd = Math.min(reader.size, claimed);
  const extended = await extendedOf(reader);
  let header = extended === null ? null : readExtended(extended);
  let exif = 1;
  let cutOff = false;
  for (let at = riffBytes + (extended?.byteLength ?? 0); at + 8 <= fileEnd; ) {
    const head = await reader.at(at, 8);
    const name = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    const end = Math.min(fileEnd, at + 8 + length + (length % 2));
    const body = await reader.at(at + 8, Math.min(end - at - 8, most));
    header ??= readBitstream(name, body);
    if (header === null) return null;
    if (name === 'EXIF' && exif === 1) exif = orientationIn(withoutName(body));
    const role = roles[name] ?? 'metadata';
    cutOff ||= role === 'picture' && end < at + 8 + length;
    if (!add({ start: at, end, role })) return null;
    at = end;
  }
  if (header === null || !segments.some(({ role }) => role === 'picture')) return null;
  return {
    segments,
    insertAt: riffBytes,
    header: { ...header, orientation: exif, others: claimed < reader.size, cutOff },
  };
}

/** The first chunk, whole, where the file is of the extended format. */
async function extendedOf(reader: ByteReader): Promise<Buffer | null> {
  const chunk = await reader.at(riffBytes, extendedBytes);
  const isExtended = chunk.byteLength === extendedBytes && chunk.toString('latin1', 0, 4) === 'VP8X';
  return isExtended && chunk.readUInt32LE(4) === extendedBytes - 8 ? Buffer.from(chunk) : null;
}

function readExtended(chunk: Buffer): Header {
  const flags = chunk[8] ?? 0;
  const stored = { width: chunk.readUIntLE(12, 3) + 1, height: chunk.readUIntLE(15, 3) + 1 };
  return { ...plain(stored, (flags & alphaFlag) !== 0), animated: (flags & animationFlag) !== 0 };
}

/** Of the simple formats. Null: it is none of theirs. */
function readBitstream(name: string, body: Buffer): Header | null {
  if (name === 'VP8L' && body.byteLength >= 5 && body[0] === 0x2f) {
    const bits = body.readUInt32LE(1);
    const stored = { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    return plain(stored, ((bits >>> 28) & 1) === 1);
  }
  if (name !== 'VP8 ' || body.byteLength < 10 || body.readUIntBE(3, 3) !== 0x9d012a) return null;
  const stored = { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
  return stored.width === 0 || stored.height === 0 ? null : plain(stored, false);
}

const plain = (stored: Dimensions, alpha: boolean): Header => ({
  ...{ type: 'image/webp', stored, orientation: 1, depth: 8, colour: 'rgb', alpha },
  ...{ animated: false, interlaced: false, unusual: false, others: false, cutOff: false },
});

/** Some programs write the name that Exif has in JPEG before it. */
const withoutName = (body: Buffer) => (body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body);

function fileOf(chunks: readonly Piece[]): readonly Piece[] {
  const length = chunks.reduce((sum, chunk) => sum + lengthOf(chunk), 0);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(length + 4, 4);
  return [head, ...chunks];
}

const lengthOf = (piece: Piece) => (piece instanceof Uint8Array ? piece.byteLength : piece.end - piece.start);

function chunkOf(name: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + content.byteLength + (content.byteLength % 2));
  chunk.write(name, 'latin1');
  chunk.writeUInt32LE(content.byteLength, 4);
  content.copy(chunk, 8);
  return chunk;
}

function newExtended({ stored, alpha }: Header): Buffer {
  const chunk = Buffer.alloc(extendedBytes);
  chunk.write('VP8X', 'latin1');
  chunk.writeUInt32LE(extendedBytes - 8, 4);
  chunk.writeUIntLE(stored.width - 1, 12, 3);
  chunk.writeUIntLE(stored.height - 1, 15, 3);
  return withFlags(chunk, alpha ? alphaFlag : 0);
}

function withFlags(extended: Buffer, flags: number): Buffer {
  const chunk = Buffer.from(extended);
  chunk[8] = flags;
  return chunk;
}

const roles: Readonly<Record<string, 'picture' | 'xmp' | 'credentials'>> = {
  ...{ ICCP: 'picture', ANIM: 'picture', ANMF: 'picture', ALPH: 'picture', 'VP8 ': 'picture', VP8L: 'picture' },
  ...{ 'XMP ': 'xmp', C2PA: 'credentials' },
};

const riffBytes = 12;
const extendedBytes = 18;
const alphaFlag = 0x10;
const exifFlag = 0x08;
const xmpFlag = 0x04;
const animationFlag = 0x02;
const mostOfXmp = 1_000_000;
/** Of a chunk that is looked into: an orientation stands at the front of its Exif. */
const most = 65_536;
