import { describe, expect, test } from 'vitest';
import { drawAndFind } from './every-stroke.ts';
import { makeScene, type SceneKind } from './scenes.ts';
import { drawn, strokeKinds } from './strokes.ts';

// Each kind of stroke in each of these, one after the other. Of lines of black on white, neither tells from its ground.

const looks = [
  { colour: '#f01010', width: 0.6 },
  { colour: '#10d0ff', width: 0.9 },
  { colour: '#ffffff', width: 1.2 },
  { colour: '#000000', width: 0.8 },
  { colour: '#ffe000', width: 3, opacity: 0.45 },
  { colour: '#30c030', width: 2 },
] as const;
const onLines = looks.filter(({ colour }) => !['#ffffff', '#000000'].includes(colour));

describe.each([
  ['photo-like', looks, 0.9],
  ['flat', looks, 0.85],
  ['noisy', looks, 0.85],
  ['line-art', onLines, 0.85],
] as const)('every stroke on a %s picture', (kind: SceneKind, given, leastRecall) => {
  test.each([0.5, 0.6, 0.75, 1])('is found on a copy of %f of its size, compressed to 70, 80 and 90', async (scale) => {
    const scene = await makeScene(kind, 21, { width: 1_024, height: 768 });
    for (const [index, quality] of [70, 80, 90].entries()) {
      const strokes = (Object.keys(strokeKinds) as (keyof typeof strokeKinds)[]).map((stroke, at) => {
        const look = given[(at + index + Math.round(scale * 20)) % given.length] ?? given[0];
        return drawn(stroke, look.colour, look.width, 'opacity' in look ? look.opacity : 1);
      });
      const { recalls, precision } = await drawAndFind(scene, { scale, as: { type: 'jpeg', quality } }, strokes);
      expect({ quality, worst: Math.min(...recalls) >= leastRecall, recalls }).toMatchObject({ worst: true });
      expect(precision).toBeGreaterThan(0.8);
    }
  });
});
