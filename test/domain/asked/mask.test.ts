import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regionRectangle, regions } from '../../../src/domain/asked/mask.ts';

const size = fc.record({ width: fc.integer({ min: 3, max: 4000 }), height: fc.integer({ min: 3, max: 4000 }) });
const cells = regions.slice(0, 9);

describe('a region of a picture', () => {
  test.each([
    ['top left', { left: 0, top: 0, width: 341, height: 341 }],
    ['middle', { left: 341, top: 341, width: 342, height: 342 }],
    ['bottom right', { left: 683, top: 683, width: 341, height: 341 }],
    ['left half', { left: 0, top: 0, width: 512, height: 1024 }],
    ['bottom half', { left: 0, top: 512, width: 1024, height: 512 }],
    ['centre', { left: 256, top: 256, width: 512, height: 512 }],
  ] as const)('%s of a square', (region, rectangle) => {
    expect(regionRectangle(region, { width: 1024, height: 1024 })).toEqual(rectangle);
  });

  test('lies within the picture, whatever its size', () => {
    fc.assert(
      fc.property(size, fc.constantFrom(...regions), (picture, region) => {
        const { left, top, width, height } = regionRectangle(region, picture);
        return (
          left >= 0 &&
          top >= 0 &&
          width > 0 &&
          height > 0 &&
          left + width <= picture.width &&
          top + height <= picture.height
        );
      }),
    );
  });

  test('the nine cells cover the picture once', () => {
    fc.assert(
      fc.property(size, (picture) => {
        const area = cells
          .map((cell) => regionRectangle(cell, picture))
          .reduce((sum, { width, height }) => sum + width * height, 0);
        return area === picture.width * picture.height;
      }),
    );
  });
});
