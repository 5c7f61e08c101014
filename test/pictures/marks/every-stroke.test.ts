import { describe, test } from 'vitest';
import { expectEveryStroke } from './every-stroke.ts';
import { makeScene, sceneKinds } from './made/scenes.ts';

describe.each(sceneKinds)('every stroke on a %s picture', (kind) => {
  test.each([0.5, 0.6, 0.75, 1])('is found on a copy of %f of its size, compressed to 70, 80 and 90', async (scale) => {
    const scene = await makeScene(kind, 21, { width: 1_024, height: 768 });
    for (const [index, quality] of [70, 80, 90].entries()) {
      await expectEveryStroke({ kind, scene, scale, quality, turn: index + Math.round(scale * 20) });
    }
  });
});
