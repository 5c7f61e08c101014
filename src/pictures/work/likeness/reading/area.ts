import type { Extent } from '../../../../domain/likeness/reading.ts';
import { depthsOf, straight } from '../depths.ts';
import type { Plane } from '../plane.ts';

/** A part of a small picture: 1 in it, 0 outside. */
export interface Area {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

export const shareOf = ({ values }: Area): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** By so many pixels, 80 at most. */
export function widened({ width, height, values }: Area, pixels: number): Area {
  const outside = depthsOf(inverted(values), width, height, pixels * straight + straight);
  return { width, height, values: outside.map((depth) => (depth <= pixels * straight ? 1 : 0)) };
}

/** With what lies between its pieces where they are near each other. */
export function closed(area: Area, pixels: number): Area {
  const { width, height, values } = widened(area, pixels);
  const inside = depthsOf(values, width, height, pixels * straight + straight);
  return { width, height, values: inside.map((depth) => (depth > pixels * straight ? 1 : 0)) };
}

function inverted(values: Uint8Array): Uint8Array {
  const made = new Uint8Array(values.length);
  for (let at = 0; at < made.length; at += 1) made[at] = values[at] === 0 ? 1 : 0;
  return made;
}

/** Null: it is empty. */
export function extentOf({ width, height, values }: Area): Extent | null {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === 0) continue;
    const x = at % width;
    const y = (at / width) | 0;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  if (right === 0) return null;
  return {
    left: left / width,
    top: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
}

/**
 * In places: pieces no further apart than twice so many pixels are one. `isPlace` says of each by its size in pixels and the
 * highest of `strengths` in it whether it counts; the others are left out.
 */
export function placesOf(
  area: Area,
  apart: number,
  isPlace: (size: number, peak: number) => boolean,
  strengths: Pick<Plane, 'values'>,
) {
  const { width, height } = area;
  const labels = labelled(widened(area, apart));
  const found = new Map<number, { size: number; peak: number }>();
  for (let at = 0; at < labels.length; at += 1) {
    if (area.values[at] !== 1) continue;
    const place = found.get(labels[at] ?? 0) ?? { size: 0, peak: 0 };
    place.size += 1;
    place.peak = Math.max(place.peak, strengths.values[at] ?? 0);
    found.set(labels[at] ?? 0, place);
  }
  const kept = new Set([...found].filter(([, { size, peak }]) => isPlace(size, peak)).map(([label]) => label));
  const values = area.values.map((value, at) => (value === 1 && kept.has(labels[at] ?? 0) ? 1 : 0));
  return { area: { width, height, values }, places: kept.size };
}

/** The same number for all that hangs together, from 1 on; 0 outside. */
function labelled({ width, height, values }: Area): Int32Array {
  const labels = new Int32Array(values.length);
  const waiting: number[] = [];
  let label = 0;
  const visit = (at: number) => {
    if (values[at] !== 1 || labels[at] !== 0) return;
    labels[at] = label;
    waiting.push(at);
  };
  for (let start = 0; start < values.length; start += 1) {
    if (values[start] !== 1 || labels[start] !== 0) continue;
    label += 1;
    visit(start);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const x = at % width;
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at < width * (height - 1)) visit(at + width);
    }
  }
  return labels;
}
