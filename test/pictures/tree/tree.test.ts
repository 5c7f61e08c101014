import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TreeRow } from '../../../src/ports/tree-picture.ts';
import { claimingAvif } from '../bombs.ts';
import { openPictures } from '../open-pictures.ts';
import { rowOf, tileOf } from './sample-tree.ts';

const pictures = openPictures();
afterAll(pictures.close);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-tree-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let files = 0;
async function put(bytes: Buffer): Promise<string> {
  files += 1;
  const path = join(directory, String(files));
  await writeFile(path, bytes);
  return path;
}
const plain = (background: string) =>
  sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toBuffer();

async function drawn(rows: readonly TreeRow[]): Promise<Buffer> {
  files += 1;
  const into = join(directory, `${files}.png`);
  expect(await pictures.drawTree(rows, into, null)).toBe('written');
  return readFile(into);
}

/** Red, green and blue. */
const colourAt = async (picture: Buffer, left: number, top: number): Promise<readonly number[]> => [
  ...(await sharp(picture).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
];
const ground = [0x38, 0x3a, 0x40];
const background = [0x2b, 0x2d, 0x31];
const line = [0x6d, 0x6f, 0x78];
const under = (row: number, tile = 0): Pick<TreeRow, 'parent' | 'origin'> => ({
  parent: { row, tile },
  origin: 'from',
});

test('a row for each request, children beneath their parents, a branch beside them, with lines from one to the other', async () => {
  const [red, blue] = [await put(await plain('#f00')), await put(await plain('#00f'))];
  const picture = await drawn([
    rowOf('1', { tiles: [tileOf('1', { path: red })] }),
    rowOf('2', under(0)),
    rowOf('3', { ...under(0), tiles: [tileOf('3', { path: blue }), tileOf('4', { path: red })] }),
  ]);

  expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 800, height: 456 });
  expect(await colourAt(picture, 100, 110)).toEqual([255, 0, 0]);
  expect(await colourAt(picture, 100, 260)).toEqual(ground);
  expect(await colourAt(picture, 222, 400)).toEqual([0, 0, 255]);
  expect(await colourAt(picture, 344, 400)).toEqual([255, 0, 0]);
  // Down to the second, and past it to the third and the fourth.
  expect(await colourAt(picture, 82, 140)).toEqual(line);
  expect(await colourAt(picture, 204, 230)).toEqual(line);
  expect(await colourAt(picture, 326, 318)).toEqual(line);
  expect(await colourAt(picture, 326, 230)).toEqual(background);
});

test('the current one is framed, one that is covered shows no more than its colours, one that is gone its ground', async () => {
  const half = await sharp(await plain('#fff'))
    .composite([{ input: await plain('#000'), left: 0, top: 100 }])
    .png()
    .toBuffer();
  const path = await put(half);
  const tiles = [
    tileOf('1', { path, isCurrent: true }),
    tileOf('2', { path, isCovered: true }),
    tileOf('3', { path: join(directory, 'gone') }),
    tileOf('4', { path: await put(await claimingAvif(20_000, 20_000)) }),
  ];
  const picture = await drawn([rowOf('1', { tiles })]);

  expect(await colourAt(picture, 28, 80)).toEqual([0x58, 0x65, 0xf2]);
  expect(await colourAt(picture, 120, 75)).toEqual([255, 255, 255]);
  expect(await colourAt(picture, 120, 95)).toEqual([0, 0, 0]);
  // Its edge is spread over so many rows that nobody sees where it was.
  const [above = [], under = []] = [await colourAt(picture, 240, 76), await colourAt(picture, 240, 88)];
  expect((above[0] ?? 0) - (under[0] ?? 0)).toBeLessThan(100);
  expect(await colourAt(picture, 290, 110)).toEqual(ground);
  expect(await colourAt(picture, 410, 110)).toEqual(ground);
});

test('what came of something that is not drawn says so above it', async () => {
  const bare = await drawn([rowOf('1')]);
  const picture = await drawn([rowOf('1', { origin: 'from 37' })]);

  expect((await sharp(picture).metadata()).height).toBeGreaterThan((await sharp(bare).metadata()).height ?? 0);
});

test('it looks the same on a machine without any font', async () => {
  const empty = join(directory, 'fonts');
  await mkdir(empty);
  await writeFile(join(empty, 'fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>');
  const draw = async (name: string, env: NodeJS.ProcessEnv) => {
    const into = join(directory, name);
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'draw-once.ts'), into], {
      env: { ...process.env, ...env },
    });
    return readFile(into);
  };
  const none = { FONTCONFIG_PATH: empty, FONTCONFIG_FILE: join(empty, 'fonts.conf'), HOME: empty };

  expect((await draw('none.png', none)).equals(await draw('here.png', {}))).toBe(true);
});

test('whatever is written beside them, it is drawn', async () => {
  const anything = fc.string({ unit: 'binary', maxLength: 300 });
  const anyTile = fc.record({
    path: fc.constant(null),
    name: anything,
    isCovered: fc.boolean(),
    isCurrent: fc.boolean(),
  });
  const kinds = fc.constantFrom('plain', 'current', 'private');
  const anyRow = fc.record({
    tiles: fc.array(anyTile, { minLength: 1, maxLength: 4 }),
    parent: fc.constant(null),
    origin: fc.option(anything),
    asked: anything,
    notes: fc.array(fc.record({ kind: kinds, text: anything }), { maxLength: 4 }),
  });
  const property = fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 3 }), async (rows) => {
    expect(await sharp(await drawn(rows)).metadata()).toMatchObject({ format: 'png', width: 800 });
  });
  await fc.assert(property, { numRuns: 15 });
});
