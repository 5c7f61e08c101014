import type { Plane } from './plane.ts';

/** A part of a picture: 1 for each pixel of it, row by row. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** One connected piece of a mask: where its pixels are in it. */
export type Piece = readonly number[];

export const emptyMask = (width: number, height: number): Mask => ({
  width,
  height,
  bits: new Uint8Array(width * height),
});

/** In pixels. */
export function sizeOf({ bits }: Mask): number {
  let all = 0;
  for (let at = 0; at < bits.length; at += 1) all += bits[at] ?? 0;
  return all;
}

/** In reading order; pixels that touch at a corner are of one piece. */
export function piecesOf({ width, height, bits }: Mask): readonly Piece[] {
  const left = bits.slice();
  const pieces: Piece[] = [];
  for (let start = left.indexOf(1); start !== -1; start = left.indexOf(1, start)) {
    const piece = [start];
    left[start] = 0;
    for (let next = 0; next < piece.length; next += 1) {
      const at = piece[next] ?? 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      const [lastRow, lastColumn] = [Math.min(height - 1, y + 1), Math.min(width - 1, x + 1)];
      for (let row = Math.max(0, y - 1); row <= lastRow; row += 1) {
        for (let column = Math.max(0, x - 1); column <= lastColumn; column += 1) {
          const place = row * width + column;
          if (left[place] !== 1) continue;
          left[place] = 0;
          piece.push(place);
        }
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

/** How far each pixel is from the mask, in pixels, within 2 in 100: along rows, diagonals and a knight's moves. */
export function distancesTo({ width, height, bits }: Mask): Plane {
  // Two more on each side, so that no move leaves it.
  const stride = width + 4;
  const far = new Float32Array(stride * (height + 4)).fill(Number.POSITIVE_INFINITY);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) if (bits[at] === 1) far[(y + 2) * stride + x + 2] = 0;
  }
  for (let row = 2; row < height + 2; row += 1) {
    for (let at = row * stride + 2; at < row * stride + 2 + width; at += 1) approach(far, at, stride, -1);
  }
  for (let row = height + 1; row >= 2; row -= 1) {
    for (let at = row * stride + 1 + width; at >= row * stride + 2; at -= 1) approach(far, at, stride, 1);
  }
  const values = new Float32Array(bits.length);
  for (let y = 0; y < height; y += 1) {
    const from = (y + 2) * stride + 2;
    values.set(far.subarray(from, from + width), y * width);
  }
  return { width, height, values };
}

/** By way of those that were seen before it. */
function approach(far: Float32Array, at: number, stride: number, sign: 1 | -1): void {
  if (far[at] === 0) return;
  const row = at + sign * stride;
  const next = Math.min((far[at + sign] ?? 0) + 1, (far[row] ?? 0) + 1);
  const corner = Math.min(far[row - 1] ?? 0, far[row + 1] ?? 0) + Math.SQRT2;
  const beyond = row + sign * stride;
  const knight =
    Math.min(far[row - 2] ?? 0, far[row + 2] ?? 0, far[beyond - 1] ?? 0, far[beyond + 1] ?? 0) + knightMove;
  far[at] = Math.min(far[at] ?? 0, next, corner, knight);
}

const knightMove = Math.sqrt(5);

/** With all that is within `radius` pixels. */
export const widened = (mask: Mask, radius: number): Mask =>
  radius < farEnough ? stamped(mask, radius) : within(distancesTo(mask), radius);

/** From here on distances to all pixels are known sooner than discs are laid on the outline. */
const farEnough = 6;

function stamped({ width, height, bits }: Mask, radius: number): Mask {
  const out = bits.slice();
  const reach = Math.floor(radius);
  const halves = Array.from({ length: 2 * reach + 1 }, (_, row) =>
    Math.floor(Math.sqrt(radius ** 2 - (row - reach) ** 2)),
  );
  for (let y = 0, at = 0; y < height; y += 1) {
    const isOuter = y === 0 || y === height - 1;
    for (let x = 0; x < width; x += 1, at += 1) {
      if (bits[at] === 0) continue;
      // Only of an outline pixel is the disc not within what is there already.
      const isInside = bits[at - 1] === 1 && bits[at + 1] === 1 && bits[at - width] === 1 && bits[at + width] === 1;
      if (isInside && !isOuter && x > 0 && x < width - 1) continue;
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row += 1) {
        const half = halves[row - y + reach] ?? 0;
        out.fill(1, row * width + Math.max(0, x - half), row * width + Math.min(width, x + half + 1));
      }
    }
  }
  return { width, height, bits: out };
}

/** What is no further than `radius` from where the distances are from. */
export function within({ width, height, values }: Plane, radius: number): Mask {
  const bits = new Uint8Array(values.length);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (values[at] ?? 0) <= radius ? 1 : 0;
  return { width, height, bits };
}

/** Without what is not `radius` pixels inside; beyond the picture's edge it goes on. */
export function narrowed(mask: Mask, radius: number): Mask {
  const around = widened(inverted(mask), radius);
  return inverted(around);
}

function inverted({ width, height, bits }: Mask): Mask {
  const out = new Uint8Array(bits.length);
  for (let at = 0; at < out.length; at += 1) out[at] = 1 - (bits[at] ?? 0);
  return { width, height, bits: out };
}

/** Half as wide and high: with each four pixels of which one is in it. */
export function halvedMask({ width, height, bits }: Mask): Mask {
  const half = emptyMask(Math.ceil(width / 2), Math.ceil(height / 2));
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) if (bits[at] === 1) half.bits[(y >> 1) * half.width + (x >> 1)] = 1;
  }
  return half;
}

/** What no way leads to from the picture's edge but through the mask. */
export function holesOf({ width, height, bits }: Mask): Mask {
  const outside = new Uint8Array(bits.length);
  const open: number[] = [];
  const reach = (at: number) => {
    if (bits[at] === 1 || outside[at] === 1) return;
    outside[at] = 1;
    open.push(at);
  };
  for (let x = 0; x < width; x += 1) {
    reach(x);
    reach((height - 1) * width + x);
  }
  for (let y = 0; y < height; y += 1) {
    reach(y * width);
    reach(y * width + width - 1);
  }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    if (x > 0) reach(at - 1);
    if (x < width - 1) reach(at + 1);
    if (at >= width) reach(at - width);
    if (at < bits.length - width) reach(at + width);
  }
  return { width, height, bits: outside.map((reached, at) => (reached === 0 && bits[at] === 0 ? 1 : 0)) };
}
