import { expect, test } from 'vitest';
import { cutPower } from './power-cuts.ts';

test('whatever was promised before a power cut is there after it, and the store is whole', async () => {
  const { looked, more } = await cutPower(6);
  expect(looked).toBeGreaterThan(40);
  // Cuts that keep everything, and cuts that forget: else this would hold for a program that never syncs.
  expect(more).toBeGreaterThan(looked / 20);
  expect(more).toBeLessThan(looked);
});
