import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paintPicture } from '../../../scripts/emulators/vendors/kit/painted/paint-picture.ts';
import { makeScene } from '../marks/made/scenes.ts';
import { isOffered, readingBetween } from './in-memory.ts';
import { type Disc, drifted, edited, isInside, type Picture, photograph, toSharp } from './painted.ts';
import { openStage } from './stage.ts';
import { styles } from './styles.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const size = { width: 420, height: 320 };
const drift = { shift: [3, -2], scale: 1.008, gains: [1.03, 1, 0.97], blur: 0.6 } as const;

/** By the emulated vendors' artist: a landscape, or what becomes of the picture at the path. */
async function painted(prompt: string, ...inputs: readonly string[]): Promise<Picture> {
  return pixelsOf(
    await paintPicture({
      ...{ prompt, label: '', seed: 's1', ...size, format: 'png', transparent: false },
      ...{ inputs, mask: undefined, maskEdits: 'white' },
    }),
  );
}

async function pixelsOf(file: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

/** The one in the disc, the other around it. */
function within(disc: Disc, one: Picture, other: Picture): Picture {
  const inside = isInside(disc, other.width, other.height);
  const isOne = (pixel: number) => inside(pixel % other.width, Math.floor(pixel / other.width));
  const pixels = other.pixels.map((value, at) => (isOne(Math.floor(at / 3)) ? (one.pixels[at] ?? 0) : value));
  return { ...other, pixels };
}

/** As the emulated vendors paint it; as it is drawn on white paper, where a style shows in few places. */
const sources: Readonly<Record<string, () => Promise<Picture>>> = {
  landscape: () => painted('blue sea'),
  'gray photograph with colours in one place': async () => {
    const coloured = await photograph(size.width, size.height, 12);
    const gray = await (styles['black and white'] ?? expect.fail())(coloured);
    return within({ x: 0.4, y: 0.5, radius: 0.3 }, coloured, gray);
  },
  'drawing on white paper': async () => pixelsOf(await makeScene('line-art', 6, size)),
};

describe.each(Object.entries(sources))('of a %s', (_, make) => {
  test.each(Object.entries(styles))('the rest is not to be kept where all of it changed: %s', async (__, style) => {
    const source = await make();
    expect(await readingBetween(source, await drifted(await style(source), drift))).not.toSatisfy(isOffered);
  });
});

describe('the rest can be kept where one thing', () => {
  const disc = { x: 0.6, y: 0.5, radius: 0.25 };

  test('became something else', async () => {
    const source = await photograph(size.width, size.height, 12);
    expect(await readingBetween(source, await drifted(await edited(source, disc, 3), drift))).toSatisfy(isOffered);
  });

  test.each(['the sky', 'the ground', 'the left', 'the middle', 'top right'])('was painted into %s', async (place) => {
    const source = await painted('blue sea');
    const path = stage.next();
    await toSharp(source).png().toFile(path);
    expect(await readingBetween(source, await painted(`a red kite in ${place}`, path))).toSatisfy(isOffered);
  });

  test.each(['other hues', 'black and white', 'brighter', 'blurred'])('was given another style: %s', async (name) => {
    const source = await photograph(size.width, size.height, 12);
    const other = await (styles[name] ?? expect.fail())(source);
    expect(await readingBetween(source, await drifted(within(disc, other, source), drift))).toSatisfy(isOffered);
  });
});
