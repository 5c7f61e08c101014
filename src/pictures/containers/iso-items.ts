import type { Dimensions } from '../../domain/asked/size.ts';
import { type Box, boxesIn, createCursor } from './iso-boxes.ts';

/** What the table of items (`meta`) says of a still picture. */
export interface Items {
  /** How the main one is coded: `av01`, or `grid` for one that is made of others. */
  readonly coding: string;
  /** As its pixels lie there; the largest that any item names, for a decoder makes them all. */
  readonly size: Dimensions;
  readonly isQuarterTurned: boolean;
  readonly depth: number;
  /** Where items lie that say something of the picture: Exif, and XMP among the documents. */
  readonly metadata: readonly Extent[];
}

/** `from`: the beginning of the file, or of the content of the table's own store (`idat`). */
export interface Extent {
  readonly from: 'file' | 'table';
  readonly start: number;
  readonly length: number;
}

/** Null: its tables make no sense. */
export function readItems(bytes: Buffer, boxes: readonly Box[]): Items | null {
  const named = (name: string) => boxes.find((box) => box.name === name);
  const [main, kinds, places, properties] = [named('pitm'), named('iinf'), named('iloc'), named('iprp')];
  if (main === undefined || kinds === undefined || places === undefined || properties === undefined) return null;
  const primary = readPrimary(bytes, main);
  const coded = readKinds(bytes, kinds);
  const extents = readPlaces(bytes, places);
  const seen = readProperties(bytes, properties, primary);
  const coding = coded?.get(primary);
  if (coded === null || extents === null || seen === null || coding === undefined) return null;
  const metadata = extents.filter(({ item }) => metadataKinds.has(coded.get(item) ?? ''));
  return { coding, ...seen, metadata: metadata.map(({ extent }) => extent) };
}

function readPrimary(bytes: Buffer, { start, end }: Box): number {
  const cursor = createCursor(bytes, start, end);
  const version = cursor.take(4) >>> 24;
  return cursor.take(version === 0 ? 2 : 4);
}

/** The kind of each item. */
function readKinds(bytes: Buffer, { start, end }: Box): ReadonlyMap<number, string> | null {
  const version = bytes[start] ?? 0;
  const entries = boxesIn(bytes, start + 4 + (version === 0 ? 2 : 4), end);
  if (entries === null) return null;
  const kinds = new Map<number, string>();
  for (const entry of entries.filter(({ name }) => name === 'infe')) {
    const cursor = createCursor(bytes, entry.start, entry.end);
    const entryVersion = cursor.take(4) >>> 24;
    const id = cursor.take(entryVersion === 2 ? 2 : 4);
    cursor.take(2);
    kinds.set(id, cursor.text(4));
  }
  return kinds;
}

/** Where each item lies. Of an item that is put together from others, only the table knows. */
function readPlaces(bytes: Buffer, { start, end }: Box): readonly { item: number; extent: Extent }[] | null {
  const cursor = createCursor(bytes, start, end);
  const version = cursor.take(4) >>> 24;
  const sizes = cursor.take(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => ![0, 4, 8].includes(size))) return null;
  // Extents of no bytes would be as many as somebody claims: sixty-five thousand for each item.
  if (offsetSize + lengthSize === 0) return null;
  const places: { item: number; extent: Extent }[] = [];
  const items = cursor.take(version < 2 ? 2 : 4);
  for (let each = 0; each < items && !cursor.isOver(); each += 1) {
    const item = cursor.take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : cursor.take(2) & 15;
    cursor.take(2);
    const base = cursor.take(baseSize);
    const extents = cursor.take(2);
    for (let index = 0; index < extents && !cursor.isOver(); index += 1) {
      if (places.length >= mostExtents) return null;
      cursor.take(indexSize);
      const from = method === 0 ? 'file' : 'table';
      places.push({ item, extent: { from, start: base + cursor.take(offsetSize), length: cursor.take(lengthSize) } });
    }
  }
  return cursor.isOver() ? null : places;
}

function readProperties(bytes: Buffer, { start, end }: Box, primary: number) {
  const boxes = boxesIn(bytes, start, end);
  const container = boxes?.find(({ name }) => name === 'ipco');
  const properties = container === undefined ? null : boxesIn(bytes, container.start, container.end);
  if (boxes === null || properties === null) return null;
  const sizes = properties.filter(({ name }) => name === 'ispe').map((box) => sizeIn(bytes, box));
  const widest = sizes.reduce<Dimensions | null>((most, each) => (areaOf(each) > areaOf(most) ? each : most), null);
  if (widest === null) return null;
  const own = boxes.filter(({ name }) => name === 'ipma').flatMap((box) => associated(bytes, box, primary));
  const owned = own.flatMap((index) => properties[index - 1] ?? []);
  const turn = owned.find(({ name }) => name === 'irot');
  const depth = owned.find(({ name }) => name === 'pixi');
  return {
    size: widest,
    isQuarterTurned: turn !== undefined && ((bytes[turn.start] ?? 0) & 1) === 1,
    depth: depth === undefined ? 8 : (bytes[depth.start + 5] ?? 8),
  };
}

function sizeIn(bytes: Buffer, { start, end }: Box): Dimensions {
  const cursor = createCursor(bytes, start + 4, end);
  return { width: cursor.take(4), height: cursor.take(4) };
}

const areaOf = (size: Dimensions | null) => (size === null ? 0 : size.width * size.height);

/** The properties of an item, from 1 in their order. */
function associated(bytes: Buffer, { start, end }: Box, wanted: number): readonly number[] {
  const cursor = createCursor(bytes, start, end);
  const head = cursor.take(4);
  const entries = cursor.take(4);
  const found: number[] = [];
  for (let each = 0; each < entries && !cursor.isOver(); each += 1) {
    const item = cursor.take(head >>> 24 === 0 ? 2 : 4);
    const count = cursor.take(1);
    for (let index = 0; index < count && !cursor.isOver(); index += 1) {
      const isLong = (head & 1) === 1;
      const property = cursor.take(isLong ? 2 : 1) & (isLong ? 0x7fff : 0x7f);
      if (item === wanted) found.push(property);
    }
  }
  return found;
}

/** A picture of tiles has a few hundred. */
const mostExtents = 10_000;

const metadataKinds: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);
