import { type Fit, placeOf } from '../align/fit.ts';
import type { Plane } from '../plane.ts';

/** What a result shows at each of its source's pixels; `seen` is 0 where that lies outside its frame. */
export interface Laid {
  readonly planes: readonly Plane[];
  readonly seen: Uint8Array;
}

/** Planes of one size, laid over their source's: between pixels what lies between them. */
export function lay(planes: readonly Plane[], fit: Fit): Laid {
  const { width = 0, height = 0 } = planes[0] ?? {};
  const columns = linesOf(width, fit.scaleX, fit.moveX);
  const rows = linesOf(height, fit.scaleY, fit.moveY);
  const seen = new Uint8Array(width * height);
  for (let at = 0; at < seen.length; at += 1) {
    seen[at] = (columns.seen[at % width] ?? 0) & (rows.seen[(at / width) | 0] ?? 0);
  }
  return { planes: planes.map((plane) => layOne(plane, columns, rows)), seen };
}

interface Line {
  readonly first: Int32Array;
  /** Of the next one. */
  readonly share: Float32Array;
  readonly seen: Uint8Array;
}

function linesOf(edge: number, scale: number, move: number): Line {
  const line = { first: new Int32Array(edge), share: new Float32Array(edge), seen: new Uint8Array(edge) };
  for (let at = 0; at < edge; at += 1) {
    const place = placeOf(at, edge, edge, scale, move);
    const first = Math.min(edge - 2, Math.max(0, Math.floor(place)));
    line.first[at] = first;
    line.share[at] = Math.min(1, Math.max(0, place - first));
    line.seen[at] = place >= -1 && place <= edge ? 1 : 0;
  }
  return line;
}

function layOne({ width, height, values }: Plane, columns: Line, rows: Line): Plane {
  const made = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = (rows.first[y] ?? 0) * width;
    const down = rows.share[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const at = start + (columns.first[x] ?? 0);
      const right = columns.share[x] ?? 0;
      const one = values[at] ?? 0;
      const three = values[at + width] ?? 0;
      const upper = one + ((values[at + 1] ?? 0) - one) * right;
      const lower = three + ((values[at + width + 1] ?? 0) - three) * right;
      made[y * width + x] = upper + (lower - upper) * down;
    }
  }
  return { width, height, values: made };
}
