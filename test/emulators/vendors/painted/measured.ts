import sharp from 'sharp';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel. */
  readonly data: Buffer;
}

export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** How `after` lies over `before`: found by looking for pieces of the one in the other, near the corners and in the middle. */
export function placementOf(before: Pixels, after: Pixels) {
  const at = [0.15, 0.5, 0.85];
  const found = at.flatMap((y) => at.map((x) => ({ x, y, ...movement(before, after, x, y) })));
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const along = (axis: 'x' | 'y', size: number) => {
    const moved = (where: number) => mean(found.filter((each) => each[axis] === where).map((each) => each[`d${axis}`]));
    return { shift: mean(at.map(moved)), scale: 1 + (moved(0.85) - moved(0.15)) / (0.7 * size) };
  };
  return { x: along('x', before.width), y: along('y', before.height) };
}

/** By which each colour was multiplied, over the whole picture. */
export function gainsOf(before: Pixels, after: Pixels): readonly [red: number, green: number, blue: number] {
  const gain = (channel: number) => mean(after, channel) / mean(before, channel);
  return [gain(0), gain(1), gain(2)];
}

/** The share of the pixels that differ, and the box around them in fractions. */
export function changeBetween(one: Pixels, other: Pixels) {
  let [count, left, right, top, bottom] = [0, one.width, -1, one.height, -1];
  for (let pixel = 0; pixel < one.width * one.height; pixel += 1) {
    if (isSame(one, other, pixel)) continue;
    const [x, y] = [pixel % one.width, Math.floor(pixel / one.width)];
    count += 1;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  return {
    share: count / (one.width * one.height),
    left: left / one.width,
    right: (right + 1) / one.width,
    top: top / one.height,
    bottom: (bottom + 1) / one.height,
  };
}

export const isSame = (one: Pixels, other: Pixels, pixel: number): boolean =>
  [0, 1, 2].every((channel) => one.data[pixel * 3 + channel] === other.data[pixel * 3 + channel]);

/** How much detail there is: the variance of the Laplacian. */
export function sharpnessOf(picture: Pixels): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < picture.height - 1; y += 1) {
    for (let x = 1; x < picture.width - 1; x += 1) {
      const around =
        green(picture, x - 1, y) + green(picture, x + 1, y) + green(picture, x, y - 1) + green(picture, x, y + 1);
      const edge = 4 * green(picture, x, y) - around;
      sum += edge;
      squares += edge * edge;
      count += 1;
    }
  }
  return squares / count - (sum / count) ** 2;
}

function movement(before: Pixels, after: Pixels, x: number, y: number) {
  const [reach, half] = [11, 44];
  const [cx, cy] = [Math.round(x * before.width), Math.round(y * before.height)];
  let best = { error: Number.POSITIVE_INFINITY, dx: 0, dy: 0 };
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      let error = 0;
      for (let v = cy - half; v < cy + half && error < best.error; v += 2) {
        for (let u = cx - half; u < cx + half; u += 2) {
          error += (green(before, u, v) - green(after, u + dx, v + dy)) ** 2;
        }
      }
      if (error < best.error) best = { error, dx, dy };
    }
  }
  return best;
}

// Of all colours the one that does not drift.
const green = ({ data, width }: Pixels, x: number, y: number): number => data[(y * width + x) * 3 + 1] ?? 0;

function mean({ data }: Pixels, channel: number): number {
  let sum = 0;
  for (let at = channel; at < data.length; at += 3) sum += data[at] ?? 0;
  return sum / (data.length / 3);
}
