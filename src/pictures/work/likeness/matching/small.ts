import type { Sharp } from 'sharp';
import type { Plane } from '../plane.ts';

export type Colours = readonly [red: Plane, green: Plane, blue: Plane];

/** A picture in small: a square, whatever its shape. */
export interface Small {
  readonly edge: number;
  /** Red, green and blue, 0 to 255. */
  readonly colours: Colours;
  readonly gray: Plane;
  /** 1 where nothing shines through. */
  readonly opaque: Uint8Array;
}

/** Of 512 pixels a twentieth is told apart: a fifth of one of 2048. */
export const smallEdge = 512;

/** What shines through stands before gray. */
export async function smallOf(picture: Sharp, edge: number): Promise<Small> {
  const { data, info } = await picture
    .resize({ width: edge, height: edge, fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { channels } = info;
  const opaque = new Uint8Array(edge * edge).fill(1);
  if (channels === 4) {
    for (let at = 0; at < opaque.length; at += 1) opaque[at] = (data[4 * at + 3] ?? 0) >= nearlyOpaque ? 1 : 0;
  }
  const plane = (channel: number) => (channels === 4 ? shown : bare)(data, channel, edge);
  const colours = [plane(0), plane(1), plane(2)] as const;
  return { edge, colours, gray: grayOf(colours), opaque };
}

function bare(data: Uint8Array, channel: number, edge: number): Plane {
  const values = new Float32Array(edge * edge);
  for (let at = 0; at < values.length; at += 1) values[at] = data[3 * at + channel] ?? 0;
  return { width: edge, height: edge, values };
}

function shown(data: Uint8Array, channel: number, edge: number): Plane {
  const values = new Float32Array(edge * edge);
  for (let at = 0; at < values.length; at += 1) {
    values[at] = ground + (((data[4 * at + channel] ?? 0) - ground) * (data[4 * at + 3] ?? 0)) / 255;
  }
  return { width: edge, height: edge, values };
}

export function grayOf([red, green, blue]: Colours): Plane {
  const values = new Float32Array(red.values.length);
  for (let at = 0; at < values.length; at += 1) {
    values[at] = 0.299 * (red.values[at] ?? 0) + 0.587 * (green.values[at] ?? 0) + 0.114 * (blue.values[at] ?? 0);
  }
  return { ...red, values };
}

const ground = 128;
const nearlyOpaque = 250;

/** Coverage in small: 1 where nothing at all is covered. */
export async function uncovered(coverage: Sharp, edge: number): Promise<Uint8Array> {
  const data = await coverage
    .resize({ width: edge, height: edge, fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const made = new Uint8Array(data.length);
  for (let at = 0; at < made.length; at += 1) made[at] = data[at] === 0 ? 1 : 0;
  return made;
}
