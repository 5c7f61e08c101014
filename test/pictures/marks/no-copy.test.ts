import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { findDrawn } from '../../../src/pictures/work/marks/find.ts';
import { copyOf, type Handling } from './made/copies.ts';
import { lookAt } from './made/looking.ts';
import { makeScene, sceneKinds } from './made/scenes.ts';

const size = { width: 960, height: 720 };
const handling: Handling = { scale: 0.8, as: { type: 'jpeg', quality: 80 } };

async function kindOf(original: Buffer, other: Buffer, strokes?: string): Promise<string> {
  const both = await lookAt(original, await copyOf(other, handling, strokes));
  return findDrawn(both.original, both.copy).kind;
}

describe.each(sceneKinds)('of a %s picture', (kind) => {
  test('another of its kind is no copy, with strokes on it or without', async () => {
    const [scene, other] = [await makeScene(kind, 31, size), await makeScene(kind, 32, size)];
    expect(await kindOf(scene, other)).toBe('no copy');
    expect(
      await kindOf(scene, other, '<circle cx="50" cy="50" r="20" fill="none" stroke="red" stroke-width="1"/>'),
    ).toBe('no copy');
  });

  test('an edit of a quarter of it is no copy', async () => {
    const [scene, other] = [await makeScene(kind, 31, size), await makeScene(kind, 32, size)];
    const part = { left: 240, top: 180, width: 480, height: 360 };
    const input = await sharp(other).extract(part).png().toBuffer();
    expect(
      await kindOf(
        scene,
        await sharp(scene)
          .composite([{ input, left: 240, top: 180 }])
          .removeAlpha()
          .png()
          .toBuffer(),
      ),
    ).toBe('no copy');
  });

  test('a half of it is no copy', async () => {
    const scene = await makeScene(kind, 31, size);
    const half = { left: 120, top: 90, width: 680, height: 510 };
    expect(await kindOf(scene, await sharp(scene).extract(half).png().toBuffer())).toBe('no copy');
  });

  test('one that is scribbled over in one place is a copy, and marked', async () => {
    const scene = await makeScene(kind, 31, size);
    const over = 'M30 20l30 3l-30 3l30 3l-30 3l30 3l-30 3l30 3l-30 3l30 3';
    expect(await kindOf(scene, scene, `<path d="${over}" fill="none" stroke="#2060ff" stroke-width="3.5"/>`)).toBe(
      'marks',
    );
  });
});
