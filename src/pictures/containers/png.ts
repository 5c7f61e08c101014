import { crc32 } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { exifOf, orientationIn } from './exif.ts';
import {
  type Container,
  cleanPieces,
  createSegments,
  type Header,
  insertedPieces,
  type Segment,
  type Walked,
} from './walked.ts';

/** PNG (third edition, with APNG): chunks of a length, a name and a check sum. */
export const png: Container = {
  walk,
  strip: async ({ segments }) => cleanPieces(segments),

  async mark(walked, _reader, { xmp, without }) {
    // No compression, no language, no translated keyword.
    const content = Buffer.concat([Buffer.from(`${xmpKeyword}\0\0\0\0\0`, 'latin1'), Buffer.from(xmp)]);
    return insertedPieces(walked, chunkOf('iTXt', content), without);
  },

  async xmpOf({ start, end }, reader) {
    if (end - start > mostOfXmp) return null;
    const content = (await reader.at(start, end - start)).subarray(8, -4);
    const flags = content.subarray(xmpKeyword.length + 1);
    const language = flags.indexOf(0, 2);
    const translated = language < 0 ? -1 : flags.indexOf(0, language + 1);
    const isCompressed = flags[0] !== 0;
    return isCompressed || translated < 0 ? null : flags.subarray(translated + 1).toString('utf8');
  },
};

async function walk(reader: ByteReader): Promise<Walked | null> {
  const { segments, add } = createSegments();
  const first = await reader.at(8, 25);
  if (first.byteLength < 25 || first.toString('latin1', 4, 8) !== 'IHDR' || first.readUInt32BE(0) !== 13) return null;
  let header = readHeader(first.subarray(8));
  if (header === null) return null;
  const insertAt = 33;
  add({ start: 0, end: insertAt, role: 'picture' });
  for (let at = insertAt; ; ) {
    const head = await reader.at(at, 8);
    const end = head.byteLength < 8 ? reader.size : Math.min(reader.size, at + 12 + head.readUInt32BE(0));
    const name = head.toString('latin1', 4, 8);
    const start = head.byteLength < 8 || end < at + 12 ? null : await reader.at(at + 8, Math.min(end - at - 12, most));
    // Cut off: it is shown as far as it goes.
    if (start === null) {
      add({ start: at, end: reader.size, role: 'picture' });
      return { segments, insertAt, header: { ...header, cutOff: true } };
    }
    if (name === 'tRNS') header = { ...header, alpha: true };
    if (name === 'acTL') header = { ...header, animated: true };
    if (name === 'eXIf' && header.orientation === 1) header = { ...header, orientation: orientationIn(start) };
    if (!add({ start: at, end, ...roleOf(name, start) })) return null;
    at = end;
    if (name === 'IEND') return { segments, insertAt, header: { ...header, others: end < reader.size } };
  }
}

function readHeader(chunk: Buffer): Header | null {
  const stored = { width: chunk.readUInt32BE(0), height: chunk.readUInt32BE(4) };
  const colour = colours[chunk[9] ?? 0];
  if (stored.width === 0 || stored.height === 0 || colour === undefined) return null;
  return {
    type: 'image/png',
    stored,
    orientation: 1,
    depth: chunk[8] ?? 0,
    ...colour,
    animated: false,
    interlaced: chunk[12] !== 0,
    unusual: false,
    others: false,
    cutOff: false,
  };
}

function roleOf(name: string, start: Buffer): Pick<Segment, 'role' | 'clean'> {
  // A capital first letter: nothing can be shown without it.
  if (/^[A-Z]/.test(name) || shown.has(name)) return { role: 'picture' };
  if (name === 'caBX') return { role: 'credentials' };
  if (name === 'iTXt' && start.toString('latin1', 0, xmpKeyword.length + 1) === `${xmpKeyword}\0`)
    return { role: 'xmp' };
  const orientation = name === 'eXIf' ? orientationIn(start) : 1;
  return { role: 'metadata', clean: orientation === 1 ? undefined : chunkOf('eXIf', exifOf(orientation)) };
}

function chunkOf(name: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.byteLength);
  chunk.writeUInt32BE(content.byteLength, 0);
  chunk.write(name, 4, 'latin1');
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.byteLength - 4);
  return chunk;
}

const colours: Readonly<Record<number, Pick<Header, 'colour' | 'alpha'>>> = {
  0: { colour: 'grey', alpha: false },
  2: { colour: 'rgb', alpha: false },
  3: { colour: 'palette', alpha: false },
  4: { colour: 'grey', alpha: true },
  6: { colour: 'rgb', alpha: true },
};

/** Beside the critical ones: how transparency, colours and frames are to be shown, and on what. */
const shown: ReadonlySet<string> = new Set([
  ...['tRNS', 'bKGD', 'pHYs', 'sBIT'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'mDCv', 'cLLi'],
  ...['acTL', 'fcTL', 'fdAT'],
]);

const xmpKeyword = 'XML:com.adobe.xmp';
const mostOfXmp = 1_000_000;
/** Of a chunk that is looked into: an orientation stands at the front of its Exif. */
const most = 65_536;
