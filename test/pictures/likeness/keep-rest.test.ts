import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPictures } from '../open-pictures.ts';
import { coverageOf, type Disc, drifted, edited, type Picture, photograph } from './painted.ts';
import { countChanged, openStage } from './stage.ts';
import { styles } from './styles.ts';

const pictures = openPictures({ lanes: 1 });
afterAll(pictures.close);
let stage: Awaited<ReturnType<typeof openStage>>;
let source: Picture;
beforeAll(async () => {
  stage = await openStage();
  source = await photograph(421, 300, 4);
});
afterAll(() => stage.close());

const drift = { shift: [-4, 3], scale: 0.99, gains: [1.03, 1, 0.96], blur: 0.7 } as const;

async function keep(result: Picture) {
  const files = { source: await stage.put(source), result: await stage.put(result) };
  const into = stage.next();
  return { kept: await pictures.keepRest(files, 'image/png', into, null), into, files };
}
const editedAt = async (disc: Disc) => drifted(await edited(source, disc, 9), drift);

describe('the rest of a picture in which one area changed', () => {
  const disc = { x: 0.3, y: 0.55, radius: 0.2 };

  test('is the source’s own, and what changed is the result’s', async () => {
    const { kept, into, files } = await keep(await editedAt(disc));
    expect(kept).toMatchObject({ kind: 'laid', type: 'image/png', width: 421, height: 300 });
    // The disc takes 9 in 100; around it lies what it may have changed.
    expect(kept).toSatisfy(({ share = 0 }: { readonly share?: number }) => share > 0.089 && share < 0.13);
    const far = coverageOf({ ...disc, radius: 0.26 }, 421, 300);
    expect(await countChanged(files.source, into, (at) => far[at] === 0)).toBe(0);
    const near = coverageOf(disc, 421, 300);
    expect(await countChanged(files.source, into, (at) => near[at] === 255)).toBeGreaterThan(11_000);
  });

  test.each([
    ['too little', 'nothing did', async () => drifted(source, drift)],
    ['too little', 'it is a speck', async () => editedAt({ x: 0.5, y: 0.5, radius: 0.03 })],
    ['too much', 'it is half of it', async () => editedAt({ x: 0.5, y: 0.5, radius: 0.47 })],
    ['does not fit', 'it is another picture', async () => photograph(421, 300, 60)],
  ] as const)('is not kept (%s) where %s', async (kind, _, make) => {
    const { kept, into } = await keep(await make());
    expect(kept).toEqual({ kind });
    await expect(readFile(into)).rejects.toThrow();
  });

  test.each(['sepia', 'seven levels', 'other hues'])('is not kept where the style changed (%s)', async (name) => {
    const made = await (styles[name] ?? (async (picture: Picture) => picture))(source);
    expect(['does not fit', 'too much']).toContain((await keep(await drifted(made, drift))).kept.kind);
  });
});

describe('drawn side by side', () => {
  test('the area that changed is outlined in the second, and only there', async () => {
    const [before, after] = [
      await stage.put(source),
      await stage.put(await editedAt({ x: 0.3, y: 0.55, radius: 0.2 })),
    ];
    const reading = await pictures.compare(before, after, null);
    if (reading.kind !== 'one area') throw new Error('It has to be one area.');
    const into = stage.next();
    expect(await pictures.drawChange(before, after, reading, into, null)).toBe('written');
    const { data, info } = await sharp(into).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 421 + 12 + 421, height: 300, channels: 3 });
    const white = (from: number, to: number) => {
      let count = 0;
      for (let at = 0; at < 854 * 300; at += 1) {
        const isIn = at % 854 >= from && at % 854 < to;
        if (isIn && [0, 1, 2].every((channel) => data[3 * at + channel] === 255)) count += 1;
      }
      return count;
    };
    expect(white(0, 421)).toBe(0);
    // Around a disc of 60 pixels, two pixels wide.
    expect(white(433, 854)).toBeGreaterThan(500);
  });

  test('large ones are made smaller, and nothing is outlined where all is another', async () => {
    const [before, after] = [
      await stage.put(await photograph(1_600, 900, 2)),
      await stage.put(await photograph(900, 1_600, 3)),
    ];
    const reading = await pictures.compare(before, after, null);
    if (reading.kind === 'refused') throw new Error('It was refused.');
    const into = stage.next();
    await pictures.drawChange(before, after, reading, into, null);
    expect(await sharp(into).metadata()).toMatchObject({ format: 'png', width: 768 + 12 + 432, height: 768 });
  });
});
