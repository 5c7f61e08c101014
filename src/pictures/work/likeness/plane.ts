/** One value for each pixel, row by row; gray from 0 to 255 where nothing else is said. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Each pixel the mean of four. Edges are even. */
export function halved({ width, height, values }: Plane): Plane {
  const made = { width: width >> 1, height: height >> 1 };
  const half = new Float32Array(made.width * made.height);
  for (let y = 0; y < made.height; y += 1) {
    for (let x = 0; x < made.width; x += 1) {
      const at = 2 * y * width + 2 * x;
      const upper = (values[at] ?? 0) + (values[at + 1] ?? 0);
      half[y * made.width + x] = (upper + (values[at + width] ?? 0) + (values[at + width + 1] ?? 0)) / 4;
    }
  }
  return { ...made, values: half };
}

/** By a bell curve of so many pixels; beyond an edge the edge goes on. */
export function blurred(plane: Plane, sigma: number): Plane {
  if (sigma <= 0) return plane;
  const weights = bellOf(sigma);
  return smoothedColumns(smoothedRows(plane, weights), weights);
}

/** What is finer than so many pixels, around 0: neither brightness nor a tint is left in it. */
export function fineOf(plane: Plane, sigma: number): Plane {
  const values = plane.values.slice();
  const coarse = blurred(plane, sigma).values;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) - (coarse[at] ?? 0);
  return { ...plane, values };
}

function bellOf(sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 2.5);
  const bell = Float32Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = bell.reduce((one, other) => one + other, 0);
  return bell.map((weight) => weight / sum);
}

function smoothedRows({ width, height, values }: Plane, weights: Float32Array): Plane {
  const reach = weights.length >> 1;
  const made = new Float32Array(values.length);
  const row = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    row.fill(values[start] ?? 0, 0, reach);
    row.set(values.subarray(start, start + width), reach);
    row.fill(values[start + width - 1] ?? 0, reach + width);
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let k = 0; k < weights.length; k += 1) sum += (row[x + k] ?? 0) * (weights[k] ?? 0);
      made[start + x] = sum;
    }
  }
  return { width, height, values: made };
}

function smoothedColumns({ width, height, values }: Plane, weights: Float32Array): Plane {
  const reach = weights.length >> 1;
  const made = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    const row = made.subarray(y * width, (y + 1) * width);
    for (let k = 0; k < weights.length; k += 1) {
      const start = Math.min(height - 1, Math.max(0, y + k - reach)) * width;
      const weight = weights[k] ?? 0;
      for (let x = 0; x < width; x += 1) row[x] = (row[x] ?? 0) + weight * (values[start + x] ?? 0);
    }
  }
  return { width, height, values: made };
}

/** The middle one of a copy (Hoare's way, which sorts no more than it must). 0: there is none. */
export function medianOf(values: Float32Array): number {
  const left = values.slice();
  const wanted = left.length >> 1;
  let [from, to] = [0, left.length - 1];
  while (from < to) {
    const pivot = left[(from + to) >> 1] ?? 0;
    let low = from;
    let high = to;
    while (low <= high) {
      while ((left[low] ?? 0) < pivot) low += 1;
      while ((left[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const swapped = left[low] ?? 0;
      left[low] = left[high] ?? 0;
      left[high] = swapped;
      low += 1;
      high -= 1;
    }
    if (wanted <= high) to = high;
    else if (wanted >= low) from = low;
    else break;
  }
  return left[wanted] ?? 0;
}

/** In place, each without its sign. */
export function absolute(values: Float32Array): Float32Array {
  for (let at = 0; at < values.length; at += 1) values[at] = Math.abs(values[at] ?? 0);
  return values;
}
