import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { likenessOf } from '../../scripts/bench/consistency/likeness.ts';
import { story } from '../../scripts/bench/consistency/story.ts';

const topLeft = { left: 0, top: 0, width: 0.25, height: 0.25 };
let picture: Buffer;
beforeAll(async () => {
  const stripes = Array.from(
    { length: 40 },
    (_, at) => `<circle cx="${(at * 97) % 512}" cy="${(at * 61) % 512}" r="40"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><rect width="512" height="512" fill="#b96"/>${stripes.join('')}</svg>`;
  picture = await sharp(Buffer.from(svg)).removeAlpha().png().toBuffer();
});

const withSquare = (left: number, top: number) =>
  sharp(picture)
    .composite([{ input: { create: { width: 100, height: 100, channels: 3, background: '#0f0' } }, left, top }])
    .png()
    .toBuffer();

test('a picture is like itself in all of its tiles', async () => {
  expect(await likenessOf(picture, picture, [])).toEqual({ mean: 1, least: 1, tiles: 1024 });
});

test('what was touched does not count, with two tiles around it; what else changed does', async () => {
  expect(await likenessOf(picture, await withSquare(0, 0), [topLeft])).toEqual({
    mean: 1,
    least: 1,
    tiles: 1024 - 100,
  });
  const { mean, least } = await likenessOf(picture, await withSquare(300, 300), [topLeft]);
  expect(least).toBeLessThan(0.5);
  expect(mean).toBeGreaterThan(0.9);
});

test('a shift, a cast and a blur each make it less alike', async () => {
  const changed = [
    sharp(picture).extract({ left: 3, top: 0, width: 509, height: 512 }).extend({ right: 3, extendWith: 'copy' }),
    sharp(picture).linear([1, 1, 0.7], [0, 0, 0]),
    sharp(picture).blur(2),
  ];
  for (const each of changed) {
    expect((await likenessOf(picture, await each.png().toBuffer(), [])).mean).toBeLessThan(0.99);
  }
});

test('the story has twenty edits, half of them with a part, a branch, two undos and a restart', () => {
  const count = (where: (act: (typeof story)[number]) => boolean) => story.filter(where).length;
  expect(count((act) => act.kind === 'edit' || act.kind === 'branch')).toBe(20);
  expect(count((act) => act.kind === 'edit' && act.region !== undefined)).toBe(10);
  expect(['branch', 'undo', 'restart'].map((kind) => count((act) => act.kind === kind))).toEqual([1, 2, 1]);
});
