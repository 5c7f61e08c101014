import { expect } from 'vitest';
import { findDrawn } from '../../../src/pictures/work/marks/find.ts';
import { copyOf, type Handling } from './made/copies.ts';
import { lookAt } from './made/looking.ts';
import { makeScene, sceneKinds, seeded } from './made/scenes.ts';

/** As many copies of pictures of all kinds, handled in all ways, and nothing drawn on any. */
export async function playUnmarked(count: number): Promise<void> {
  const random = seeded(count);
  const wrong: unknown[] = [];
  for (let at = 0; at < count; ) {
    const kind = sceneKinds[Math.floor(at / copiesEach) % sceneKinds.length] ?? 'flat';
    const size = { width: 400 + Math.floor(random() * 500), height: 400 + Math.floor(random() * 400) };
    const seed = at;
    const scene = await makeScene(kind, seed, size);
    for (const end = Math.min(count, at + copiesEach); at < end; at += 1) {
      const handling = anyHandling(random);
      const { original, copy } = await lookAt(scene, await copyOf(scene, handling));
      const found = findDrawn(original, copy);
      if (found.kind !== 'none') wrong.push({ found: found.kind, kind, seed, size, handling });
    }
  }
  expect(wrong).toEqual([]);
}

const copiesEach = 5;

function anyHandling(random: () => number): Handling {
  const within = (low: number, high: number) => low + random() * (high - low);
  const pixels = () => Math.floor(random() * 3);
  const type = random();
  return {
    scale: within(0.5, 1),
    as:
      type < 0.8
        ? {
            type: 'jpeg',
            quality: Math.round(within(70, 90)),
            chromaSubsampling: random() < 0.5 ? '4:2:0' : '4:4:4',
          }
        : type < 0.9
          ? { type: 'webp', quality: Math.round(within(70, 90)) }
          : { type: 'png' },
    crop: { left: pixels(), top: pixels(), right: pixels(), bottom: pixels() },
    gain: within(0.94, 1.06),
    gamma: within(0.92, 1.08),
    saturation: within(0.95, 1.05),
  };
}
