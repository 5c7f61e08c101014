/** One number for each pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Red, green and blue of each pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Brightness as JPEG has it, of which it keeps most. */
export const lumaOf = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue;

export function greyOf({ width, height, rgb }: Pixels): Plane {
  const values = new Float32Array(width * height);
  for (let at = 0, from = 0; at < values.length; at += 1, from += 3) {
    values[at] = lumaOf(rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0);
  }
  return { width, height, values };
}

/** Half as wide and high, each pixel the mean of four; at an odd edge the last ones are left out. */
export function halved({ width, height, values }: Plane): Plane {
  const [across, down] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const out = new Float32Array(across * down);
  const [right, below] = [width > 1 ? 1 : 0, height > 1 ? width : 0];
  for (let y = 0, to = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1, to += 1) {
      const from = 2 * y * width + 2 * x;
      const sum =
        (values[from] ?? 0) +
        (values[from + right] ?? 0) +
        (values[from + below] ?? 0) +
        (values[from + below + right] ?? 0);
      out[to] = sum / 4;
    }
  }
  return { width: across, height: down, values: out };
}

/** Each pixel with its neighbours, weighted 1-2-1 across and down: what is one pixel wide is lost, what is three is kept. */
export function softened({ width, height, values }: Plane): Plane {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    const [first, last] = [y * width, y * width + width - 1];
    let before = values[first] ?? 0;
    let here = before;
    for (let at = first; at <= last; at += 1) {
      const after = at < last ? (values[at + 1] ?? 0) : here;
      across[at] = (before + 2 * here + after) / 4;
      before = here;
      here = after;
    }
  }
  const out = new Float32Array(values.length);
  for (let y = 0, at = 0; y < height; y += 1) {
    const [above, below] = [y > 0 ? width : 0, y < height - 1 ? width : 0];
    for (const end = at + width; at < end; at += 1) {
      out[at] = ((across[at - above] ?? 0) + 2 * (across[at] ?? 0) + (across[at + below] ?? 0)) / 4;
    }
  }
  return { width, height, values: out };
}

/** Between four pixels; beyond the edge the edge's own. */
export function sampled({ width, height, values }: Plane, x: number, y: number): number {
  const left = Math.min(Math.max(x, 0), width - 1);
  const top = Math.min(Math.max(y, 0), height - 1);
  const [column, row] = [Math.min(left | 0, Math.max(0, width - 2)), Math.min(top | 0, Math.max(0, height - 2))];
  const [right, down] = [left - column, top - row];
  const at = row * width + column;
  const below = height > 1 ? at + width : at;
  const step = width > 1 ? 1 : 0;
  const upper = (values[at] ?? 0) * (1 - right) + (values[at + step] ?? 0) * right;
  const lower = (values[below] ?? 0) * (1 - right) + (values[below + step] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}
