import sharp from 'sharp';
import { expect, test } from 'vitest';
import { coverageOf } from '../../../src/pictures/work/marks/coverage.ts';
import type { Mask } from '../../../src/pictures/work/marks/raster/mask.ts';

const edge = 400;

async function strokes(paths: string): Promise<Mask> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}"><g fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round">${paths}</g></svg>`;
  const alpha = await sharp(Buffer.from(svg)).extractChannel('alpha').raw().toBuffer();
  return { width: edge, height: edge, bits: Uint8Array.from(alpha, (value) => (value > 127 ? 1 : 0)) };
}

/** Whether each point is meant. */
async function meant(paths: string, points: readonly (readonly [number, number])[]): Promise<readonly boolean[]> {
  const { bits } = coverageOf(await strokes(paths));
  return points.map(([x, y]) => bits[y * edge + x] === 1);
}

const ring = '<circle cx="150" cy="150" r="80"/>';

test('a ring means what it holds, a finger’s width around it, and nothing beyond', async () => {
  const points = [
    [150, 150],
    [95, 150],
    [150, 64],
    [150, 55],
    [300, 300],
  ] as const;
  expect(await meant(ring, points)).toEqual([true, true, true, false, false]);
});

test('a ring that misses a quarter of its height to close means what it would hold', async () => {
  const open = '<path d="M190 80A80 80 0 1 0 230 150"/>';
  expect(
    await meant(open, [
      [150, 150],
      [100, 190],
      [300, 150],
    ]),
  ).toEqual([true, true, false]);
});

test('a bay of a closed line is not meant', async () => {
  const bean = '<path d="M60 60L340 60L340 340L260 340L260 160L140 160L140 340L60 340Z"/>';
  expect(
    await meant(bean, [
      [100, 200],
      [300, 200],
      [200, 100],
      [200, 300],
    ]),
  ).toEqual([true, true, true, false]);
});

test('a ring in two pieces, for it crosses what has its own colour, means what it holds', async () => {
  const arcs = '<path d="M152 70A80 80 0 0 1 152 230"/><path d="M143 230A80 80 0 0 1 143 70"/>';
  expect(
    await meant(arcs, [
      [150, 150],
      [200, 120],
      [100, 180],
    ]),
  ).toEqual([true, true, true]);
});

test('an arrow means its hull, not what lies beside it', async () => {
  const arrow = '<path d="M60 340L200 200M200 200L150 210M200 200L190 250"/>';
  expect(
    await meant(arrow, [
      [130, 270],
      [175, 215],
      [210, 210],
      [100, 200],
      [250, 150],
    ]),
  ).toEqual([true, true, false, false, false]);
});

test('a cross means what is between its arms', async () => {
  const cross = '<path d="M100 100L200 200M200 100L100 200"/>';
  expect(
    await meant(cross, [
      [150, 110],
      [190, 150],
      [150, 220],
      [230, 150],
    ]),
  ).toEqual([true, true, false, false]);
});

test('a line that is drawn beside a cross leaves the cross its hull', async () => {
  const both = '<path d="M100 100L200 200M200 100L100 200"/><path d="M10 210q20 20 40 0t40 -2"/>';
  expect(
    await meant(both, [
      [150, 110],
      [190, 150],
      [110, 150],
      [150, 250],
    ]),
  ).toEqual([true, true, true, false]);
});

test('an arrow that points into a ring leaves the ring what it holds', async () => {
  const both = `${ring}<path d="M340 340L190 190M190 190l30 4M190 190l4 30"/>`;
  expect(
    await meant(both, [
      [150, 150],
      [100, 120],
      [300, 300],
      [300, 200],
    ]),
  ).toEqual([true, true, true, false]);
});

test('what touches the picture’s edge is within it', async () => {
  const corner = '<circle cx="0" cy="0" r="60"/>';
  expect(
    await meant(corner, [
      [2, 2],
      [30, 30],
      [120, 120],
    ]),
  ).toEqual([true, true, false]);
});
