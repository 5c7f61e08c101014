import { test } from 'vitest';
import { playUnmarked } from './unmarked.ts';

test(
  'nothing is found on sixty copies on which nobody drew, however they were scaled, compressed and tinted',
  () => playUnmarked(60),
  600_000,
);
