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

async function walk(reader: ByteReader): Promise<Walked | null> {
  const meta = await findMeta(reader);
  const items = meta === null ? null : readItems(meta.bytes, meta.boxes);
  if (meta === null || items === null || !codings.has(items.coding)) return null;
  const segments = segmentsOf(meta, items, reader.size);
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
    others: false,
    cutOff: false,
  };
  return { segments, insertAt: reader.size, header };
}

/** The table of items, which lies behind the brands; null: none within reason. */
async function findMeta(reader: ByteReader): Promise<Meta | null> {
  for (let at = 0, seen = 0; at < reader.size && seen < mostBoxes; seen += 1) {
    const head = await reader.at(at, 16);
    const box = boxAt(head, 0, reader.size - at);
    if (box === null) return null;
    if (box.name !== 'meta') {
      at += box.end;
      continue;
    }
    if (box.end > mostAtOnce) return null;
    const bytes = Buffer.from(await reader.at(at, box.end));
    // A version and flags come first.
    const boxes = boxesIn(bytes, box.start + 4, box.end);
    return boxes === null ? null : { bytes, offset: at, boxes };
  }
  return null;
}

/** The whole file, with what is to be blanked cut out of it. Null: it claims to lie outside, or there is too much. */
function segmentsOf({ offset, boxes }: Meta, { metadata }: Items, fileEnd: number): readonly Segment[] | null {
  const table = boxes.find(({ name }) => name === 'idat');
  const blanks = metadata
    .map(({ from, start, length }) => {
      const base = from === 'file' ? 0 : offset + (table?.start ?? 0);
      return { start: base + start, end: base + start + length };
    })
    .sort((one, other) => one.start - other.start);
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end } of blanks) {
    if (end > fileEnd || end - start > mostAtOnce || segments.length > mostBoxes) return null;
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) segments.push({ start: at, end: from, role: 'picture' });
    segments.push({ start: from, end, role: 'metadata', clean: Buffer.alloc(end - from) });
    at = end;
  }
  if (at < fileEnd) segments.push({ start: at, end: fileEnd, role: 'picture' });
  return segments;
}

/** AV1, alone or put together from tiles; HEIC lies in files of the same kind. */
const codings: ReadonlySet<string> = new Set(['av01', 'grid']);
const mostBoxes = 1_000;
