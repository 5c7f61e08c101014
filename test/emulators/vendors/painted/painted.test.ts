import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Drawing } from '../../../../scripts/emulators/vendors/kit/draw.ts';
import { paintInPlace, paintPicture } from '../../../../scripts/emulators/vendors/kit/painted/paint-picture.ts';
import { changeBetween, gainsOf, isSame, type Pixels, pixelsOf, placementOf, sharpnessOf } from './measured.ts';

const blank: Omit<Drawing, 'prompt'> = {
  label: 'gpt-image-2 · auto',
  seed: 'req_0001-0',
  width: 512,
  height: 512,
  format: 'png',
  transparent: false,
  inputs: [],
  mask: undefined,
  maskEdits: 'transparent',
};
const large = { width: 1024, height: 1024 };

let directory: string;
let source: string;
const kept = async (name: string, bytes: Uint8Array) => {
  const path = join(directory, name);
  await writeFile(path, bytes);
  return path;
};
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'painted-'));
  source = await kept('source.png', await paintPicture({ ...blank, ...large, prompt: 'a valley' }));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const edited = async (prompt: string, more: Partial<Drawing> = {}): Promise<Pixels> =>
  pixelsOf(await paintPicture({ ...blank, inputs: [source], prompt, ...more }));
/** What changed besides the drift, which is the same for the same seed. */
const changedBy = async (prompt: string, more: Partial<Drawing> = {}) =>
  changeBetween(await edited('keep everything', more), await edited(prompt, more));

describe('a painter asked to change nothing', () => {
  test('is a few pixels off, up to a percent larger or smaller, warmer and softer, and never twice alike', async () => {
    const before = await pixelsOf(await paintInPlace({ ...blank, ...large, inputs: [source], prompt: 'do nothing' }));
    const sharpness = sharpnessOf(before);
    const placements: string[] = [];
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const after = await edited('keep everything', { ...large, seed });
      const { x, y } = placementOf(before, after);
      placements.push(JSON.stringify([x, y]));
      for (const { shift, scale } of [x, y]) {
        // Three pixels at 1024, and what whole pixels round away.
        expect(Math.abs(shift)).toBeLessThanOrEqual(3.7);
        expect(Math.abs(scale - 1)).toBeLessThanOrEqual(0.0115);
      }
      const [red, green, blue] = gainsOf(before, after);
      expect(red / green).toBeGreaterThan(1.005);
      expect(red / green).toBeLessThan(1.045);
      expect(blue / green).toBeGreaterThan(0.955);
      expect(blue / green).toBeLessThan(0.995);
      expect(sharpnessOf(after) / sharpness).toBeLessThan(0.9);
      expect(sharpnessOf(after) / sharpness).toBeGreaterThan(0.1);
    }
    expect(new Set(placements).size).toBe(placements.length);
  });

  test.each(['do nothing', 'Keep everything exactly as it is.', 'please leave it unchanged', 'change nothing'])(
    'takes "%s" for that, also with a mask',
    async (prompt) => {
      const mask = await maskOf('square.png', { left: 100, top: 100, width: 100, height: 100 });
      expect(await changedBy(prompt)).toMatchObject({ share: 0 });
      expect(await changedBy(prompt, { mask })).toMatchObject({ share: 0 });
    },
  );

  test.each([
    'Image 1 is a draft of the picture. Make the finished picture of it: the same.\nThe draft was asked for as: a red sky',
    'Image 1 is the picture to enlarge. Everything stays.\nMake: the very same picture at a higher resolution.',
    'Image 1 is the picture to vary.\nWhat was asked for when it was made: a red sky\nMake: the same picture once more, with small differences.',
  ])('takes what a button asks for that: %s', async (prompt) => {
    expect(await changedBy(prompt)).toMatchObject({ share: 0 });
  });

  test('in place, hands back the very pixels', async () => {
    const again = await pixelsOf(await paintInPlace({ ...blank, ...large, inputs: [source], prompt: 'do nothing' }));
    expect(changeBetween(again, await pixelsOf(await sharp(source).png().toBuffer())).share).toBe(0);
  });
});

test('a painter asked for another take of the subject paints what the words say anew', async () => {
  const asked =
    'Image 1 is the picture to vary.\nWhat was asked for when it was made, and is done in it already: a red fox\nMake: the same subject and idea, composed anew: another viewpoint.';
  const anew = await paintPicture({ ...blank, ...large, inputs: [source], prompt: asked });
  expect(Buffer.from(anew).equals(await paintPicture({ ...blank, ...large, prompt: 'a red fox' }))).toBe(true);
});

describe('a painter asked for one thing', () => {
  const third = 1 / 3;
  test.each([
    ['a kite, top left', 0, third, 0, third],
    ['a red kite in the upper right', 2 * third, 1, 0, third],
    ['put a boat at the top', third, 2 * third, 0, third],
    ['a lamp on the left', 0, third, third, 2 * third],
    ['in the middle a table', third, 2 * third, third, 2 * third],
    ['a dog, right', 2 * third, 1, third, 2 * third],
    ['lower left: a hedge', 0, third, 2 * third, 1],
    ['bottom right a signature', 2 * third, 1, 2 * third, 1],
    ['a rainbow in the sky', 0, 1, 0, third],
    ['the left half in snow', 0, 0.5, 0, 1],
  ])('"%s": changes something there and nothing elsewhere', async (prompt, left, right, top, bottom) => {
    const change = await changedBy(prompt);
    expect(change.left).toBeGreaterThanOrEqual(left - 0.003);
    expect(change.right).toBeLessThanOrEqual(right + 0.003);
    expect(change.top).toBeGreaterThanOrEqual(top - 0.003);
    expect(change.bottom).toBeLessThanOrEqual(bottom + 0.003);
    expect(change.share).toBeGreaterThan(0.03);
    expect(change.share).toBeLessThan(0.45);
  });

  test('changes one place of its own choice where the words name none', async () => {
    const seeds = ['a', 'b', 'c', 'd', 'e', 'f'];
    const changes = await Promise.all(seeds.map((seed) => changedBy('with a hat', { seed })));
    for (const { share, left, right } of changes) {
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.12);
      expect(right - left).toBeLessThan(0.34);
    }
    expect(new Set(changes.map(({ left, top }) => `${left} ${top}`)).size).toBeGreaterThan(2);
  });

  test('shows further pictures there in small', async () => {
    const colours = { red: [255, 0, 0], lime: [0, 255, 0] } as const;
    const create = (background: string) => ({ create: { width: 90, height: 40, channels: 3, background } as const });
    const references = await Promise.all(
      Object.keys(colours).map(async (name) => kept(`${name}.png`, await sharp(create(name)).png().toBuffer())),
    );
    const { data, width } = await edited('Luna and Mira, top left', { inputs: [source, ...references] });
    for (const colour of Object.values(colours)) {
      const found = Array.from({ length: data.length / 3 }, (_, pixel) => pixel).filter((pixel) =>
        colour.every((value, channel) => data[pixel * 3 + channel] === value),
      );
      expect(found.length).toBeGreaterThan(300);
      expect(found.every((pixel) => pixel % width < width / 3 && pixel < (width * width) / 3)).toBe(true);
    }
  });
});

/** As the vendors with alpha take it. */
async function maskOf(name: string, hole: { left: number; top: number; width: number; height: number }) {
  const create = { ...large, channels: 4, background: '#000' } as const;
  const cut = { ...hole, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const;
  const layer = await sharp({ create: cut }).png().toBuffer();
  const mask = sharp({ create }).composite([
    { input: await sharp(layer).negate().png().toBuffer(), ...hole, blend: 'dest-out' },
  ]);
  return kept(name, await mask.png().toBuffer());
}

describe('a painter who is given a mask', () => {
  const hole = { left: 600, top: 300, width: 240, height: 400 };

  test('changes what it lets change and some pixels beyond its edge, whatever place the words name', async () => {
    const mask = await maskOf('hole.png', hole);
    const before = await edited('keep everything', { ...large, mask });
    const after = await edited('a red kite, top left', { ...large, mask });
    const { left, right, top, bottom } = changeBetween(before, after);
    for (const beyond of [600 - left * 1024, right * 1024 - 840, 300 - top * 1024, bottom * 1024 - 700]) {
      expect(beyond).toBeGreaterThanOrEqual(2);
      expect(beyond).toBeLessThanOrEqual(16);
    }
    const inside = Array.from({ length: 240 * 400 }, (_, at) => (300 + Math.floor(at / 240)) * 1024 + 600 + (at % 240));
    expect(inside.filter((pixel) => isSame(before, after, pixel)).length / inside.length).toBeLessThan(0.01);
  });

  test('changes what strokes cover and go round, and nothing far from them', async () => {
    const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><circle cx="380" cy="380" r="80" fill="none" stroke="#f00" stroke-width="10"/><path d="M40 60H160" stroke="#f00" stroke-width="10"/></svg>`;
    const mask = await kept('ring.png', await sharp(Buffer.from(ring)).png().toBuffer());
    const before = await edited('keep everything', { mask, maskEdits: 'drawn' });
    const after = await edited('a kite', { mask, maskEdits: 'drawn' });
    const differs = (x: number, y: number) => {
      const at = (y * after.width + x) * 3;
      return Buffer.compare(before.data.subarray(at, at + 3), after.data.subarray(at, at + 3)) !== 0;
    };
    expect([differs(380, 380), differs(100, 60)]).toEqual([true, true]);
    expect([differs(250, 250), differs(380, 250), differs(100, 100)]).toEqual([false, false, false]);
  });

  test('understands both kinds of masks', async () => {
    const alpha = await maskOf('alpha.png', hole);
    const white = await kept('white.png', await sharp(alpha).extractChannel(3).negate().png().toBuffer());
    const one = await edited('a kite', { mask: alpha });
    const other = await edited('a kite', { mask: white, maskEdits: 'white' });
    expect(changeBetween(one, other).share).toBe(0);
  });

  test('that lets nothing change, changes nothing', async () => {
    const create = { ...large, channels: 4, background: '#000' } as const;
    const mask = await kept('closed.png', await sharp({ create }).png().toBuffer());
    expect(await changedBy('a kite', { mask })).toMatchObject({ share: 0 });
  });
});

test.each(['as a watercolour', 'in sepia', 'in the style of Monet', 'black and white', 'as a pencil sketch'])(
  'a painter asked for another style changes everything: "%s"',
  async (prompt) => {
    expect((await changedBy(prompt)).share).toBeGreaterThan(0.9);
  },
);

test('the same task is always painted alike, and another one otherwise', async () => {
  for (const inputs of [[], [source]]) {
    const drawing = { ...blank, inputs, prompt: 'a fox' };
    const [one, again, other] = await Promise.all(
      [drawing, drawing, { ...drawing, seed: 'req_0002-0' }].map((each) => paintPicture(each)),
    );
    expect(Buffer.compare(one ?? Buffer.of(), again ?? Buffer.of())).toBe(0);
    expect(Buffer.compare(one ?? Buffer.of(), other ?? Buffer.of())).not.toBe(0);
  }
});

test.each([
  ['png', 640, 480],
  ['jpeg', 480, 640],
  ['webp', 17, 31],
] as const)(
  'a painter hands over the form and size that were asked for: %s, %d by %d',
  async (format, width, height) => {
    for (const inputs of [[], [source]]) {
      const bytes = await paintPicture({ ...blank, inputs, prompt: 'a fox', format, width, height });
      expect(await sharp(bytes).metadata()).toMatchObject({ format, width, height });
    }
  },
);

test('what is transparent stays so where that was asked for, and is white else', async () => {
  const sticker = await kept('sticker.png', await paintPicture({ ...blank, prompt: 'a fox', transparent: true }));
  const corner = async (transparent: boolean) => {
    const bytes = await paintPicture({ ...blank, inputs: [sticker], prompt: 'do nothing', transparent });
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    return [...data.subarray(0, info.channels)];
  };
  expect((await corner(true))[3]).toBe(0);
  const [red, green, blue, alpha = 255] = await corner(false);
  expect([red, green, alpha]).toEqual([255, 255, 255]);
  expect(blue).toBeGreaterThan(240);
});
