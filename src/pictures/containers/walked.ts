import type { Dimensions } from '../../domain/asked/size.ts';
import type { PictureType } from '../../domain/jobs/job.ts';
import type { ByteReader } from './byte-reader.ts';

/** What a file says of its picture before anything is decoded. */
export interface Header {
  readonly type: PictureType;
  /** As its pixels lie in the file. */
  readonly stored: Dimensions;
  /** How they are to be turned and mirrored before somebody looks (Exif 2.32, tag 0x0112); 1: not at all. */
  readonly orientation: number;
  /** Bits of each sample. */
  readonly depth: number;
  readonly colour: 'grey' | 'rgb' | 'palette' | 'cmyk';
  readonly alpha: boolean;
  /** It holds frames, be it one. */
  readonly animated: boolean;
  /** Its lines do not come one after the other, so that a decoder holds the whole of it. */
  readonly interlaced: boolean;
  /** Coded in a way that few decoders know. */
  readonly unusual: boolean;
  /** Another picture lies in the same file: the larger light of an HDR photo, a preview, anything behind the end. */
  readonly others: boolean;
  /** The file ends before its picture does: it is shown as far as it goes. */
  readonly cutOff: boolean;
}

/**
 * A stretch of a file. `picture`: nobody sees it as it is without it (pixels, colour profile). `credentials`: a vendor's
 * content credentials (C2PA). `xmp`: a packet of XMP. `metadata`: anything else that says something of the picture.
 */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly role: 'picture' | 'credentials' | 'xmp' | 'metadata';
  /** What is left of it where metadata is taken out; left out: the whole of a picture, nothing of anything else. */
  readonly clean?: Uint8Array | undefined;
}

/** A file read from front to back. What lies behind the last segment is no part of the picture. */
export interface Walked {
  readonly header: Header;
  readonly segments: readonly Segment[];
  /** Where something may be put in that is read before the pixels. */
  readonly insertAt: number;
}

/** A new file: stretches of the old one, and bytes of our own. */
export type Piece = Uint8Array | { readonly start: number; readonly end: number };

/** How a kind of file is read, and written anew without touching a pixel. */
export interface Container {
  /** Null: its structure makes no sense. One that only ends too early is read as far as it goes. */
  walk(reader: ByteReader): Promise<Walked | null>;
  /** Without metadata; the orientation stays. */
  strip(walked: Walked, reader: ByteReader): Promise<readonly Piece[]>;
  /** With this packet of XMP in the place of any other, and without the segments of these roles. Null: it cannot hold it. */
  mark(
    walked: Walked,
    reader: ByteReader,
    marking: { readonly xmp: string; readonly without: ReadonlySet<Segment['role']> },
  ): Promise<readonly Piece[] | null>;
  /** The packet of XMP that is there, as text; null: none that can be read. */
  xmpOf(segment: Segment, reader: ByteReader): Promise<string | null>;
}

/** Upright, as somebody looks at it. */
export const uprightSize = ({ stored, orientation }: Header): Dimensions =>
  orientation >= 5 ? { width: stored.height, height: stored.width } : stored;

/**
 * Segments in the order of the file, neighbours of the picture's own as one, so that a file of millions of chunks costs
 * what one of ten does. Null: more pieces than any honest file has.
 */
export function createSegments() {
  const segments: Segment[] = [];
  let parts = 0;
  return {
    segments,
    /** False: there are too many. */
    add(segment: Segment): boolean {
      parts += 1;
      const last = segments.at(-1);
      const isMore = last?.role === segment.role && last.end === segment.start && last.role !== 'xmp';
      if (isMore && last.clean === undefined && segment.clean === undefined) {
        segments[segments.length - 1] = { ...last, end: segment.end };
      } else segments.push(segment);
      return segments.length <= mostSegments && parts <= mostParts;
    },
  };
}

const mostSegments = 5_000;
/** A PNG of 64 MB in chunks of four kilobytes has sixteen thousand. */
const mostParts = 100_000;

/** What is left where metadata is taken out. */
export const cleanPieces = (segments: readonly Segment[]): readonly Piece[] =>
  segments.flatMap(({ start, end, role, clean }): readonly Piece[] => {
    if (clean !== undefined) return [clean];
    return role === 'picture' ? [{ start, end }] : [];
  });

/** With these bytes put in, and without the segments of these roles. */
export function insertedPieces(
  { segments, insertAt }: Walked,
  bytes: Uint8Array,
  without: ReadonlySet<Segment['role']>,
): readonly Piece[] {
  const before: Piece[] = [];
  const behind: Piece[] = [];
  for (const { start, end, role } of segments) {
    if (without.has(role)) continue;
    if (start < insertAt) before.push({ start, end: Math.min(end, insertAt) });
    if (end > insertAt) behind.push({ start: Math.max(start, insertAt), end });
  }
  return [...before, bytes, ...behind];
}
