import { test } from 'vitest';
import { playHostile } from './hostile.ts';

test('whatever a member sends as a picture, a thousand times, it ends, and nobody’s memory is taken', async () => {
  await playHostile(1_000);
}, 900_000);
