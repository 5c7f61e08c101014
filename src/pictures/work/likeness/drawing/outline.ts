import type { Dimensions } from '../../../../domain/asked/size.ts';
import { type Fit, placeOf } from '../align/fit.ts';
import { depthsOf, straight } from '../depths.ts';
import { blurred } from '../plane.ts';
import type { Area } from '../reading/area.ts';

/** A line around an area of the source, as it lies in a result that is drawn in such a size: red, green, blue and alpha. */
export function outlineOf(area: Area, fit: Fit, { width, height }: Dimensions): Uint8Array {
  const inside = placed(area, fit, { width, height });
  const outside = inside.map((value) => 1 - value);
  const within = depthsOf(inside, width, height, farthest);
  const beyond = depthsOf(outside, width, height, farthest);
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < inside.length; at += 1) {
    // Pixels from the border: below 0 inside.
    const distance = inside[at] === 1 ? 0.5 - (within[at] ?? 0) / straight : (beyond[at] ?? 0) / straight - 0.5;
    const white = within1(lineWidth / 2 - Math.abs(distance - lineWidth / 2) + 0.5);
    const dark = within1(lineWidth / 2 + edgeWidth - Math.abs(distance - lineWidth / 2) + 0.5);
    pixels.fill(Math.round(255 * white), 4 * at, 4 * at + 3);
    pixels[4 * at + 3] = Math.round(255 * Math.max(white, darkness * dark));
  }
  return pixels;
}

const within1 = (value: number) => Math.min(1, Math.max(0, value));

/** Pixels: white, with a dark edge on either side, so that it is seen on any ground. */
const lineWidth = 2.5;
const edgeWidth = 1.5;
const darkness = 0.75;
const farthest = 30;

/** 1 where the result shows the area, with smooth corners. */
function placed(area: Area, fit: Fit, { width, height }: Dimensions): Uint8Array {
  const values = new Float32Array(width * height);
  const back = (at: number, edge: number, scale: number, move: number, own: number) =>
    Math.round(placeOf(at, edge, own, 1 / scale, -move / scale));
  for (let y = 0; y < height; y += 1) {
    const row = back(y, height, fit.scaleY, fit.moveY, area.height);
    for (let x = 0; x < width; x += 1) {
      const column = back(x, width, fit.scaleX, fit.moveX, area.width);
      const isOn = row >= 0 && row < area.height && column >= 0 && column < area.width;
      values[y * width + x] = isOn ? (area.values[row * area.width + column] ?? 0) : 0;
    }
  }
  return Uint8Array.from(blurred({ width, height, values }, corners).values, (value) => (value > 0.5 ? 1 : 0));
}

/** Pixels. */
const corners = 3;
