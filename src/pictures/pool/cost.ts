import type { Dimensions } from '../../domain/asked/size.ts';
import type { LosslessType } from '../../ports/likeness.ts';
import type { Header } from '../containers/index.ts';

/**
 * How much memory a task takes at its peak, over what its child holds with nothing to do, in bytes for each pixel.
 * Measured with sharp 0.35.5 (libvips 8.18) on one thread as the growth of the resident peak at 8 and 16 megapixels, and
 * rounded up; `test/pictures/pool/cost.long.test.ts` measures again.
 *
 *                        for vendors to a mask   fitted
 *   PNG                  0.8         1.3         7.3
 *   with transparency    1.3         4.9         32.3    (the encoder of WebP's transparency)
 *   of 16 bits           1.6         2.0         7.5
 *   interlaced           3.1         3.6         9.1     (a byte for each channel more)
 *   JPEG                 1.2         1.6         7.5
 *   turned               3.8         2.0         9.6
 *   progressive          3.9         4.5         9.9
 *   progressive 4:4:4    9.5 turned  7.4         9.9
 *   WebP                 9.9         7.9         14.0
 *   with transparency    9.5         9.4         40.9
 *   GIF                  5.6         6.1         11.3
 *   AVIF                 19.3        20.5        38.7 with transparency
 */
export function costOf(kind: 'vendor form' | 'mask' | 'alpha mask', header: Header, into?: Dimensions) {
  const looksThrough = kind !== 'vendor form' && header.alpha ? transparencyBytes : 0;
  return fixedBytes + pixelsOf(header.stored) * (decodingOf(header) + looksThrough) + pixelsOf(into) * coverageBytes;
}

/** Of a form that has fewer pixels than the original where that is what fits. */
export const fittingCost = (header: Header, mostPixels: number): number =>
  decodingCost(header) + Math.min(mostPixels, pixelsOf(header.stored)) * encodingOf(header);

/** How many pixels a fitted form may have; none where not even the original can be decoded. */
export const affordablePixels = (header: Header, bytes: number): number =>
  Math.floor((bytes - decodingCost(header)) / encodingOf(header));

/**
 * Of a picture that is scaled down to `into` while it is decoded. Measured as the growth from 8 to 48 megapixels that are
 * scaled to a longer edge of 2048, in bytes for each pixel of the original; what is made of it takes its own on top:
 * PNG 0.5, with transparency 1.1, of 16 bits 1.1, interlaced 3.4 · JPEG 0.4, progressive 3.4, in full colour 6.4, in four
 * colours 9.2 · WebP 0.3, with transparency 2.1, lossless 6.0 · GIF 5.5 · AVIF 19 (to 16 megapixels).
 */
export function referenceCost(header: Header, into: Dimensions): number {
  const turned = header.orientation > 1 ? pixelBytes(header) : 0;
  // Statistics of transparency need all pixels that are kept.
  const looksThrough = header.alpha ? transparencyBytes : 0;
  return scaledDecodingCost(header) + pixelsOf(into) * (scaledBytes + looksThrough + turned);
}

/** Of pictures that are scaled down to a sheet, one after the other: of which this is the largest. */
export const contactSheetCost = (largest: Header | null, sheet: Dimensions): number =>
  (largest === null ? fixedBytes : scaledDecodingCost(largest)) + pixelsOf(sheet) * sheetBytes;

/** Fonts and their shaper, which a child keeps once it has drawn letters. */
export const letteringBytes = 48_000_000;

/** Of the one that takes most of them. Null: there is none. */
export const largestOf = (headers: readonly Header[]): Header | null =>
  headers.toSorted((one, other) => scaledDecodingCost(other) - scaledDecodingCost(one))[0] ?? null;

/** Of what we draw ourselves. */
export const drawingCost = (into: Dimensions): number => fixedBytes + pixelsOf(into) * coverageBytes;

/**
 * Of a result that is laid over its source: their pixels lie in files, so that what is decoded, a strip of some rows and the
 * encoder are all there is. Measured, in MB, at 4, 16 and 48 megapixels, written as PNG: of PNG 45, 82, 101, with transparency
 * 58, 99, 95, of JPEG 43, 68, 83, progressive 59, 80, 171; as WebP without loss 108, 332, 904, with transparency 128, 386,
 * 1045. Comparing takes 46 to 63 whatever their size, drawing 73 to 99.
 */
export function layingCost(source: Header, result: Header, type: LosslessType): number {
  const decoding = Math.max(rowsCost(source), rowsCost(result));
  const encoding = pixelsOf(source.stored) * (type === 'image/webp' ? losslessWebpBytes : 2);
  return fixedBytes + likenessBytes + Math.max(decoding, encoding);
}

/** Of two that are scaled down, one after the other, and compared. */
export const comparingCost = (one: Header, other: Header): number =>
  Math.max(scaledDecodingCost(one), scaledDecodingCost(other)) + likenessBytes;

export const drawingChangeCost = (one: Header, other: Header): number => comparingCost(one, other) + drawnBytes;

const rowsCost = (header: Header) => pixelsOf(header.stored) * decodingOf(header);

/** A strip of rows, and pictures of 512 pixels in numbers of four bytes. */
const likenessBytes = 60_000_000;
/** Both sides as they are shown, and where the outline lies. */
const drawnBytes = 40_000_000;
/** Measured: 14 to 19 with transparency. */
const losslessWebpBytes = 22;

/**
 * Of two that are decoded one after the other, and looked at in small when both are. Measured at up to 16 megapixels: 70 to
 * 110 MB, whatever the picture, of which what is looked at takes most; what is written goes by rows.
 */
export const marksCost = (original: Header, copy: Header): number =>
  Math.max(marksBytes, scaledDecodingCost(original), scaledDecodingCost(copy)) +
  pixelsOf(original.stored) * markupBytes;

const decodingCost = (header: Header) =>
  fixedBytes + pixelsOf(header.stored) * (decodingOf(header) + (header.alpha ? transparencyBytes : 0));

/** It is turned when it has been scaled. WebP's decoder scales by itself: only one without loss is held whole. */
const scaledDecodingCost = (header: Header) =>
  fixedBytes +
  pixelsOf(header.stored) * (header.type === 'image/webp' ? 6.5 : decodingOf({ ...header, orientation: 1 }));

function decodingOf(header: Header): number {
  const { interlaced } = header;
  const depth = Math.max(8, header.depth);
  const channels = allChannelsOf(header);
  const pixel = pixelBytes(header);
  const turned = header.orientation > 1 ? pixel : 0;
  switch (header.type) {
    case 'image/png':
      return (interlaced ? pixel + 1 : 2) + turned;
    case 'image/jpeg':
      // All coefficients, of two bytes each, and what is made of them.
      // Turned, it is held whole as it was, and row by row as it will be.
      return interlaced ? 2 * channels + 1 + turned : 1.5 + turned;
    case 'image/webp':
      return 10 + turned;
    case 'image/gif':
      return 7;
    case 'image/avif':
      return (depth > 8 ? 40 : 20) + turned;
    default:
      return header.type satisfies never;
  }
}

const channelsOf = { grey: 1, rgb: 3, palette: 3, cmyk: 4 } as const satisfies Record<Header['colour'], number>;

const allChannelsOf = ({ colour, alpha }: Header) => channelsOf[colour] + (alpha ? 1 : 0);

const pixelBytes = (header: Header) => (allChannelsOf(header) * Math.max(8, header.depth)) / 8;

const encodingOf = ({ alpha }: Header) => (alpha ? 32 : 7);
/** Statistics of transparency hold what they look at. */
const transparencyBytes = 4;
/** A mask's pixels, as they are taken out and put into a file. */
const coverageBytes = 8;
/** Rows of a picture that is scaled, and of what is made of it. */
const scaledBytes = 4;
/** A sheet is composed of a layer for each picture. */
const sheetBytes = 24;
/** Planes of numbers, at the one size at which marks are looked for. */
const marksBytes = 100_000_000;
/** A stroke's pixels, as they are scaled and put into a file. */
const markupBytes = 1;
/** Buffers of files and of rows, whatever the size. */
const fixedBytes = 16_000_000;

const pixelsOf = (dimensions: Dimensions | undefined) =>
  dimensions === undefined ? 0 : dimensions.width * dimensions.height;
