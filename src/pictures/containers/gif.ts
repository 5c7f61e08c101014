import type { Dimensions } from '../../domain/asked/size.ts';
import type { ByteReader } from './byte-reader.ts';
import { type Container, cleanPieces, createSegments, type Header, type Walked } from './walked.ts';

/** GIF (89a): blocks of sub-blocks of up to 255 bytes. */
export const gif: Container = {
  walk,
  strip: async ({ segments }) => cleanPieces(segments),
  mark: async () => null,
  xmpOf: async () => null,
};

async function walk(reader: ByteReader): Promise<Walked | null> {
  const { segments, add } = createSegments();
  const screen = await reader.at(0, screenBytes);
  if (screen.byteLength < screenBytes) return null;
  let header = headerOf(screen);
  if (header === null) return null;
  const insertAt = screenBytes + tableBytes(screen[10] ?? 0);
  add({ start: 0, end: Math.min(insertAt, reader.size), role: 'picture' });
  let frames = 0;
  for (let at = insertAt; ; ) {
    const head = await reader.at(at, 16);
    const kind = head[0];
    if (kind === undefined) {
      header = { ...header, cutOff: true };
      break;
    }
    if (kind === trailer) {
      add({ start: at, end: at + 1, role: 'picture' });
      header = { ...header, others: at + 1 < reader.size };
      break;
    }
    if (kind !== picture && kind !== extension) {
      // Whatever this is, the pictures before it are shown, and without it the file ends there.
      header = { ...header, others: true, cutOff: true };
      break;
    }
    const blocksAt = kind === picture ? at + 11 + tableBytes(head[9] ?? 0) : at + 2;
    const end = await endOfBlocks(reader, blocksAt);
    const isShown = kind === picture || head[1] === graphicControl || isLoop(head);
    if (kind === picture) {
      frames += 1;
      if (frames === 1 && head.byteLength >= 10) header = { ...header, stored: larger(header.stored, head) };
    }
    if (!add({ start: at, end, role: isShown ? 'picture' : 'metadata' })) return null;
    at = end;
  }
  return frames === 0 ? null : { segments, insertAt, header: { ...header, animated: frames > 1 } };
}

/** Decoders make room for the first picture, whatever the screen says. */
const larger = ({ width, height }: Dimensions, head: Buffer): Dimensions => ({
  width: Math.max(width, head.readUInt16LE(1) + head.readUInt16LE(5)),
  height: Math.max(height, head.readUInt16LE(3) + head.readUInt16LE(7)),
});

/** Behind the empty block that ends them, or where the file does. */
async function endOfBlocks(reader: ByteReader, from: number): Promise<number> {
  let at = from;
  while (at < reader.size) {
    // Many at a time: a file may be of nothing but blocks of one byte.
    const bytes = await reader.at(at, blockWindow);
    let within = 0;
    while (within < bytes.byteLength) {
      const length = bytes[within] ?? 0;
      within += 1 + length;
      if (length === 0) return at + within;
    }
    at += within;
  }
  return reader.size;
}

function headerOf(screen: Buffer): Header | null {
  const stored = { width: screen.readUInt16LE(6), height: screen.readUInt16LE(8) };
  if (stored.width === 0 || stored.height === 0) return null;
  return {
    ...{ type: 'image/gif', stored, orientation: 1, depth: 8, colour: 'palette', alpha: true },
    ...{ animated: false, interlaced: false, unusual: false, others: false, cutOff: false },
  };
}

const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** How often the frames are shown; any other application's block is metadata. */
function isLoop(head: Buffer): boolean {
  const name = head.toString('latin1', 3, 14);
  return head[1] === application && (name === 'NETSCAPE2.0' || name === 'ANIMEXTS1.0');
}

const blockWindow = 65_536;
const screenBytes = 13;
const extension = 0x21;
const picture = 0x2c;
const trailer = 0x3b;
const graphicControl = 0xf9;
const application = 0xff;
