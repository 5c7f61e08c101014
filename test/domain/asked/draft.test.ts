import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftQuality, draftSizes, isWorthDrafting } from '../../../src/domain/asked/drafts/draft.ts';
import { qualities } from '../../../src/domain/asked/image-request.ts';
import {
  dimensionsOf,
  gptImage2Sizes,
  isLegal,
  type SizeChoice,
  type SizeRule,
  sizeChoice,
  sizePresets,
} from '../../../src/domain/asked/size.ts';
import { threeSizes } from '../../../src/providers/catalogue/gpt-image.ts';

const ratios: SizeRule = { kind: 'ratios', ratios: ['1:1', '16:9'], resolutions: ['1K', '2K', '4K'] };
const rules: readonly SizeRule[] = [gptImage2Sizes, threeSizes, ratios, { kind: 'ignored' }];

describe('what is worth a draft', () => {
  test.each([
    [25, 100, true],
    [26, 100, false],
    [0, 0, true],
    [1, 3, false],
  ])('%i beside %i: %s', (draft, finished, isWorth) => {
    expect(isWorthDrafting(draft, finished)).toBe(isWorth);
  });

  test('four of them never cost more than the finished picture', () => {
    const price = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(price, price, (draft, finished) => {
        const four = draft + draft + draft + draft;
        expect(isWorthDrafting(draft, finished)).toBe(four <= finished);
      }),
    );
  });
});

describe('the size of a draft', () => {
  test.each<[SizeChoice, SizeRule, readonly SizeChoice[]]>([
    ['3840x2160', gptImage2Sizes, ['1536x864']],
    ['2336x3504', gptImage2Sizes, ['1024x1536']],
    ['1024x1024', gptImage2Sizes, ['1024x1024']],
    // Three to one has no label: scaled down as it is.
    ['3840x1280', gptImage2Sizes, ['1776x592']],
    // Small as it is.
    ['1024x640', gptImage2Sizes, ['1024x640']],
    ['1536x1024', threeSizes, ['1536x1024']],
    ['3840x2160', ratios, ['1536x864']],
    ['1024x1024', { kind: 'ignored' }, ['auto']],
  ])('of %s', (finished, rule, sizes) => {
    expect(draftSizes(finished, rule, 'generate')).toEqual(sizes);
  });

  test('left to the model it may be a square, where it is new; an edit keeps the shape of its picture', () => {
    expect(draftSizes('auto', gptImage2Sizes, 'generate')).toEqual(['auto', '1024x1024']);
    expect(draftSizes('auto', gptImage2Sizes, 'edit')).toEqual(['auto']);
    expect(draftSizes('auto', { kind: 'ignored' }, 'generate')).toEqual(['auto']);
  });

  test('is legal, has no more pixels than what was asked for, and its shape', () => {
    const step = fc.integer({ min: 1, max: 240 }).map((steps) => steps * 16);
    const asked = fc
      .oneof(fc.constantFrom(...sizePresets), fc.record({ width: step, height: step }))
      .map(({ width, height }) => ({ width, height }));
    fc.assert(
      fc.property(asked, fc.constantFrom(...rules), (size, rule) => {
        fc.pre(isLegal(size, rule));
        const [choice = expect.fail(), ...more] = draftSizes(sizeChoice(size), rule, 'generate');
        expect(more).toEqual([]);
        const small = dimensionsOf(choice);
        expect(small === null).toBe(rule.kind === 'ignored');
        if (small === null) return;
        expect(isLegal(small, rule)).toBe(true);
        expect(small.width * small.height).toBeLessThanOrEqual(size.width * size.height);
        if (rule.kind !== 'bounds') return;
        const off = Math.abs(Math.log(small.width / small.height / (size.width / size.height)));
        expect(off).toBeLessThan(0.06);
      }),
      { numRuns: 60 },
    );
  });
});

test('its quality is the coarsest there is, and never left to the model that has any', () => {
  expect(draftQuality(qualities)).toBe('low');
  expect(draftQuality(['auto', 'high'])).toBe('high');
  expect(draftQuality([])).toBe('auto');
});
