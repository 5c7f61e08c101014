import { type ByteReader, mostAtOnce } from './byte-reader.ts';
import { type Box, boxAt, boxesIn } from './iso-boxes.ts';
import { type Items, readItems } from './iso-items.ts';
import type { Container, Header, Segment, Walked } from './walked.ts';

/**
 * AVIF (ISO/IEC 23000-22): items that lie wherever a table says. Nothing can be taken out without writing that table anew,
 * so what is metadata is blanked where it stands.
 */
export const avif: Container = {
  walk,
  strip: async ({ segments }) => segments.map((segment) => segment.clean ?? segment),
  mark: async () => null,
  xmpOf: async () => null,
};

interface Meta {
  readonly bytes: Buffer;
  /** Of `bytes`, in the file. */
  readonly offset: number;
  readonly boxes: readonly Box[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Layout {
  readonly meta: Meta;
  /** Boxes that no picture needs, without their heads. */
  readonly idle: readonly Span[];
  /** Where the last box ends. */
  readonly end: number;
}

async function walk(reader: ByteReader): Promise<Walked | null> {
  const layout = await readLayout(reader);
  const items = layout === null ? null : readItems(layout.meta.bytes, layout.meta.boxes);
  if (layout === null || items === null || !codings.has(items.coding)) return null;
  const segments = segmentsOf(layout, items);
  if (segments === null) return null;
  const { size: stored, isQuarterTurned, depth } = items;
  const isSequence = (await reader.at(8, 4)).toString('latin1') === 'avis';
  const header: Header = {
    type: 'image/avif',
    stored,
    orientation: isQuarterTurned ? 6 : 1,
    depth,
    colour: 'rgb',
    alpha: true,
    animated: isSequence,
    // A decoder holds the whole of it in any case.
    interlaced: true,
    unusual: false,
    others: layout.end < reader.size,
    cutOff: false,
  };
  return { segments, insertAt: reader.size, header };
}

/** The boxes one after the other; null: there is no table of items among them within reason. */
async function readLayout(reader: ByteReader): Promise<Layout | null> {
  const idle: Span[] = [];
  let meta: Meta | null = null;
  let at = 0;
  for (let seen = 0; at < reader.size; seen += 1) {
    const box = boxAt(await reader.at(at, 16), 0, reader.size - at);
    // What makes no box any more is no part of the picture.
    if (box === null) break;
    if (seen >= mostBoxes) return null;
    if (box.name === 'meta' && meta === null) meta = await readMeta(reader, at, box);
    else if (!needed.has(box.name)) idle.push({ start: at + box.start, end: at + box.end });
    at += box.end;
  }
  return meta === null ? null : { meta, idle, end: at };
}

async function readMeta(reader: ByteReader, offset: number, box: Box): Promise<Meta | null> {
  if (box.end > mostAtOnce) return null;
  const bytes = Buffer.from(await reader.at(offset, box.end));
  // A version and flags come first.
  const boxes = boxesIn(bytes, box.start + 4, box.end);
  return boxes === null ? null : { bytes, offset, boxes };
}

/** The file to the end of its last box, with what is to be blanked cut out of it. Null: it claims to lie outside. */
function segmentsOf({ meta, idle, end: fileEnd }: Layout, { metadata }: Items): readonly Segment[] | null {
  const table = meta.boxes.find(({ name }) => name === 'idat');
  const items = metadata.map(({ from, start, length }) => {
    const base = from === 'file' ? 0 : meta.offset + (table?.start ?? 0);
    return { start: base + start, end: base + start + length };
  });
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end } of [...items, ...idle].sort((one, other) => one.start - other.start)) {
    if (end > fileEnd || segments.length > mostBoxes) return null;
    const from = Math.max(start, at);
    if (end <= from) continue;
    if (from > at) segments.push({ start: at, end: from, role: 'picture' });
    segments.push(...blanks(from, end));
    at = end;
  }
  if (at < fileEnd) segments.push({ start: at, end: fileEnd, role: 'picture' });
  return segments;
}

function blanks(from: number, to: number): readonly Segment[] {
  const pieces = Math.ceil((to - from) / blank.byteLength);
  return Array.from({ length: pieces }, (_, piece): Segment => {
    const start = from + piece * blank.byteLength;
    const end = Math.min(to, start + blank.byteLength);
    return { start, end, role: 'metadata', clean: blank.subarray(0, end - start) };
  });
}

/** Shared by all: nobody writes to it. */
const blank = Buffer.alloc(65_536);
/** Brands, tables, what they lead to, and the tracks of a sequence. */
const needed: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'moov', 'idat']);

/** AV1, alone or put together from tiles; HEIC lies in files of the same kind. */
const codings: ReadonlySet<string> = new Set(['av01', 'grid']);
const mostBoxes = 1_000;
