import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPictures } from '../open-pictures.ts';
import { coverageOf, drifted, edited, photograph } from './painted.ts';
import { openStage, pixelsOf } from './stage.ts';

const pictures = openPictures({ lanes: 1 });
afterAll(pictures.close);
let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const disc = { x: 0.6, y: 0.4, radius: 0.2 };

test('outside the part each pixel is the source’s own, inside it is the model’s', async () => {
  const source = await photograph(360, 256, 1);
  const moved = await edited(source, disc, 1);
  const result = await drifted(moved, { shift: [3, -2], scale: 1, gains: [1.04, 1.01, 0.94], blur: 0.6 });
  const files = {
    source: await stage.put(source),
    result: await stage.put(result),
    coverage: await stage.cover(disc, source),
  };
  const into = stage.next();
  const laid = await pictures.layOver(files, 'image/png', into, null);
  expect(laid).toMatchObject({ kind: 'laid', type: 'image/png', width: 360, height: 256 });
  const [made, before] = [await pixelsOf(into), await pixelsOf(files.source)];
  const coverage = coverageOf(disc, 360, 256);
  const off = coverage.filter(
    (covered, at) => covered === 0 && made.readUInt32BE(4 * at) !== before.readUInt32BE(4 * at),
  );
  expect(off.length).toBe(0);
});
