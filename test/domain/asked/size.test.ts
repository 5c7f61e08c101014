import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aspectOf,
  dimensionsOf,
  gptImage2Sizes,
  isLegal,
  nearestLegalSize,
  presetsFor,
  type SizeRule,
  sizeChoice,
  sizeNamed,
  sizePresets,
} from '../../../src/domain/asked/size.ts';

const gptImage1: SizeRule = {
  kind: 'list',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
};
const ignored: SizeRule = { kind: 'ignored' };
/** What a member typed, held against the rule. */
function read(text: string, rule: SizeRule = gptImage2Sizes) {
  const named = sizeNamed(text);
  const pixels = named === null ? null : dimensionsOf(named);
  if (named !== null && (pixels === null || isLegal(pixels, rule))) return { kind: 'size', size: named };
  return { kind: 'bad', nearest: pixels === null ? null : nearestLegalSize(pixels, rule) };
}
const size = (text: `${number}x${number}` | 'auto') => ({ kind: 'size', size: text });

describe('sizes of gpt-image-2', () => {
  test.each([
    '816x816',
    '3840x1280',
    '1280x3840',
    '2880x2880',
    '3840x2160',
    '2560x1440',
    '1920x1088',
    '1280x720',
    '1792x1024',
  ] as const)('%s is legal', (text) => {
    expect(read(text)).toEqual(size(text));
  });

  test.each([
    ['4096x4096', '2880x2880', 'an edge over 3840'],
    ['1920x1080', '1920x1088', 'an edge that is no multiple of 16'],
    ['512x512', '816x816', 'too few pixels'],
    ['800x800', '816x816', 'too few pixels'],
    ['2048x1368', '2048x1376', 'an edge that is no multiple of 16'],
    ['3840x1264', '3840x1280', 'a ratio over 3'],
    ['3856x2160', '3840x2160', 'an edge over 3840'],
    ['2896x2880', '2880x2880', 'too many pixels'],
  ])('%s is not, and %s is the nearest: %s', (text, nearest) => {
    expect(read(text)).toEqual({ kind: 'bad', nearest });
  });

  test('every preset keeps the rule', () => {
    expect(sizePresets.filter((preset) => !isLegal(preset, gptImage2Sizes))).toEqual([]);
    expect(sizePresets).toHaveLength(24);
  });

  test('every preset keeps the ratio of its label within a hundredth', () => {
    for (const preset of sizePresets) {
      const [across = 0, down = 1] = preset.ratio.split(':').map(Number);
      expect(Math.abs((preset.width / preset.height) * (down / across) - 1)).toBeLessThan(0.01);
    }
  });
});

describe('what a member types', () => {
  test.each([
    ['16:9 · 2K', '2048x1152'],
    ['16:9 2k', '2048x1152'],
    ['  16:9  ·  2K ', '2048x1152'],
    ['21:9 · 4K', '3840x1648'],
    ['1024x1536', '1024x1536'],
    ['1024 × 1536', '1024x1536'],
    ['1024*1536', '1024x1536'],
    ['1024X1536', '1024x1536'],
    ['auto', 'auto'],
    ['AUTO', 'auto'],
    ['', 'auto'],
  ] as const)('%j is read as %s', (text, expected) => {
    expect(read(text)).toEqual(size(expected));
  });

  test.each(['large', '1024', '1024x', 'x1024', '-16x16', '1e3x1e3', '1024x1024x2', '10241024x16', '0x0', '0x1024'])(
    'nothing can be made of %j',
    (text) => {
      expect(read(text)).toEqual({ kind: 'bad', nearest: null });
    },
  );

  test('a fixed list takes what it lists and offers the nearest of it', () => {
    expect(read('1536x1024', gptImage1)).toEqual(size('1536x1024'));
    expect(read('1:1 · 1K', gptImage1)).toEqual(size('1024x1024'));
    expect(read('16:9 · 2K', gptImage1)).toEqual({ kind: 'bad', nearest: '1536x1024' });
    expect(read('auto', gptImage1)).toEqual(size('auto'));
  });

  test('a model that ignores sizes takes any but an empty one', () => {
    expect(read('7x9', ignored)).toEqual(size('7x9'));
    expect(read('0x9', ignored)).toEqual({ kind: 'bad', nearest: null });
  });
});

describe('laws of sizes', () => {
  const edges = fc.integer({ min: 1, max: 8_000 });
  const multiples = fc.integer({ min: 1, max: 260 }).map((each) => each * 16);

  test('the nearest size is legal, and a legal size is its own nearest', () => {
    fc.assert(
      fc.property(edges, edges, (width, height) => {
        const nearest = nearestLegalSize({ width, height }, gptImage2Sizes);
        const dimensions = nearest === null ? null : dimensionsOf(nearest);
        expect(dimensions !== null && isLegal(dimensions, gptImage2Sizes)).toBe(true);
        if (isLegal({ width, height }, gptImage2Sizes)) expect(nearest).toBe(`${width}x${height}`);
      }),
      { numRuns: 30 },
    );
  });

  test('turning a size round changes nothing about it being legal', () => {
    fc.assert(
      fc.property(multiples, multiples, (width, height) => {
        expect(isLegal({ width, height }, gptImage2Sizes)).toBe(
          isLegal({ width: height, height: width }, gptImage2Sizes),
        );
      }),
    );
  });

  test('a legal size keeps each of the five rules', () => {
    fc.assert(
      fc.property(multiples, multiples, (width, height) => {
        const keeps =
          Math.max(width, height) <= 3840 &&
          Math.max(width, height) / Math.min(width, height) <= 3 &&
          width * height >= 655_360 &&
          width * height <= 8_294_400;
        expect(isLegal({ width, height }, gptImage2Sizes)).toBe(keeps);
        expect(isLegal({ width: width + 8, height }, gptImage2Sizes)).toBe(false);
      }),
    );
  });

  test('reading what was read changes nothing', () => {
    fc.assert(
      fc.property(multiples, multiples, (width, height) => {
        const reading = read(`${width} x ${height}`);
        if (reading.size !== undefined) expect(read(reading.size)).toEqual(reading);
        expect(dimensionsOf(sizeChoice({ width, height }))).toEqual({ width, height });
      }),
    );
  });
});

describe('models that know ratios and no pixels', () => {
  const ratios = ['1:1', '3:2', '2:3', '16:9', '9:16', '4:3', '3:4'] as const;
  const one = { kind: 'ratios', ratios, resolutions: [] } as const satisfies SizeRule;
  const three = { kind: 'ratios', ratios, resolutions: ['1K', '2K', '4K'] } as const satisfies SizeRule;

  test.each([
    [1920, 1080, '16:9'],
    [1000, 1300, '3:4'],
    [500, 500, '1:1'],
    [3000, 500, '16:9'],
    [1100, 1536, '3:4'],
    [1536, 1024, '3:2'],
  ])('%ix%i is %s', (width, height, ratio) => {
    expect(aspectOf({ width, height }, one)).toEqual({ ratio, resolution: undefined });
  });

  test('each preset is the ratio and the resolution that it is labelled with', () => {
    for (const preset of presetsFor(three)) {
      expect(aspectOf(preset, three)).toEqual({ ratio: preset.ratio, resolution: preset.resolution });
    }
    expect(presetsFor(three)).toHaveLength(21);
    expect(presetsFor(one).map(({ label }) => label)).toEqual(ratios.toSorted(byPreset).map((each) => `${each} · 1K`));
  });

  test('the ratio is the nearest there is, whatever the size', () => {
    const edge = fc.integer({ min: 1, max: 5000 });
    const quotient = (ratio: string) => {
      const [width = 1, height = 1] = ratio.split(':').map(Number);
      return width / height;
    };
    fc.assert(
      fc.property(edge, edge, (width, height) => {
        const off = (ratio: string) => Math.abs(Math.log(width / height) - Math.log(quotient(ratio)));
        const { ratio } = aspectOf({ width, height }, one);
        expect(Math.min(...ratios.map(off))).toBeCloseTo(off(ratio));
      }),
    );
  });

  test('a resolution that it does not have is not legal, and the nearest keeps the shape', () => {
    expect(read('2048x2048', one)).toEqual({ kind: 'bad', nearest: '1024x1024' });
    expect(read('16:9 · 4K', one)).toEqual({ kind: 'bad', nearest: '1536x864' });
    expect(read('16:9 · 4K', three)).toEqual(size('3840x2160'));
    expect(read('0x100', one)).toEqual({ kind: 'bad', nearest: null });
  });

  const byPreset = (left: string, right: string) => order(left) - order(right);
  const order = (ratio: string) => sizePresets.findIndex((each) => each.ratio === ratio);
});
