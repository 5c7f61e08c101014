import { describe, expect, test } from 'vitest';
import { largerSize, upscales } from '../../../src/domain/asked/larger-size.ts';
import { dimensionsOf, gptImage2Sizes, isLegal, sizePresets } from '../../../src/domain/asked/size.ts';
import { threeSizes } from '../../../src/providers/catalogue/gpt-image.ts';

const at = (width: number, height: number) => upscales.map((to) => largerSize({ width, height }, to, gptImage2Sizes));

describe('a picture made larger', () => {
  test('keeps its shape, and is as long as 2K and 4K are', () => {
    expect(at(1536, 864)).toEqual(['2048x1152', '3840x2160']);
    expect(at(864, 1536)).toEqual(['1152x2048', '2160x3840']);
    expect(at(1536, 1024)).toEqual(['2064x1376', '3504x2336']);
  });

  test('has as many pixels as the model allows, where that is what bounds it', () => {
    expect(at(1024, 1024)).toEqual(['2048x2048', '2880x2880']);
  });

  test('is offered only where it is larger than it was', () => {
    expect(at(2048, 2048)).toEqual([null, '2880x2880']);
    expect(at(2048, 1152)).toEqual([null, '3840x2160']);
    expect(at(3840, 2160)).toEqual([null, null]);
    expect(at(2000, 2000)).toEqual([null, '2880x2880']);
  });

  test('is not offered by a model that has no such size', () => {
    const ratios = (resolutions: readonly ('1K' | '2K' | '4K')[]) =>
      ({ kind: 'ratios', ratios: ['1:1', '16:9'], resolutions }) as const;
    const square = { width: 1024, height: 1024 };
    expect(upscales.map((to) => largerSize(square, to, threeSizes))).toEqual([null, null]);
    expect(upscales.map((to) => largerSize(square, to, { kind: 'ignored' }))).toEqual([null, null]);
    expect(upscales.map((to) => largerSize(square, to, ratios([])))).toEqual([null, null]);
    expect(upscales.map((to) => largerSize(square, to, ratios(['1K', '2K'])))).toEqual(['2048x2048', null]);
    // What a vendor makes of 16:9 is a little off, and another shape is none of the model's.
    expect(largerSize({ width: 1376, height: 768 }, '4K', ratios(['4K']))).toBe('3840x2160');
    expect(largerSize({ width: 1152, height: 896 }, '4K', ratios(['4K']))).toBeNull();
  });

  test('is legal, of whatever shape it was', () => {
    for (const preset of sizePresets.filter(({ resolution }) => resolution === '1K')) {
      for (const size of at(preset.width, preset.height)) {
        const pixels = size === null ? null : dimensionsOf(size);
        expect(pixels !== null && isLegal(pixels, gptImage2Sizes)).toBe(true);
        if (pixels === null) continue;
        expect(pixels.width / pixels.height / (preset.width / preset.height)).toBeCloseTo(1, 1);
      }
    }
  });
});
