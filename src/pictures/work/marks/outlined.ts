import { distancesTo, emptyMask, type Mask } from './raster/mask.ts';
import type { Pixels } from './raster/plane.ts';
import type { Placing } from './same/placing.ts';

/** The copy with the strokes outlined: a bright line with dark ones on both sides, which shows on every ground. */
export function outlined(copy: Pixels, strokes: Mask, placing: Placing): Pixels {
  const { values } = distancesTo(strokesIn(copy, strokes, placing));
  const rgb = Uint8Array.from(copy.rgb);
  for (const [at, distance] of values.entries()) {
    if (distance === 0 || distance > lineEnds) continue;
    rgb.set(distance > brightFrom && distance <= brightTo ? bright : dark, 3 * at);
  }
  return { ...copy, rgb };
}

/** Away from the stroke, in pixels of what is shown. */
const brightFrom = 1.2;
const brightTo = 3.2;
const lineEnds = 4.2;
const bright = [255, 64, 200];
const dark = [24, 0, 18];

/** The strokes, where they are in the copy. */
function strokesIn({ width, height }: Pixels, strokes: Mask, { across, down }: Placing): Mask {
  const shown = emptyMask(width, height);
  const placeOf = (at: number, size: number, placed: Placing['across'], whole: number) =>
    Math.floor((((at + 0.5) / size - placed.shift) / placed.scale) * whole);
  for (let y = 0; y < height; y += 1) {
    const row = placeOf(y, height, down, strokes.height);
    if (row < 0 || row >= strokes.height) continue;
    for (let x = 0; x < width; x += 1) {
      const column = placeOf(x, width, across, strokes.width);
      if (column < 0 || column >= strokes.width) continue;
      shown.bits[y * width + x] = strokes.bits[row * strokes.width + column] ?? 0;
    }
  }
  return shown;
}
