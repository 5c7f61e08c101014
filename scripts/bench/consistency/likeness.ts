import sharp from 'sharp';

/** A part of a picture in fractions of its edges. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Likeness {
  /** Structural similarity over all tiles that nothing touched, and of the least alike of them. */
  readonly mean: number;
  readonly least: number;
  readonly tiles: number;
}

const edge = 512;
const perEdge = 32;
const side = edge / perEdge;
const channels = 3;

/**
 * How alike two pictures are where nothing was to change: both at 512 pixels in 32 by 32 tiles, each colour by itself, so
 * that a cast counts. Nothing is matched before: what moved has changed. A measure of its own, which knows nothing of ours.
 */
export async function likenessOf(one: Uint8Array, other: Uint8Array, touched: readonly Extent[]): Promise<Likeness> {
  const [a, b] = [await pixels(one), await pixels(other)];
  const found: number[] = [];
  for (let row = 0; row < perEdge; row += 1) {
    for (let column = 0; column < perEdge; column += 1) {
      if (!touched.some((extent) => isIn(extent, column, row))) found.push(similarity(a, b, column, row));
    }
  }
  const mean = found.reduce((sum, each) => sum + each, 0) / found.length;
  return { mean, least: Math.min(...found), tiles: found.length };
}

const pixels = (bytes: Uint8Array): Promise<Buffer> =>
  sharp(bytes).resize({ width: edge, height: edge, fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer();

/** With two tiles around it: an edge is soft, and a model bleeds over it. */
function isIn({ left, top, width, height }: Extent, column: number, row: number): boolean {
  const around = 2;
  const within = (at: number, from: number, long: number) =>
    at + 1 + around > from * perEdge && at - around < (from + long) * perEdge;
  return within(column, left, width) && within(row, top, height);
}

/** Wang et al. 2004, over one tile as the window, with its constants; the mean of the three colours. */
function similarity(a: Buffer, b: Buffer, column: number, row: number): number {
  const [luminance, contrast] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  let sum = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
    for (let y = row * side; y < (row + 1) * side; y += 1) {
      for (let x = column * side; x < (column + 1) * side; x += 1) {
        const at = (y * edge + x) * channels + channel;
        const [p, q] = [a[at] ?? 0, b[at] ?? 0];
        sumA += p;
        sumB += q;
        squaresA += p * p;
        squaresB += q * q;
        products += p * q;
      }
    }
    const count = side * side;
    const [meanA, meanB] = [sumA / count, sumB / count];
    const variances = squaresA / count - meanA ** 2 + squaresB / count - meanB ** 2;
    const covariance = products / count - meanA * meanB;
    sum +=
      ((2 * meanA * meanB + luminance) * (2 * covariance + contrast)) /
      ((meanA ** 2 + meanB ** 2 + luminance) * (variances + contrast));
  }
  return sum / channels;
}
