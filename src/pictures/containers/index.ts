import { type FileHandle, open, rm } from 'node:fs/promises';
import type { PictureType } from '../../domain/jobs/job.ts';
import type { Made } from '../../domain/pictures/made.ts';
import { signatureBytes, sniffPicture } from '../../domain/pictures/sniff-picture.ts';
import { avif } from './avif.ts';
import { type ByteReader, includesText, mostAtOnce, openReader } from './byte-reader.ts';
import { gif } from './gif.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import type { Container, Header, Piece, Segment, Walked } from './walked.ts';
import { webp } from './webp.ts';
import { saysMade, withMark } from './xmp.ts';

export { type Header, uprightSize } from './walked.ts';

// Files are read part by part, as their standards name them, and no decoder sees them: what a picture is, and what else its
// file says, is known before anything large is done. No library does both without decoding, for all five.

const containers: Readonly<Record<PictureType, Container>> = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/gif': gif,
  'image/avif': avif,
};

/** What a file says of its picture. Null: it is none that we read. */
export async function readHeader(path: string): Promise<Header | null> {
  await using reader = await openReader(path);
  return (await walk(reader))?.walked.header ?? null;
}

/**
 * Writes the picture to `into` without whatever else its file says: pixels, colour profile and orientation stay as they
 * are, byte for byte. False: there is nothing else in it, and nothing was written. Null: it is no picture that we read.
 */
export async function stripMetadata(path: string, into: string): Promise<boolean | null> {
  await using reader = await openReader(path);
  const found = await walk(reader);
  if (found === null) return null;
  return await writeChanged(reader, await found.container.strip(found.walked, reader), into);
}

/**
 * Writes the picture to `into` with the word that AI made it (IPTC's digital source type, in XMP), without touching a pixel.
 * False: its file says so already, by a vendor's content credentials or in its own XMP, or is of a kind that we do not
 * mark; nothing was written. Credentials that do not say it would be broken by the mark, and are taken out.
 */
export async function markAsMade(path: string, into: string, made: Made): Promise<boolean> {
  await using reader = await openReader(path);
  const found = await walk(reader);
  if (found === null || (await saysSoAlready(found, reader))) return false;
  const { container, walked } = found;
  const packets = walked.segments.filter(({ role }) => role === 'xmp');
  const [only] = packets;
  const present = only === undefined || packets.length > 1 ? null : await container.xmpOf(only, reader);
  for (const xmp of withMark(present, made)) {
    const pieces = await container.mark(walked, reader, { xmp, without: replaced });
    if (pieces !== null) return await writeChanged(reader, [...pieces, ...behind(walked, reader)], into);
  }
  return false;
}

const replaced: ReadonlySet<Segment['role']> = new Set(['xmp', 'credentials']);

/** What lies behind the picture is no part of it, and none of a mark's business. */
function behind({ segments }: Walked, { size }: ByteReader): readonly Piece[] {
  const end = segments.at(-1)?.end ?? size;
  return end < size ? [{ start: end, end: size }] : [];
}

interface Found {
  readonly container: Container;
  readonly walked: Walked;
}

async function walk(reader: ByteReader): Promise<Found | null> {
  const type = sniffPicture(await reader.at(0, signatureBytes));
  if (type === null) return null;
  const container = containers[type];
  const walked = await container.walk(reader);
  return walked === null ? null : { container, walked };
}

async function saysSoAlready({ walked }: Found, reader: ByteReader): Promise<boolean> {
  for (const { start, end, role } of walked.segments) {
    if (role !== 'credentials' && role !== 'xmp') continue;
    if (await includesText(reader, start, end, saysMade)) return true;
  }
  return false;
}

/** False, and nothing is written, where the pieces are the file as it is. */
async function writeChanged(reader: ByteReader, pieces: readonly Piece[], into: string): Promise<boolean> {
  if (await isAsItIs(reader, pieces)) return false;
  const file = await open(into, 'w');
  try {
    for (const piece of pieces) await writePiece(reader, piece, file);
  } catch (error) {
    await rm(into, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

async function writePiece(reader: ByteReader, piece: Piece, file: FileHandle): Promise<void> {
  if (piece instanceof Uint8Array) return file.writeFile(piece);
  for (let at = piece.start; at < piece.end; at += mostAtOnce) {
    await file.writeFile(await reader.at(at, Math.min(mostAtOnce, piece.end - at)));
  }
}

async function isAsItIs(reader: ByteReader, pieces: readonly Piece[]): Promise<boolean> {
  let at = 0;
  for (const piece of pieces) {
    if (!(piece instanceof Uint8Array)) {
      if (piece.start !== at) return false;
      at = piece.end;
      continue;
    }
    const there = await reader.at(at, Math.min(mostAtOnce, piece.byteLength));
    if (piece.byteLength > mostAtOnce || !there.equals(piece)) return false;
    at += piece.byteLength;
  }
  return at === reader.size;
}
