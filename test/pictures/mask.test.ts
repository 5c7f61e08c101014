import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPictures } from './open-pictures.ts';

const pictures = openPictures();
afterAll(pictures.close);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-masks-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** A mask of two by one pixels, given as RGBA. */
async function mask(name: string, left: readonly number[], right: readonly number[]): Promise<string> {
  const path = join(directory, name);
  await sharp(Buffer.from([...left, ...right]), { raw: { width: 2, height: 1, channels: 4 } })
    .png()
    .toFile(path);
  return path;
}
const coverage = async (path: string) => [...(await sharp(path).toColourspace('b-w').raw().toBuffer())];

describe("a member's mask", () => {
  test('with transparency: what is see-through is to be changed', async () => {
    const into = join(directory, 'alpha-coverage.png');
    const read = await pictures.readMask(
      await mask('alpha.png', [255, 255, 255, 0], [0, 0, 0, 255]),
      { width: 2, height: 1 },
      into,
      null,
    );
    expect(read).toEqual({ as: 'transparency', scaled: false });
    expect(await coverage(into)).toEqual([255, 0]);
    expect((await sharp(into).metadata()).channels).toBe(1);
  });

  test('without: what is white is to be changed', async () => {
    const into = join(directory, 'white-coverage.png');
    const read = await pictures.readMask(
      await mask('white.png', [255, 255, 255, 255], [0, 0, 0, 255]),
      { width: 2, height: 1 },
      into,
      null,
    );
    expect(read).toEqual({ as: 'white', scaled: false });
    expect(await coverage(into)).toEqual([255, 0]);
  });

  test('of another size is scaled to the picture, without soft edges', async () => {
    const into = join(directory, 'scaled-coverage.png');
    const read = await pictures.readMask(
      await mask('small.png', [255, 255, 255, 255], [0, 0, 0, 255]),
      { width: 4, height: 2 },
      into,
      null,
    );
    expect(read).toEqual({ as: 'white', scaled: true });
    expect(await coverage(into)).toEqual([255, 255, 0, 0, 255, 255, 0, 0]);
  });

  test('that leaves nothing to change is told apart', async () => {
    const into = join(directory, 'nothing.png');
    expect(
      await pictures.readMask(
        await mask('black.png', [0, 0, 0, 255], [0, 0, 0, 255]),
        { width: 2, height: 1 },
        into,
        null,
      ),
    ).toBe('empty');
  });

  test('of one rectangle is white there alone', async () => {
    const into = join(directory, 'rectangle.png');
    await pictures.coverRectangle({ left: 1, top: 0, width: 1, height: 1 }, { width: 2, height: 2 }, into, null);
    expect(await coverage(into)).toEqual([0, 255, 0, 0]);
  });
});
