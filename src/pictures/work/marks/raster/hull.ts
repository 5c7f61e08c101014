import { emptyMask, type Mask } from './mask.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The least part without a dent that holds all of the mask. */
export function hullOf(mask: Mask): Mask {
  const { width, height } = mask;
  const hull = emptyMask(width, height);
  const corners = cornersOf(mask);
  const [first] = corners;
  if (first === undefined) return hull;
  const sides = corners.map((corner, index) => [corner, corners[index + 1] ?? first] as const);
  for (let y = 0; y < height; y += 1) {
    let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [from, to] of sides) {
      if (y < Math.min(from.y, to.y) || y > Math.max(from.y, to.y)) continue;
      const crossing = from.y === to.y ? [from.x, to.x] : [from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)];
      left = Math.min(left, ...crossing);
      right = Math.max(right, ...crossing);
    }
    if (left <= right) hull.bits.fill(1, y * width + Math.round(left), y * width + Math.round(right) + 1);
  }
  return hull;
}

/** In turn around it (Andrew's way): of each row only its ends can be corners. */
function cornersOf({ width, height, bits }: Mask): readonly Point[] {
  const ends: Point[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = bits.subarray(y * width, (y + 1) * width);
    const left = row.indexOf(1);
    if (left !== -1) ends.push({ x: left, y }, { x: row.lastIndexOf(1), y });
  }
  const lower = chain(ends);
  const upper = chain(ends.toReversed());
  return [...lower, ...upper];
}

function chain(points: readonly Point[]): readonly Point[] {
  const corners: Point[] = [];
  for (const point of points) {
    while (corners.length >= 2 && !turnsLeft(corners.at(-2), corners.at(-1), point)) corners.pop();
    corners.push(point);
  }
  return corners;
}

const turnsLeft = (one: Point | undefined, middle: Point | undefined, last: Point) =>
  one !== undefined &&
  middle !== undefined &&
  (middle.x - one.x) * (last.y - one.y) - (middle.y - one.y) * (last.x - one.x) > 0;
