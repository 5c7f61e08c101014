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

/** JPEG (ITU-T T.81): segments behind markers, between them the scans. */
export const jpeg: Container = {
  walk,
  strip: async ({ segments }) => cleanPieces(segments),

  async mark(walked, _reader, { xmp, without }) {
    const content = Buffer.from(xmpName + Buffer.from(xmp).toString('latin1'), 'latin1');
    if (content.byteLength > mostOfSegment) return null;
    return insertedPieces(walked, segmentOf(0xe1, content), without);
  },

  async xmpOf({ start, end }, reader) {
    const bytes = await reader.at(start, end - start);
    const content = bytes.indexOf(xmpName, 0, 'latin1');
    return content < 0 ? null : bytes.subarray(content + xmpName.length).toString('utf8');
  },
};

type Frame = Omit<Header, 'orientation' | 'others' | 'cutOff'>;

async function walk(reader: ByteReader): Promise<Walked | null> {
  const { segments, add } = createSegments();
  let frame: Frame | null = null;
  let orientation: number | null = null;
  let insertAt = 2;
  let scans = 0;
  const walked = (end: number, cutOff: boolean): Walked | null =>
    frame && {
      segments,
      insertAt,
      header: { ...frame, orientation: orientation ?? 1, others: end < reader.size, cutOff },
    };

  add({ start: 0, end: 2, role: 'picture' });
  for (let at = 2; ; ) {
    const next = await markerAt(reader, at);
    // Cut off: it is shown as far as it goes.
    if (next === 'cut') return walked(reader.size, true);
    if (next === null) return null;
    // Bytes that belong to nothing go with what else the file says: before the first segment they would make it no JPEG.
    if (next.start > at && !add({ start: at, end: next.start, role: 'metadata' })) return null;
    if (next.marker === endOfImage && !add({ ...next, role: 'picture' })) return null;
    if (next.marker === endOfImage) return walked(next.end, false);
    const body = await reader.at(next.start + 4, next.end - next.start - 4);
    if (isFrameMarker(next.marker)) {
      frame = nextFrame(frame, next.marker, body);
      if (frame === null) return null;
    }
    // The first block of Exif is the one that is believed.
    const exif: number | null = next.marker === 0xe1 && orientation === null ? exifOrientation(body) : null;
    orientation ??= exif;
    // JFIF wants its own block to be the first.
    if (next.marker === 0xe0 && at === insertAt) insertAt = next.end;
    if (!add({ start: next.start, end: next.end, ...roleOf(next.marker, body, exif) })) return null;
    at = next.end;
    if (next.marker !== startOfScan) continue;
    scans += 1;
    if (scans > mostScans) return null;
    const scanned = await endOfScan(reader, at);
    if (frame === null || !add({ start: at, end: scanned, role: 'picture' })) return null;
    at = scanned;
  }
}

interface Marked {
  readonly marker: number;
  readonly start: number;
  /** Of its segment, which holds its length; of the marker itself where it stands alone. */
  readonly end: number;
}

/**
 * The marker at this position, or behind bytes that belong to nothing: decoders pass over a few, and so does everybody who
 * shows the picture.
 */
async function markerAt(reader: ByteReader, at: number): Promise<Marked | 'cut' | null> {
  const window = await reader.at(at, mostBetween);
  const found = markerIn(window);
  if (found === null) return at + window.byteLength >= reader.size ? 'cut' : null;
  const start = at + found;
  const marker = window[found + 1] ?? 0;
  if (marker === endOfImage || marker === 0x01 || isRestart(marker)) return { marker, start, end: start + 2 };
  if (marker === 0xd8) return null;
  const head = await reader.at(start, 4);
  if (head.byteLength < 4) return 'cut';
  const end = start + 2 + head.readUInt16BE(2);
  if (end < start + 4) return null;
  return end > reader.size ? 'cut' : { marker, start, end };
}

/** Where the first marker stands, behind any fill bytes. */
function markerIn(window: Buffer): number | null {
  for (let at = window.indexOf(0xff); at >= 0 && at + 1 < window.byteLength; at = window.indexOf(0xff, at + 1)) {
    const marker = window[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff) return at;
  }
  return null;
}

/** Where the next marker stands that is none of the scan's own. */
async function endOfScan(reader: ByteReader, from: number): Promise<number> {
  for (let at = from; at < reader.size; ) {
    const bytes = await reader.some(at);
    let found = bytes.indexOf(0xff);
    for (; found >= 0 && found + 1 < bytes.byteLength; found = bytes.indexOf(0xff, found + 1)) {
      const marker = bytes[found + 1] ?? 0;
      if (marker !== 0 && marker !== 0xff && !isRestart(marker)) return at + found;
    }
    // The last byte may be the first half of a marker.
    at += Math.max(1, bytes.byteLength - 1);
  }
  return reader.size;
}

/** A picture of several frames is one that few decoders know. */
const nextFrame = (frame: Frame | null, marker: number, body: Buffer): Frame | null =>
  frame === null ? readFrame(marker, body) : { ...frame, unusual: true };

function readFrame(marker: number, body: Buffer): Frame | null {
  if (body.byteLength < 6) return null;
  const stored = { width: body.readUInt16BE(3), height: body.readUInt16BE(1) };
  if (stored.width === 0 || stored.height === 0) return null;
  const components = body[5] ?? 0;
  return {
    type: 'image/jpeg',
    stored,
    depth: body[0] ?? 0,
    colour: components === 1 ? 'grey' : components === 3 ? 'rgb' : 'cmyk',
    alpha: false,
    animated: false,
    interlaced: marker === 0xc2,
    // Baseline, extended and progressive, all of Huffman's coding, are what everybody reads.
    unusual: marker > 0xc2,
  };
}

/** `exif`: the orientation, where this is the block that is believed. */
function roleOf(marker: number, body: Buffer, exif: number | null): Pick<Segment, 'role' | 'clean'> {
  const named = (name: string) => body.subarray(0, name.length).toString('latin1') === name;
  // Tables, frames and scans.
  if ((marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf)) return { role: 'picture' };
  if (marker === 0xe0 && named('JFIF\0')) return { role: 'picture', clean: shortened(0xe0, body, jfifBytes) };
  if (marker === 0xe2 && named('ICC_PROFILE\0')) return { role: 'picture' };
  // It says how the colours are coded.
  if (marker === 0xee && named('Adobe')) return { role: 'picture', clean: shortened(0xee, body, adobeBytes) };
  if (marker === 0xe1 && named(xmpName)) return { role: 'xmp' };
  if (marker === 0xeb && body.subarray(0, 64).includes('jumb')) return { role: 'credentials' };
  if (exif === null || exif === 1) return { role: 'metadata' };
  return { role: 'metadata', clean: segmentOf(0xe1, Buffer.concat([exifName, exifOf(exif)])) };
}

/** Without the thumbnail, or whatever else stands behind what the segment is for. Undefined: nothing does. */
function shortened(marker: number, body: Buffer, bytes: number): Buffer | undefined {
  if (body.byteLength <= bytes) return undefined;
  const short = Buffer.from(body.subarray(0, bytes));
  // How large the thumbnail is.
  if (marker === 0xe0) short.fill(0, bytes - 2);
  return segmentOf(marker, short);
}

/** Null: it is no block of Exif. */
const exifOrientation = (body: Buffer): number | null =>
  body.subarray(0, exifName.byteLength).equals(exifName) ? orientationIn(body.subarray(exifName.byteLength)) : null;

function segmentOf(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.byteLength + 2, 2);
  return Buffer.concat([head, content]);
}

const isFrameMarker = (marker: number) => marker >= 0xc0 && marker <= 0xcf && !noFrames.has(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** Tables of Huffman and arithmetic coding, and one that is reserved, stand between the frames' markers. */
const noFrames: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
const startOfScan = 0xda;
const endOfImage = 0xd9;
/** Without its length. */
const mostOfSegment = 65_533;
/** Between two segments. */
const mostBetween = 1_024;
/** A progressive picture has about ten. */
const mostScans = 1_000;
const jfifBytes = 14;
const adobeBytes = 12;
const exifName = Buffer.from('Exif\0\0', 'latin1');
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
