import { describe, test } from 'vitest';
import { expectEveryStroke, turns } from './every-stroke.ts';
import { makeScene, sceneKinds } from './made/scenes.ts';

describe.each(sceneKinds)('every stroke in every look on a %s picture', (kind) => {
  test.each([0.5, 0.6, 0.75, 1])(
    'is found on a copy of %f of its size, compressed to 70, 80 and 90',
    async (scale) => {
      for (let turn = 0; turn < turns; turn += 1) {
        const scene = await makeScene(kind, 61 + turn, { width: 1_200, height: 900 });
        for (const quality of [70, 80, 90]) await expectEveryStroke({ kind, scene, scale, quality, turn });
      }
    },
    1_200_000,
  );
});
